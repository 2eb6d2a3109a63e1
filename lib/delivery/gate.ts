import type { Clock, Timer } from '../base/clock.js';

/**
 * What every request passes. It is closed for a time when the endpoint asks for that, or when the client may not retry
 * freely any more. After that time one request goes first, and the others follow when it succeeds.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #closedUntil = 0;
  #timer: Timer | undefined;
  #state: 'open' | 'closed' | 'probing' = 'open';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Resolves when a request may go, or when the signal is aborted. */
  async enter(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#state !== 'open') {
      if (this.#state === 'closed' && this.#clock.now() >= this.#closedUntil) {
        this.#state = 'probing';
        return;
      }
      await this.#wait(signal);
    }
  }

  /** Lets nobody through for a time. A later end wins over an earlier one. */
  closeFor(waitMs: number): void {
    this.#state = 'closed';
    this.#closedUntil = Math.max(this.#closedUntil, this.#clock.now() + waitMs);
    this.#timer?.cancel();
    this.#timer = this.#clock.after(this.#closedUntil - this.#clock.now(), () => {
      // The timer decides, not the clock: it may fire a moment before the time that was reckoned.
      this.#closedUntil = 0;
      this.#wakeFirst();
    });
  }

  /** A request was answered: everybody may go, unless the gate was closed in the meantime. */
  succeeded(): void {
    if (this.#state === 'closed') return;
    this.#open();
  }

  /** The request that went first failed, and nothing said how long to wait: the next one may try. */
  failed(): void {
    if (this.#state !== 'probing') return;
    this.#state = 'closed';
    this.#wakeFirst();
  }

  /** Forgets every wait. Whoever waits is let go by its own signal. */
  dispose(): void {
    this.#timer?.cancel();
  }

  #open(): void {
    this.#state = 'open';
    this.#timer?.cancel();
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #wakeFirst(): void {
    this.#waiting.shift()?.();
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
