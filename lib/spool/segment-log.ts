import type { Clock, Timer } from '../base/clock.js';
import { type Placed, Segment } from './segment.js';
import { headerText } from './segment-header.js';
import type { KeepingSegment, Spoolable } from './spoolable.js';

/** A segment that has reached this size takes no more. */
const SEGMENT_BYTES = 4 * 1024 * 1024;
/** What is written in one go. */
const BLOCK_BYTES = 1024 * 1024;
/** One that was begun so long ago neither, so that the age of a segment tells that of its messages. */
const SEGMENT_MS = 3_600_000;
/** How long nothing is tried after a failure, unless it has to be. */
const REST_MS = 1_000;
/** How soon the disk is told which records are done. */
const DONE_MS = 250;

/** When what was written is to outlast a crash of the machine: with the segment, every so often, or at once. */
export type Fsync = 'close' | 'interval' | 'always';

export interface SegmentLogOptions {
  /** A path for the next segment. @throws where there can be none now */
  readonly nextPath: () => string;
  /** The fingerprint of the write key. */
  readonly source: string;
  readonly clock: Clock;
  readonly fsync: Fsync;
  readonly fsyncInterval: number;
  /** @throws where there is no room for them */
  readonly checkRoom: (messages: readonly Spoolable[]) => void;
  readonly onWritten: (bytes: number) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onComplete: (segment: Segment) => void;
}

/** Messages on the disk, a segment after another. */
export class SegmentLog {
  readonly #options: SegmentLogOptions;
  #active: Segment | undefined;
  #activeSinceMs = 0;
  readonly #writing = new Set<Promise<boolean>>();
  readonly #unsynced = new Set<Segment>();
  readonly #withDone = new Set<KeepingSegment>();
  #syncTimer: Timer | undefined;
  #doneTimer: Timer | undefined;
  #restsUntilMs = Number.NEGATIVE_INFINITY;

  constructor(options: SegmentLogOptions) {
    this.#options = options;
  }

  /** Whether the disk failed a moment ago, so that there is no use in trying again. */
  get rests(): boolean {
    return this.#options.clock.now() < this.#restsUntilMs;
  }

  /** The segment that takes messages has some that are left for a drain. */
  get hasLeft(): boolean {
    return this.#active !== undefined && this.#active.left > 0;
  }

  /** Writes messages that are not kept yet. Whether all of them are. */
  async write(messages: readonly Spoolable[]): Promise<boolean> {
    let isWritten = true;
    for (const block of blocksOf(messages)) {
      const placed = this.#place(block);
      const isThere = placed !== undefined && (await this.#write(placed));
      isWritten = this.#wrote(placed, isThere) && isWritten;
    }
    if (this.#options.fsync !== 'always' || !isWritten) return isWritten;
    return this.sync();
  }

  /** Whatever is being written is there, or failed. */
  async written(): Promise<void> {
    await Promise.all(this.#writing);
  }

  /** The same at once. */
  writeSync(messages: readonly Spoolable[]): boolean {
    let isWritten = true;
    for (const block of blocksOf(messages)) {
      const placed = this.#place(block);
      const isThere = placed?.segment.writeSync(placed) === true;
      isWritten = this.#wrote(placed, isThere) && isWritten;
    }
    return isWritten;
  }

  /** A message need not be sent again. */
  done(message: Spoolable): void {
    const segment = message.keptIn;
    if (segment === undefined) return;
    segment.done(message);
    this.#withDone.add(segment);
    this.#doneTimer ??= this.#options.clock.after(DONE_MS, () => {
      this.#doneTimer = undefined;
      void this.writeDone();
    });
  }

  /** What was written is to outlast a crash of the machine. @returns whether it does */
  async sync(): Promise<boolean> {
    this.#syncTimer?.cancel();
    this.#syncTimer = undefined;
    const segments = [...this.#unsynced];
    this.#unsynced.clear();
    const synced = await Promise.all(segments.map((segment) => segment.sync()));
    return !synced.includes(false);
  }

  async writeDone(): Promise<void> {
    const segments = [...this.#withDone];
    this.#withDone.clear();
    await Promise.all(segments.map((segment) => segment.writeDone()));
  }

  /** The process ends in this turn. */
  endSync(): void {
    this.#cancelTimers();
    for (const segment of this.#unsynced) segment.syncSync();
    this.#unsynced.clear();
    for (const segment of this.#withDone) segment.writeDoneSync();
    this.turn();
  }

  /** Messages that come go to a new segment. */
  turn(): void {
    const full = this.#active;
    this.#active = undefined;
    if (full === undefined) return;
    if (this.#unsynced.delete(full)) void full.sync();
    full.end();
  }

  /** Everything is on the disk that is to be there. */
  async close(): Promise<void> {
    this.#cancelTimers();
    this.turn();
    await Promise.all([this.sync(), this.writeDone()]);
  }

  async #write(placed: Placed): Promise<boolean> {
    const writing = placed.segment.write(placed);
    this.#writing.add(writing);
    const isThere = await writing;
    this.#writing.delete(writing);
    return isThere;
  }

  #place(messages: readonly Spoolable[]): Placed | undefined {
    try {
      this.#options.checkRoom(messages);
      return this.#segment().place(messages);
    } catch (error) {
      this.#options.onFailure(error);
      return undefined;
    }
  }

  #segment(): Segment {
    const { nextPath, source, clock, onFailure, onWritten, onComplete } = this.#options;
    const nowMs = clock.now();
    const isOld = nowMs - this.#activeSinceMs >= SEGMENT_MS;
    if (this.#active !== undefined && (isOld || this.#active.bytes >= SEGMENT_BYTES)) this.turn();
    if (this.#active !== undefined) return this.#active;
    this.#activeSinceMs = nowMs;
    const createdAt = new Date(nowMs).toISOString();
    this.#active = new Segment({
      path: nextPath(),
      header: headerText({ source, createdAt }),
      onFailure,
      onComplete,
    });
    onWritten(this.#active.bytes);
    return this.#active;
  }

  #wrote(placed: Placed | undefined, isThere: boolean): boolean {
    const { clock, fsync, fsyncInterval, onWritten } = this.#options;
    if (placed === undefined || !isThere) {
      if (placed?.segment === this.#active) this.turn();
      this.#restsUntilMs = clock.now() + REST_MS;
      return false;
    }
    onWritten(placed.lines.length);
    this.#unsynced.add(placed.segment);
    if (fsync === 'interval')
      this.#syncTimer ??= clock.after(fsyncInterval, () => void this.sync());
    return true;
  }

  #cancelTimers(): void {
    this.#syncTimer?.cancel();
    this.#doneTimer?.cancel();
    this.#syncTimer = undefined;
    this.#doneTimer = undefined;
  }
}

/** Messages in pieces of about a megabyte. */
function* blocksOf(messages: readonly Spoolable[]): Generator<readonly Spoolable[]> {
  let block: Spoolable[] = [];
  let bytes = 0;
  for (const message of messages) {
    if (message.keptIn !== undefined || message.isSettled) continue;
    block.push(message);
    bytes += message.bytes;
    if (bytes < BLOCK_BYTES) continue;
    yield block;
    block = [];
    bytes = 0;
  }
  if (block.length > 0) yield block;
}
