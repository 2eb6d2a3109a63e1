import type { Clock } from '../base/clock.js';
import { stayAwake } from './exit.js';

export interface WaitUntilOptions {
  readonly clock: Clock;
  /** Keeps the runtime awake until a promise is settled. Never throws. */
  readonly waitUntil: (work: Promise<unknown>) => unknown;
  /** Sends what waits, and resolves when it is settled or the time is over. Never rejects. */
  readonly flush: () => Promise<unknown>;
}

/** How long calls gather before they are sent: those of one invocation mostly come in quick succession. */
const GATHER_MS = 50;
/** The longest time that calls which keep coming put the sending off. */
const LONGEST_GATHER_MS = 500;

/**
 * Keeps a serverless runtime awake for what was called: with the first call it is handed a promise, which is settled when that
 * call and those that came soon after it are.
 */
export class WaitUntil {
  readonly #options: WaitUntilOptions;
  #lastCallMs = 0;
  #isGathering = false;

  constructor(options: WaitUntilOptions) {
    this.#options = options;
  }

  /** A call was accepted. */
  called(): void {
    const { clock, waitUntil } = this.#options;
    this.#lastCallMs = clock.now();
    if (this.#isGathering) return;
    this.#isGathering = true;
    waitUntil(this.#gather());
  }

  async #gather(): Promise<void> {
    const { clock, flush } = this.#options;
    const sleepAgain = stayAwake(clock);
    let waitedMs = 0;
    for (let waitMs = GATHER_MS; waitMs > 0; waitMs = this.#restMs(waitedMs)) {
      await new Promise<void>((resolve) => void clock.after(waitMs, resolve));
      waitedMs += waitMs;
    }
    // Whoever calls from now on is not covered by this flush, and hands over a promise of its own.
    this.#isGathering = false;
    await flush();
    sleepAgain();
  }

  /** How much longer to wait. Bounded by what was waited, not by a clock that somebody may set back. */
  #restMs(waitedMs: number): number {
    const sinceCallMs = Math.max(0, this.#options.clock.now() - this.#lastCallMs);
    return Math.min(GATHER_MS - sinceCallMs, LONGEST_GATHER_MS - waitedMs);
  }
}
