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
  /** Somebody else has taken the slot over, or has deleted the file: what it held is to be written elsewhere. */
  readonly isLost: boolean;
  /** Whether a message that has its place here is there, too: it may still be on its way. */
  holds(message: Spoolable): boolean;
  /** A record need not be sent again. */
  done(message: Spoolable): void;
  /** A record stays for a drain: memory forgets it. */
  leave(message: Spoolable): void;
  /** The message was given a place elsewhere. */
  forget(): void;
  /** Tells the disk which records are done. Never rejects. */
  writeDone(): Promise<void>;
}

/** Whether a message has its place in a segment, and need not be given another. */
export function isPlaced({ keptIn }: Spoolable): boolean {
  return keptIn !== undefined && !keptIn.isLost;
}

/** Whether a message is on the disk. */
export function isKept(message: Spoolable): boolean {
  return isPlaced(message) && message.keptIn?.holds(message) === true;
}
