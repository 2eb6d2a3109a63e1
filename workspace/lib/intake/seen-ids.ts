import { OldestFirst } from '../base/oldest-first.js';

const WINDOW_MS = 24 * 60 * 60 * 1_000;

/** Remembers the message ids of a day, and forgets the oldest when there are too many. */
export class SeenIds {
  readonly #limit: number;
  /** Each id and when it came. A Map keeps the order in which its members came. */
  readonly #ids = new Map<string, number>();
  readonly #oldest = new OldestFirst(this.#ids);

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Remembers an id. Says whether it is new. */
  add(id: string, nowMs: number): boolean {
    const seenMs = this.#ids.get(id);
    if (seenMs !== undefined && nowMs - seenMs < WINDOW_MS) return false;
    // Taken out first, so that it is the newest again.
    if (seenMs !== undefined) this.#ids.delete(id);
    this.#ids.set(id, nowMs);
    if (this.#ids.size > this.#limit) this.#forgetOldest();
    return true;
  }

  /** An id whose message could not be kept after all. */
  remove(id: string): void {
    this.#ids.delete(id);
  }

  clear(): void {
    this.#ids.clear();
  }

  #forgetOldest(): void {
    const oldest = this.#oldest.next();
    if (oldest !== undefined) this.#ids.delete(oldest);
  }
}
