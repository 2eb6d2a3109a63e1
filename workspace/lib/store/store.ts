import { checkBounds } from '../base/check-bounds.js';
import type { Filter } from '../entry/filter.js';
import type { KeptEntry } from './kept-entry.js';
import { testOf } from './matches.js';

/** How much of what matches is wanted. */
export interface Extent {
  /** At most so many, from 1. @default 100 */
  readonly limit?: number;
  /** The oldest first, or the latest. @default 'asc' */
  readonly order?: 'asc' | 'desc';
}

/** What a query found. */
export interface Found {
  readonly entries: readonly KeptEntry[];
  /** How many match, also beyond the limit. */
  readonly total: number;
}

const DEFAULT_LIMIT = 100;

type Listener = (entries: readonly KeptEntry[]) => void;

/** The latest entries, in the order in which they came. */
export class Store {
  readonly #limit: number;
  readonly #listeners = new Set<Listener>();
  readonly #clearListeners = new Set<() => void>();
  #entries: KeptEntry[] = [];
  #last = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** All that is kept. */
  get entries(): readonly KeptEntry[] {
    return this.#entries.slice(-this.#limit);
  }

  /** The highest `seq` there was. */
  get last(): number {
    return this.#last;
  }

  add(entries: readonly KeptEntry[]): void {
    if (entries.length === 0) return;
    for (const entry of entries) this.#keep(entry);
    for (const listener of this.#listeners) listener(entries);
  }

  /** Keeps an entry of an earlier time, which is no news. */
  restore(entry: KeptEntry): void {
    this.#keep(entry);
  }

  /** @throws RangeError for a limit out of its bounds */
  find(filter: Filter, extent: Extent = {}): Found {
    const { limit = DEFAULT_LIMIT, order = 'asc' } = extent;
    checkBounds('query: limit', { value: limit, min: 1, max: Number.MAX_SAFE_INTEGER });
    const matching = this.#from(filter.after).filter(testOf(filter));
    const entries = order === 'asc' ? matching.slice(0, limit) : matching.slice(-limit).reverse();
    return { entries, total: matching.length };
  }

  /** At most `limit` entries with a higher `seq`, whatever became of them. */
  after(seq: number, limit: number): readonly KeptEntry[] {
    return this.#from(seq).slice(0, limit);
  }

  get(seq: number): KeptEntry | undefined {
    const [entry] = this.after(seq - 1, 1);
    return entry?.seq === seq ? entry : undefined;
  }

  /** Tells of entries as they come. Gives the end of it. */
  onAdded(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells when all was forgotten. Gives the end of it. */
  onCleared(listener: () => void): () => void {
    this.#clearListeners.add(listener);
    return () => this.#clearListeners.delete(listener);
  }

  /** Forgets all entries, but not how far their numbers went. */
  clear(): number {
    const { length } = this.entries;
    this.#entries = [];
    for (const listener of this.#clearListeners) listener();
    return length;
  }

  #keep(entry: KeptEntry): void {
    this.#entries.push(entry);
    this.#last = Math.max(this.#last, entry.seq);
    // Twice the limit, so that the array is copied rarely.
    if (this.#entries.length >= 2 * this.#limit) this.#entries = this.#entries.slice(-this.#limit);
  }

  /** The entries with a higher `seq`: they are in order, so the place is found by halves. */
  #from(seq = 0): readonly KeptEntry[] {
    const first = Math.max(0, this.#entries.length - this.#limit);
    let [low, high] = [first, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.seq ?? 0) > seq) high = middle;
      else low = middle + 1;
    }
    return this.#entries.slice(low);
  }
}
