import type { KeptEntry } from './kept-entry.js';

/** How much is kept. What is one entry alone is kept, however large it is. */
export interface KeptBounds {
  readonly maxEntries: number;
  /** Of the JSON of messages. */
  readonly maxBytes: number;
}

/** Which share of what is kept may be gone and still hold memory: the array is copied when it is reached. */
const GONE_SHARE = 1 / 8;

/** The latest entries, the oldest of which go when there are too many or too large ones. */
export class Latest {
  readonly #bounds: KeptBounds;
  #entries: KeptEntry[] = [];
  /** How many at the beginning of the array are gone, and their bytes. */
  #gone = 0;
  #goneBytes = 0;
  #bytes = 0;

  constructor(bounds: KeptBounds) {
    this.#bounds = bounds;
  }

  /** How many are kept. */
  get size(): number {
    return this.#entries.length - this.#gone;
  }

  /** How many bytes of JSON their messages have. */
  get bytes(): number {
    return this.#bytes;
  }

  get all(): readonly KeptEntry[] {
    return this.#entries.slice(this.#gone);
  }

  /** Takes one with a higher `seq` than all before. */
  add(entry: KeptEntry): void {
    this.#entries.push(entry);
    this.#bytes += entry.bytes;
    const { maxEntries, maxBytes } = this.#bounds;
    while (this.size > maxEntries || (this.#bytes > maxBytes && this.size > 1)) this.#dropOldest();
    const isLoose = this.#gone > maxEntries * GONE_SHARE || this.#goneBytes > maxBytes * GONE_SHARE;
    if (!isLoose) return;
    this.#entries = this.#entries.slice(this.#gone);
    [this.#gone, this.#goneBytes] = [0, 0];
  }

  /** Those with a higher `seq`: they are in order, so the place is found by halves. */
  after(seq: number): readonly KeptEntry[] {
    let [low, high] = [this.#gone, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.seq ?? 0) > seq) high = middle;
      else low = middle + 1;
    }
    return this.#entries.slice(low);
  }

  clear(): void {
    this.#entries = [];
    [this.#gone, this.#goneBytes, this.#bytes] = [0, 0, 0];
  }

  #dropOldest(): void {
    const bytes = this.#entries[this.#gone]?.bytes ?? 0;
    this.#gone += 1;
    this.#goneBytes += bytes;
    this.#bytes -= bytes;
  }
}
