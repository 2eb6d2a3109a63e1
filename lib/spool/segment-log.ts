import type { Clock, Timer } from '../base/clock.js';
import { type Placed, Segment } from './segment.js';
import { headerText } from './segment-header.js';
import { isPlaced, type Spoolable } from './spoolable.js';

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

/** Where a segment may be, and whether it still may. */
export interface SegmentPlace {
  readonly path: string;
  readonly isHeld: () => boolean;
}

export interface SegmentLogOptions {
  /** A place for the next segment. @throws where there can be none now */
  readonly nextPlace: () => SegmentPlace;
  /** The fingerprint of the write key. */
  readonly source: string;
  readonly clock: Clock;
  readonly maxSegmentBytes: number;
  readonly fsync: Fsync;
  readonly fsyncInterval: number;
  /** @throws where there is no room for them */
  readonly checkRoom: (messages: readonly Spoolable[]) => void;
  /** So many bytes are taken on the disk from now on. */
  readonly onGrown: (bytes: number) => void;
  /** The disk works. */
  readonly onWritten: () => void;
  readonly onFailure: (error: unknown) => void;
  readonly onComplete: (segment: Segment) => void;
}

/** Messages on the disk, a segment after another. */
export class SegmentLog {
  readonly #options: SegmentLogOptions;
  #active: Segment | undefined;
  #activeSinceMs = 0;
  readonly #writing = new Set<Promise<boolean>>();
  /** Those that are not complete. */
  readonly #segments = new Set<Segment>();
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
    if (this.#options.fsync === 'always') this.#eachSync((segment) => segment.syncSync());
    return isWritten;
  }

  /** A message need not be sent again. */
  done(message: Spoolable): void {
    if (message.keptIn === undefined) return;
    message.keptIn.done(message);
    this.#doneTimer ??= this.#options.clock.after(DONE_MS, () => {
      this.#doneTimer = undefined;
      for (const segment of this.#segments) void segment.writeDone();
    });
  }

  /** What was written is to outlast a crash of the machine. @returns whether it does */
  async sync(): Promise<boolean> {
    this.#syncTimer?.cancel();
    this.#syncTimer = undefined;
    const ours = [...this.#segments].filter(({ isLost }) => !isLost);
    const synced = await Promise.all(ours.map((segment) => segment.sync()));
    return !synced.includes(false);
  }

  /** The process ends in this turn. */
  endSync(): void {
    this.#cancelTimers();
    this.#eachSync((segment) => segment.endSync());
    this.turn();
  }

  /** Messages that come go to a new segment. */
  turn(): void {
    const full = this.#active;
    this.#active = undefined;
    full?.end();
  }

  /** Everything is on the disk that is to be there. */
  async close(): Promise<void> {
    this.#cancelTimers();
    this.turn();
    const segments = [...this.#segments];
    for (const segment of segments) void segment.sync();
    for (const segment of segments) void segment.writeDone();
    await Promise.all(segments.map((segment) => segment.idle()));
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
      const placed = this.#segment().place(messages);
      this.#options.onGrown(placed.lines.length);
      return placed;
    } catch (error) {
      this.#options.onFailure(error);
      return undefined;
    }
  }

  #segment(): Segment {
    const { nextPlace, source, clock, maxSegmentBytes, onFailure, onGrown } = this.#options;
    const nowMs = clock.now();
    const isOld = nowMs - this.#activeSinceMs >= SEGMENT_MS;
    const { bytes = 0, isLost = false } = this.#active ?? {};
    if (isOld || isLost || bytes >= Math.min(SEGMENT_BYTES, maxSegmentBytes)) this.turn();
    if (this.#active !== undefined) return this.#active;
    this.#activeSinceMs = nowMs;
    const createdAt = new Date(nowMs).toISOString();
    this.#active = new Segment({
      ...nextPlace(),
      header: headerText({ source, createdAt }),
      onFailure,
      onComplete: (segment) => this.#completed(segment),
    });
    this.#segments.add(this.#active);
    onGrown(this.#active.bytes);
    return this.#active;
  }

  #completed(segment: Segment): void {
    this.#segments.delete(segment);
    try {
      this.#options.onComplete(segment);
    } catch (error) {
      this.#options.onFailure(error);
    }
  }

  #wrote(placed: Placed | undefined, isThere: boolean): boolean {
    const { clock, fsync, fsyncInterval, onWritten } = this.#options;
    if (placed === undefined || !isThere) {
      if (placed?.segment === this.#active) this.turn();
      this.#restsUntilMs = clock.now() + REST_MS;
      return false;
    }
    onWritten();
    if (fsync === 'interval')
      this.#syncTimer ??= clock.after(fsyncInterval, () => void this.sync());
    return true;
  }

  /** What fails for one is tried for the others all the same. */
  #eachSync(work: (segment: Segment) => void): void {
    for (const segment of this.#segments) {
      try {
        work(segment);
      } catch (error) {
        this.#options.onFailure(error);
      }
    }
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
    if (message.isSettled || isPlaced(message)) continue;
    block.push(message);
    bytes += message.bytes;
    if (bytes < BLOCK_BYTES) continue;
    yield block;
    block = [];
    bytes = 0;
  }
  if (block.length > 0) yield block;
}
