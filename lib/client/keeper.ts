import type { Ending } from '../delivery/ending.js';
import type { Batch } from '../delivery/parcel.js';
import type { Entry } from './entry.js';

/** Keeps messages of a lane on the disk, and says how they ended. */
export interface Keeper {
  /** A message waits to be sent from now on. */
  offered(entry: Entry): void;
  /** Messages have ended, unless they are kept. Resolves when that was told. */
  ended(entries: Batch<Entry>, ending: Ending): Promise<void>;
}
