import type { Parcel } from '../delivery/parcel.js';

/** A message that may be written to the disk. */
export interface Spoolable extends Parcel {
  /** It has ended: it need not be on the disk any more. */
  readonly isSettled: boolean;
  /** The segment that holds it, while it does. */
  keptIn: KeepingSegment | undefined;
  /** Which of the segment's records it is. */
  ordinal: number;
}

/** A segment, as a message that it holds sees it. */
export interface KeepingSegment {
  /** A record need not be sent again. */
  done(message: Spoolable): void;
  /** A record stays for a drain: memory forgets it. */
  leave(message: Spoolable): void;
  /** Tells the disk which records are done. Never rejects. */
  writeDone(): Promise<void>;
  /** The same at once. @throws what the file system throws */
  writeDoneSync(): void;
}
