import { type ExitHolder, holdExit, releaseExit } from './exit.js';
import type { Counters } from './stats.js';

/** From this share of a bound on, `ready()` waits: calls that are under way still find room. */
const HIGH_WATER = 0.75;

export interface CapacityOptions {
  readonly counters: Counters;
  readonly maxMessages: number;
  readonly maxBytes: number;
  /** Whose messages are to be sent before the process ends by itself. */
  readonly holder: ExitHolder;
}

/** The room for messages that are not settled. */
export class Capacity {
  readonly #options: CapacityOptions;
  #waiting: (() => void)[] = [];
  #isClosed = false;

  constructor(options: CapacityOptions) {
    this.#options = options;
  }

  /** Whether one more message of so many bytes fits. */
  hasRoomFor(bytes: number): boolean {
    const { counters, maxMessages, maxBytes } = this.#options;
    return counters.pending < maxMessages && counters.pendingBytes + bytes <= maxBytes;
  }

  take(bytes: number): void {
    const { counters, holder } = this.#options;
    if (counters.pending === 0) holdExit(holder);
    counters.accepted += 1;
    counters.pending += 1;
    counters.pendingBytes += bytes;
  }

  give(messages: number, bytes: number): void {
    const { counters, holder } = this.#options;
    counters.pending -= messages;
    counters.pendingBytes -= bytes;
    if (counters.pending === 0) releaseExit(holder);
  }

  /** Resolves while there is room to spare. */
  ready(): Promise<void> {
    if (this.#isBelowHighWater()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Whether somebody waits for room. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Lets waiting callers go on, if there is room to spare now. */
  wake(): void {
    if (this.#waiting.length === 0 || !this.#isBelowHighWater()) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Nobody waits any more: there is nothing to wait for. */
  close(): void {
    this.#isClosed = true;
    this.wake();
  }

  #isBelowHighWater(): boolean {
    const { counters, maxMessages, maxBytes } = this.#options;
    if (this.#isClosed) return true;
    return (
      counters.pending < maxMessages * HIGH_WATER && counters.pendingBytes < maxBytes * HIGH_WATER
    );
  }
}
