import type { Clock, Timer } from '../base/clock.js';

export interface PatienceOptions {
  readonly clock: Clock;
  /** How often something is done meanwhile. */
  readonly everyMs: number;
  readonly meanwhile: () => Promise<void>;
  /** Whether to wait no longer. */
  readonly isOver: () => boolean;
}

/**
 * Waits for one thing at a time, and does something now and then meanwhile. There is no `Promise.race` in it: what lives as long
 * as an import would hold on to everything that was ever raced with it.
 */
export class Patience {
  readonly #options: PatienceOptions;
  #timer: Timer | undefined;
  #isTime = false;
  #wake: (() => void) | undefined;

  constructor(options: PatienceOptions) {
    this.#options = options;
  }

  /** Waits for something to be settled. @throws what it rejects with */
  for(work: Promise<unknown>): Promise<void> {
    return this.#wait(work, () => false);
  }

  /** The same, unless there is a reason to stop, now or meanwhile. */
  unlessOver(work: Promise<unknown>): Promise<void> {
    return this.#wait(work, this.#options.isOver);
  }

  /** Looks again whether it is over. */
  wake(): void {
    this.#wake?.();
  }

  dispose(): void {
    this.#timer?.cancel();
  }

  async #wait(work: Promise<unknown>, isOver: () => boolean): Promise<void> {
    const wait = new Wait(work, () => this.wake());
    while (!wait.isSettled && !isOver()) {
      await this.#woken();
      if (!this.#isTime) continue;
      this.#isTime = false;
      await this.#options.meanwhile();
    }
    wait.check();
  }

  #woken(): Promise<void> {
    this.#timer ??= this.#options.clock.after(this.#options.everyMs, () => {
      this.#timer = undefined;
      this.#isTime = true;
      this.wake();
    });
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** What is waited for, and whether it is over. */
class Wait {
  isSettled = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(work: Promise<unknown>, settled: () => void) {
    work.then(
      () => {
        this.isSettled = true;
        settled();
      },
      (error: unknown) => {
        this.#failure = { error };
        this.isSettled = true;
        settled();
      },
    );
  }

  /** @throws what it was rejected with */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
