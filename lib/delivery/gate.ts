import type { Clock, Timer } from '../base/clock.js';

/**
 * What every request passes, in and out. It is closed for a time when the endpoint asks for that, or when the client may not
 * retry freely any more. After that time one request goes alone, and the others follow when it succeeds.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #isOpen = true;
  /** Requests that are out. */
  #out = 0;
  #closedUntil = 0;
  #timer: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Resolves with true when a request may go, which has to `leave()` then; with false when the signal is aborted. */
  async enter(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted && !this.#mayGo()) await this.#wait(signal);
    if (signal.aborted) return false;
    this.#out += 1;
    return true;
  }

  /** A request that had entered was answered, or failed. */
  leave(): void {
    this.#out -= 1;
    this.#wakeFirst();
  }

  /** Lets nobody through for a time. A later end wins over an earlier one. */
  closeFor(waitMs: number): void {
    const now = this.#clock.now();
    this.#isOpen = false;
    this.#closedUntil = Math.max(this.#closedUntil, now + waitMs);
    this.#timer?.cancel();
    this.#timer = this.#clock.after(this.#closedUntil - now, () => {
      // The timer decides, not the clock: it may fire a moment before the time that was reckoned.
      this.#closedUntil = 0;
      this.#wakeFirst();
    });
  }

  /** A request was answered well: everybody may go, unless the time is not over yet. */
  succeeded(): void {
    if (this.#isOpen || this.#clock.now() < this.#closedUntil) return;
    this.#isOpen = true;
    this.#timer?.cancel();
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Forgets every wait. Whoever waits is let go by its own signal. */
  dispose(): void {
    this.#timer?.cancel();
  }

  #mayGo(): boolean {
    return this.#isOpen || (this.#out === 0 && this.#clock.now() >= this.#closedUntil);
  }

  #wakeFirst(): void {
    if (this.#waiting.length > 0 && this.#mayGo()) this.#waiting.shift()?.();
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        const place = this.#waiting.indexOf(wake);
        if (place >= 0) this.#waiting.splice(place, 1);
        resolve();
      };
      this.#waiting.push(wake);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
