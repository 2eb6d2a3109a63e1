import type { Clock } from '../base/clock.js';

/** What was not used may be caught up for so long: the pace is even, and timers that are late cost nothing. */
const CATCH_UP_MS = 50;
/** Whoever has to wait waits for so much at once. */
const STEP_MS = 10;

/** How many messages a second may pass. */
export class Pace {
  readonly #clock: Clock;
  readonly #perMs: number;
  readonly #most: number;
  #room: number;
  #atMs: number;

  constructor(rate: number, clock: Clock) {
    this.#clock = clock;
    this.#perMs = rate / 1_000;
    this.#most = Math.max(1, this.#perMs * CATCH_UP_MS);
    this.#room = 1;
    this.#atMs = clock.now();
  }

  /** Lets one pass, if one may. */
  take(): boolean {
    if (this.#room < 1) this.#fill();
    if (this.#room < 1) return false;
    this.#room -= 1;
    return true;
  }

  /** Waits until the next may pass. */
  wait(): Promise<void> {
    const waitMs = Math.max(STEP_MS, Math.ceil((1 - this.#room) / this.#perMs));
    return new Promise((resolve) => {
      this.#clock.after(waitMs, resolve);
    });
  }

  #fill(): void {
    const nowMs = this.#clock.now();
    // A clock that was set back lets nothing pass for nothing.
    this.#room = Math.min(this.#most, this.#room + Math.max(0, nowMs - this.#atMs) * this.#perMs);
    this.#atMs = nowMs;
  }
}
