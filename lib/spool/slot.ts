import fs from 'node:fs';
import path from 'node:path';
import type { Clock } from '../base/clock.js';
import { SlotLock } from './slot-lock.js';
import { StoredSegment } from './stored-segment.js';

const SEGMENT = /^(\d{10})\.ndjson$/;
const DONE = /^(\d{10})\.done$/;
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
    this.#lastNumber = Math.max(0, ...numbersOf(names, SEGMENT), ...numbersOf(names, DONE));
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

  /** What lies there, the oldest first. */
  get segments(): readonly StoredSegment[] {
    return segmentsIn(this.folder);
  }

  nextPath(): string {
    this.#lastNumber += 1;
    const name = `${String(this.#lastNumber).padStart(DIGITS, '0')}.ndjson`;
    return path.join(this.folder, name);
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

/** A crash came when the segment was deleted, and what was done of it was not. */
function removeStrays(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const isStray = DONE.test(name) && !names.includes(name.replace('.done', '.ndjson'));
    if (isStray) fs.rmSync(path.join(folder, name), { force: true });
  }
}

function numbersOf(names: readonly string[], pattern: RegExp): readonly number[] {
  return names.flatMap((name) => Number(pattern.exec(name)?.[1] ?? 0));
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}
