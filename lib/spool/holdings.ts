import fs from 'node:fs';
import type { Clock } from '../base/clock.js';
import { doneFileOf, type Segment } from './segment.js';
import type { Slot } from './slot.js';
import { MAX_SLOTS, Slots } from './slots.js';
import { SpoolError, SpoolFolderError } from './spool-error.js';
import { StoredSegment } from './stored-segment.js';

/** How often slots are looked for whose owners are gone. */
const LOOK_MS = 60_000;

/** What a client has of a spool's folder: its slot, what lies there, and for a while what somebody left that is gone. */
export class Holdings {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #slots: Slots;
  #slot: Slot | undefined;
  /** What is to be drained of the own slot, the oldest first. */
  #own: StoredSegment[] = [];
  #adopted: Slot | undefined;
  #ofAdopted: StoredSegment[] = [];
  /** What others are to drain, by its path. */
  readonly #foreign = new Set<string>();
  #bytes = 0;
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
    this.#slots = new Slots(folder, clock);
  }

  /** How many bytes lie in the slot. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether the slot was lost to somebody else, since this process was frozen for long. */
  get isLost(): boolean {
    return this.#slot?.isHeld === false;
  }

  /**
   * Takes a slot, where it has none.
   * @throws SpoolFolderError where the folder can never be one; what the file system throws
   */
  take(): Slot {
    if (this.#slot?.isHeld === true) return this.#slot;
    const slot = this.#takeFree();
    this.#slot = slot;
    this.#own = [...slot.segments];
    this.#bytes = this.#own.reduce((sum, { bytes }) => sum + bytes, 0);
    return slot;
  }

  /** So many bytes were written to the slot. */
  grew(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Everything that was written to a segment has ended, or is for a drain. */
  completed({ path, bytes, left }: Segment): void {
    if (left > 0) {
      this.#own.push(new StoredSegment(path));
      return;
    }
    this.#bytes -= bytes;
    for (const file of [path, doneFileOf(path)]) fs.rmSync(file, { force: true });
  }

  /** What is to be drained next. @throws what the file system throws */
  next(): StoredSegment | undefined {
    if (this.#own.length === 0 && this.#ofAdopted.length === 0) this.#adopt();
    return this.#own[0] ?? this.#ofAdopted[0];
  }

  /** A segment is drained, or it is somebody else's to drain. */
  async drained(segment: StoredSegment, how: 'finished' | 'damaged' | 'foreign'): Promise<void> {
    const isOwn = this.#own.includes(segment);
    this.#own = this.#own.filter((one) => one !== segment);
    this.#ofAdopted = this.#ofAdopted.filter((one) => one !== segment);
    if (how === 'foreign') {
      this.#foreign.add(segment.path);
    } else {
      if (isOwn) this.#bytes -= segment.bytes;
      await segment.finish({ isDamaged: how === 'damaged' });
    }
    if (this.#ofAdopted.length === 0) this.#letGo();
  }

  release(): void {
    this.#slot?.release();
    this.#slot = undefined;
    this.#own = [];
    this.#letGo();
  }

  #letGo(): void {
    this.#adopted?.release();
    this.#adopted = undefined;
    this.#ofAdopted = [];
  }

  #takeFree(): Slot {
    try {
      const slot = this.#slots.takeFree();
      const [stranger] = this.#slots.strangers();
      if (slot !== undefined && stranger === undefined) return slot;
      slot?.release();
      throw stranger === undefined
        ? new SpoolError(`${this.#folder} is shared by ${MAX_SLOTS} clients, and no more can be`)
        : new SpoolFolderError(`${this.#folder}, which has something else in it (${stranger})`);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!NEVER.includes(code)) throw error;
      throw new SpoolFolderError(`${this.#folder}, which can't be written to (${code})`, error);
    }
  }

  /** Takes what a client left that is gone, and that nobody else is to drain. */
  #adopt(): void {
    if (this.#clock.now() - this.#lookedMs < LOOK_MS) return;
    const isOurs = ({ path }: StoredSegment): boolean => !this.#foreign.has(path);
    this.#adopted = this.#slots.takeLeft(isOurs);
    this.#ofAdopted = (this.#adopted?.segments ?? []).filter(isOurs);
    if (this.#adopted === undefined) this.#lookedMs = this.#clock.now();
    else if (this.#ofAdopted.length === 0) this.#letGo();
  }
}

/** What no waiting mends. */
const NEVER = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ELOOP'];
