import fs from 'node:fs';
import path from 'node:path';
import type { Clock } from '../base/clock.js';
import { Slot, segmentsIn } from './slot.js';
import type { StoredSegment } from './stored-segment.js';

const NAME = /^\d{1,3}$/;
/** How many clients may share a folder. */
export const MAX_SLOTS = 1_000;

/** The folder of a spool: a slot for each client that writes there at the same time. */
export class Slots {
  readonly #folder: string;
  readonly #clock: Clock;

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /** The slots that are there, by their names. @throws what the file system throws */
  get folders(): readonly string[] {
    return fs
      .readdirSync(this.#folder)
      .filter((name) => NAME.test(name))
      .sort((one, other) => Number(one) - Number(other))
      .map((name) => path.join(this.#folder, name));
  }

  /** What is in the folder, and no slot: it may be somebody else's. @throws what the file system throws */
  strangers(): readonly string[] {
    return fs.readdirSync(this.#folder).filter((name) => !NAME.test(name));
  }

  /**
   * Takes the first slot that nobody has, and makes it where there is none. One with messages that are for others is left to
   * them. @throws what the file system throws
   */
  takeFree(isForOthers: (segment: StoredSegment) => boolean): Slot | undefined {
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    for (let number = 0; number < MAX_SLOTS; number += 1) {
      const folder = path.join(this.#folder, String(number));
      const slot = segmentsIn(folder).some(isForOthers) ? undefined : this.#take(folder);
      if (slot !== undefined) return slot;
    }
    return undefined;
  }

  /** Takes a slot that nobody has, with messages that are wanted. @throws what the file system throws */
  takeLeft(isWanted: (segment: StoredSegment) => boolean): Slot | undefined {
    for (const folder of this.folders) {
      if (!segmentsIn(folder).some(isWanted)) continue;
      const slot = Slot.take(folder, this.#clock);
      if (slot !== undefined) return slot;
    }
    return undefined;
  }

  /** Its last owner may delete it in this very moment. */
  #take(folder: string, attempts = 3): Slot | undefined {
    try {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      return Slot.take(folder, this.#clock);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempts === 1) throw error;
      return this.#take(folder, attempts - 1);
    }
  }
}
