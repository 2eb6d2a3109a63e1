import type { Clock, Timer } from '../../lib/base/clock.js';

interface Waiting {
  readonly atMs: number;
  readonly callback: () => void;
}

/** Real turns of the event loop, so that everything that is ready has run. No time passes on a manual clock. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** A clock that stands still until it is told to advance. */
export class ManualClock implements Clock {
  #nowMs: number;
  #waiting: Waiting[] = [];

  constructor(nowMs: number = Date.parse('2026-01-01T00:00:00.000Z')) {
    this.#nowMs = nowMs;
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#waiting.length;
  }

  /** The waits of the timers that are set, in milliseconds from now, shortest first. */
  get waits(): readonly number[] {
    return this.#waiting.map(({ atMs }) => atMs - this.#nowMs).sort((one, other) => one - other);
  }

  now(): number {
    return this.#nowMs;
  }

  after(waitMs: number, callback: () => void): Timer {
    const waiting = { atMs: this.#nowMs + waitMs, callback };
    this.#waiting.push(waiting);
    return {
      cancel: () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
      },
    };
  }

  soon(callback: () => void): void {
    setImmediate(callback);
  }

  /** Lets time pass: timers fire in their order, and what they start is done before the next one fires. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    await turns();
    for (let next = this.#next(untilMs); next !== undefined; next = this.#next(untilMs)) {
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.callback();
      await turns();
    }
    this.#nowMs = untilMs;
  }

  #next(untilMs: number): Waiting | undefined {
    const due = this.#waiting.filter(({ atMs }) => atMs <= untilMs);
    return due.sort((one, other) => one.atMs - other.atMs)[0];
  }
}
