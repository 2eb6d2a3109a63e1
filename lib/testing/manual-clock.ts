import type { Clock, Timer } from '../base/clock.js';
import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';

interface Waiting {
  readonly atMs: number;
  readonly callback: () => void;
}

// As they are when this is loaded: fake timers of a test runner come later, and nothing waits for them here.
const soon = setImmediate;
/** Turns of the event loop after which everything that is ready has run. */
const TURNS = 20;
/** How many timers `runAll` lets fire: more than the retries of any test, and none that sets itself again runs for ever. */
const MAX_TIMERS = 10_000;

/** Real turns of the event loop, in which no time passes on a manual clock. */
export async function turns(count = TURNS): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise<void>((done) => soon(done));
}

/**
 * A clock that stands still until a test lets time pass. The timers of batches, retries and timeouts run under it, so that an
 * outage of an hour takes a test no time.
 */
export class ManualClock implements Clock {
  #nowMs: number;
  #waiting: readonly Waiting[] = [];

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  /** Milliseconds since 1970: what the timestamps of messages are made of. */
  now(): number {
    return this.#nowMs;
  }

  /** The waits of the timers that are set, in milliseconds from now, the shortest first. */
  get waits(): readonly number[] {
    return this.#waiting.map(({ atMs }) => atMs - this.#nowMs).sort((one, other) => one - other);
  }

  after(waitMs: number, callback: () => void): Timer {
    const waiting = { atMs: this.#nowMs + waitMs, callback };
    this.#waiting = [...this.#waiting, waiting];
    return { cancel: () => this.#remove(waiting) };
  }

  soon(callback: () => void): void {
    soon(callback);
  }

  /**
   * Lets so many milliseconds pass: timers fire in their order, and what each starts is done before the next one fires.
   * @throws ValidationError for what is no number, or a negative one
   */
  async advance(byMs: number): Promise<void> {
    if (typeof byMs !== 'number' || !(byMs >= 0)) {
      const details = { found: describe(byMs), expected: 'a number of milliseconds, 0 or more' };
      throw new ValidationError({ code: 'invalid', call: 'advance', field: 'ms', ...details });
    }
    const untilMs = this.#nowMs + byMs;
    await this.#fireWhile((next) => next.atMs <= untilMs);
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  /** Lets time pass until no timer is set: every retry has been made, and every wait is over. */
  async runAll(): Promise<void> {
    let left = MAX_TIMERS;
    await this.#fireWhile(() => {
      left -= 1;
      return left >= 0;
    });
  }

  async #fireWhile(isDue: (next: Waiting) => boolean): Promise<void> {
    await turns();
    for (let next = this.#next; next !== undefined && isDue(next); next = this.#next) {
      this.#remove(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.callback();
      await turns();
    }
  }

  get #next(): Waiting | undefined {
    return [...this.#waiting].sort((one, other) => one.atMs - other.atMs)[0];
  }

  #remove(waiting: Waiting): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
  }
}
