import type { Clock } from './clock.js';

/** The time as ISO 8601, written once a millisecond. */
export class TimeText {
  readonly #clock: Clock;
  #ms = Number.NaN;
  #text = '';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The time of the last text, in milliseconds since 1970. */
  get ms(): number {
    return this.#ms;
  }

  now(): string {
    const ms = this.#clock.now();
    if (ms !== this.#ms) {
      this.#ms = ms;
      this.#text = new Date(ms).toISOString();
    }
    return this.#text;
  }
}
