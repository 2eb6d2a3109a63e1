import fs from 'node:fs';
import path from 'node:path';
import type { Clock } from '../base/clock.js';
import type { SegmentPlace } from './segment-log.js';
import { SlotLock } from './slot-lock.js';
import { StoredSegment } from './stored-segment.js';

const SEGMENT = /^(\d{10})\.ndjson$/;
const DONE = /^(\d{10})\.done$/;
/** A number is not given again while anything has it: a damaged segment is kept, too. */
const NUMBERED = /^(\d{10})\./;
const DIGITS = 10;

/** A folder of the spool, and the right to change what is in it. */
export class Slot {
  readonly folder: string;
  readonly #lock: SlotLock;
  #lastNumber: number;

  private constructor(folder: string, lock: SlotLock) {
    this.folder = folder;
    this.#lock = lock;
    const names = namesIn(folder);
    this.#lastNumber = names.reduce((last, name) => Math.max(last, numberOf(name)), 0);
    removeStrays(folder, names);
  }

  /** Takes the folder, unless somebody has it. @throws what the file system throws */
  static take(folder: string, clock: Clock): Slot | undefined {
    const lock = SlotLock.take(folder, clock);
    return lock === undefined ? undefined : new Slot(folder, lock);
  }

  get isHeld(): boolean {
    return this.#lock.isHeld();
  }

  /** The same, looked up now: somebody may have deleted the folder. */
  get isFound(): boolean {
    return this.#lock.isFound();
  }

  /** What lies there, the oldest first. */
  get segments(): readonly StoredSegment[] {
    return segmentsIn(this.folder);
  }

  /** Where the next segment is to be, and whether it still may be there. */
  nextPlace(): SegmentPlace {
    this.#lastNumber += 1;
    const name = `${String(this.#lastNumber).padStart(DIGITS, '0')}.ndjson`;
    return { path: path.join(this.folder, name), isHeld: () => this.isHeld };
  }

  /** Lets go of it. A folder with nothing in it goes, too. */
  release(): void {
    this.#lock.release();
    try {
      fs.rmdirSync(this.folder);
    } catch {
      // Something is in it, or somebody has taken it.
    }
  }
}

/** The segments in a slot, the oldest first. */
export function segmentsIn(folder: string): readonly StoredSegment[] {
  return namesIn(folder)
    .filter((name) => SEGMENT.test(name))
    .sort()
    .map((name) => new StoredSegment(path.join(folder, name)));
}

/** A crash came when a segment was made, and it has nothing; or when it was deleted, and what was done of it was not. */
function removeStrays(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const file = path.join(folder, name);
    const isEmpty = SEGMENT.test(name) && fs.statSync(file, { throwIfNoEntry: false })?.size === 0;
    const isLeft = DONE.test(name) && !names.includes(name.replace('.done', '.ndjson'));
    if (isEmpty || isLeft) fs.rmSync(file, { force: true });
  }
}

function numberOf(name: string): number {
  return Number(NUMBERED.exec(name)?.[1] ?? 0);
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
