import { checkBounds } from '../base/check-bounds.js';
import type { Filter } from '../entry/filter.js';
import type { KeptEntry } from './kept-entry.js';
import { type KeptBounds, Latest } from './latest.js';
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

export const DEFAULT_LIMIT = 100;

type Listener = (entries: readonly KeptEntry[]) => void;

/** The latest entries, in the order in which they came. */
export class Store {
  readonly #latest: Latest;
  readonly #listeners = new Set<Listener>();
  readonly #clearListeners = new Set<() => void>();
  #last = 0;

  constructor(bounds: KeptBounds) {
    this.#latest = new Latest(bounds);
  }

  /** All that is kept. */
  get entries(): readonly KeptEntry[] {
    return this.#latest.all;
  }

  /** How much that is. */
  get extent(): { readonly kept: number; readonly keptBytes: number } {
    return { kept: this.#latest.size, keptBytes: this.#latest.bytes };
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

  /** Numbers were given up to that one. */
  goOnFrom(seq: number): void {
    this.#last = Math.max(this.#last, seq);
  }

  /** @throws RangeError for a limit out of its bounds */
  find(filter: Filter, extent: Extent = {}): Found {
    const { limit = DEFAULT_LIMIT, order = 'asc' } = extent;
    checkBounds('query: limit', { value: limit, min: 1, max: Number.MAX_SAFE_INTEGER });
    const matching = this.#latest.after(filter.after ?? 0).filter(testOf(filter));
    const entries = order === 'asc' ? matching.slice(0, limit) : matching.slice(-limit).reverse();
    return { entries, total: matching.length };
  }

  /** At most `limit` entries with a higher `seq`, whatever became of them. */
  after(seq: number, limit: number): readonly KeptEntry[] {
    return this.#latest.after(seq).slice(0, limit);
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
    const { size } = this.#latest;
    this.#latest.clear();
    for (const listener of this.#clearListeners) listener();
    return size;
  }

  #keep(entry: KeptEntry): void {
    this.#latest.add(entry);
    this.#last = Math.max(this.#last, entry.seq);
  }
}
