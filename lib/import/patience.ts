import type { Clock } from '../base/clock.js';

/** Waits, and does something now and then meanwhile. */
export class Patience {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #meanwhile: () => Promise<void>;
  #tick: Promise<void> | undefined;

  constructor(clock: Clock, everyMs: number, meanwhile: () => Promise<void>) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#meanwhile = meanwhile;
  }

  /** Waits for the first of them. @throws what they throw */
  async until(...works: readonly Promise<unknown>[]): Promise<void> {
    const [only, ...others] = works;
    let isOver = false;
    const over = (others.length === 0 && only !== undefined ? only : Promise.race(works)).then(
      () => {
        isOver = true;
      },
    );
    for (;;) {
      await Promise.race([over, this.#nextTick()]);
      if (isOver) return;
      await this.#meanwhile();
    }
  }

  /** One for all who wait meanwhile. */
  #nextTick(): Promise<void> {
    this.#tick ??= new Promise((resolve) => {
      this.#clock.after(this.#everyMs, () => {
        this.#tick = undefined;
        resolve();
      });
    });
    return this.#tick;
  }
}
