import fs from 'node:fs';
import type { Clock } from '../base/clock.js';
import { doneFileOf, type Segment } from './segment.js';
import type { Slot } from './slot.js';
import { MAX_SLOTS, Slots } from './slots.js';
import { SpoolError, SpoolFolderError } from './spool-error.js';
import { StoredSegment } from './stored-segment.js';

/** How often slots are looked for whose owners are gone. */
const LOOK_MS = 60_000;

export interface HoldingsOptions {
  readonly folder: string;
  /** The fingerprint of the write key. */
  readonly source: string;
  readonly clock: Clock;
}

/** A slot, and what is to be drained of it, the oldest first. */
interface Holding {
  readonly slot: Slot;
  readonly segments: StoredSegment[];
}

/** What a client has of a spool's folder: its slot, what lies there, and for a while what somebody left that is gone. */
export class Holdings {
  readonly #options: HoldingsOptions;
  readonly #slots: Slots;
  #own: Holding | undefined;
  #adopted: Holding | undefined;
  /** What can't be drained, and is left as it is. */
  readonly #setAside = new Set<string>();
  /** How long the segments of the slot are that are counted. */
  #sizes = new Map<string, number>();
  #bytes = 0;
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(options: HoldingsOptions) {
    this.#options = options;
    this.#slots = new Slots(options.folder, options.clock);
  }

  /** How many bytes lie in the slot. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Takes a slot, where it has none: the one it had is lost where the process was frozen for long, or the folder deleted.
   * @throws SpoolFolderError where the folder can never be one; what the file system throws
   */
  take(): Slot {
    if (this.#own?.slot.isFound === true) return this.#own.slot;
    const slot = this.#takeFree();
    const segments = slot.segments.filter(this.#isOurs);
    this.#own = { slot, segments };
    this.#sizes = new Map(segments.map(({ path, bytes }) => [path, bytes]));
    this.#bytes = segments.reduce((sum, { bytes }) => sum + bytes, 0);
    return slot;
  }

  /** So many bytes are taken in the slot from now on. */
  grew(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Everything that was written to a segment has ended, or is for a drain. @throws what the file system throws */
  completed({ path, bytes, left, isHeld, isLost }: Segment): void {
    // Somebody else may have given its name to another.
    if (!isHeld) return;
    if (left > 0 && !isLost) {
      this.#own?.segments.push(new StoredSegment(path));
      this.#sizes.set(path, bytes);
      return;
    }
    this.#bytes -= bytes;
    for (const file of [path, doneFileOf(path)]) fs.rmSync(file, { force: true });
  }

  /** What is to be drained next. @throws what the file system throws */
  next(): StoredSegment | undefined {
    const own = this.#own?.slot.isHeld === true ? this.#own.segments[0] : undefined;
    if (own !== undefined) return own;
    if (this.#adopted?.slot.isHeld !== true || this.#adopted.segments.length === 0) {
      this.#letGo();
      this.#adopt();
    }
    return this.#adopted?.segments[0];
  }

  /** Records of a segment need not be sent again. */
  async done(segment: StoredSegment, ordinals: readonly number[]): Promise<void> {
    if (this.#holdingOf(segment)?.slot.isHeld === true) await segment.done(ordinals);
  }

  /** A segment is drained, or it can't be. */
  async drained(segment: StoredSegment, how: 'finished' | 'damaged' | 'unreadable'): Promise<void> {
    const holding = this.#holdingOf(segment);
    holding?.segments.splice(holding.segments.indexOf(segment), 1);
    try {
      if (how === 'unreadable') this.#setAside.add(segment.path);
      else if (holding?.slot.isHeld === true) {
        await segment.finish({ isDamaged: how === 'damaged' });
        if (holding === this.#own) this.#forgetSize(segment);
      }
    } catch (error) {
      // It would be taken again and again.
      this.#setAside.add(segment.path);
      throw error;
    } finally {
      if (this.#adopted?.segments.length === 0) this.#letGo();
    }
  }

  release(): void {
    this.#own?.slot.release();
    this.#own = undefined;
    this.#letGo();
  }

  #letGo(): void {
    this.#adopted?.slot.release();
    this.#adopted = undefined;
  }

  #holdingOf(segment: StoredSegment): Holding | undefined {
    return [this.#own, this.#adopted].find((one) => one?.segments.includes(segment));
  }

  #forgetSize({ path }: StoredSegment): void {
    this.#bytes -= this.#sizes.get(path) ?? 0;
    this.#sizes.delete(path);
  }

  #takeFree(): Slot {
    const { folder, source } = this.#options;
    try {
      const slot = this.#slots.takeFree((one) => (one.source ?? source) !== source);
      const [stranger] = this.#slots.strangers();
      if (slot !== undefined && stranger === undefined) return slot;
      slot?.release();
      throw stranger === undefined
        ? new SpoolError(`${folder} is shared by ${MAX_SLOTS} clients, and no more can be`)
        : new SpoolFolderError(`${folder}, which has something else in it (${stranger})`);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!NEVER.includes(code)) throw error;
      throw new SpoolFolderError(`${folder}, which can't be written to (${code})`, error);
    }
  }

  /** One that a crash left without a word is anybody's: it goes when its slot is taken. */
  readonly #isOurs = (segment: StoredSegment): boolean =>
    !this.#setAside.has(segment.path) &&
    (segment.source === this.#options.source || segment.bytes === 0);

  /** Takes what a client left that is gone, and that nobody else is to drain. */
  #adopt(): void {
    const { clock } = this.#options;
    if (clock.now() - this.#lookedMs < LOOK_MS) return;
    for (let looks = 0; looks < MAX_SLOTS; looks += 1) {
      const slot = this.#slots.takeLeft(this.#isOurs);
      if (slot === undefined) break;
      const segments = slot.segments.filter(this.#isOurs);
      if (segments.length > 0) {
        this.#adopted = { slot, segments };
        return;
      }
      slot.release();
    }
    this.#lookedMs = clock.now();
  }
}

/** What no waiting mends. */
const NEVER = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP'];
