import type { Clock } from '../base/clock.js';
import type { Spoolable } from './spoolable.js';

/** So many messages that wait for the disk are looked at again: those that have ended need not be written. */
const SWEEP_AT = 10_000;

export interface JournalOptions {
  readonly clock: Clock;
  /** Never rejects. */
  readonly write: (messages: readonly Spoolable[]) => Promise<unknown>;
  /** Whether there is a use in trying to write now. */
  readonly canWrite: () => boolean;
}

/** Writes every message when the turn of its call is over. Whatever is called while the disk works is the next group. */
export class Journal {
  readonly #options: JournalOptions;
  #unwritten: Spoolable[] = [];
  #sweepAt = SWEEP_AT;
  #isScheduled = false;
  /** Resolves when nothing is to be written. */
  flushed: Promise<void> = Promise.resolve();

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** A message was accepted. It is not written where it has ended by then. */
  accepted(message: Spoolable): void {
    this.#unwritten.push(message);
    if (this.#unwritten.length >= this.#sweepAt) this.#sweep();
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#options.clock.soon(() => {
      this.flushed = this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const { write, canWrite } = this.#options;
    while (this.#unwritten.length > 0) {
      const group = this.#unwritten;
      this.#unwritten = [];
      // A disk that fails gets what comes later: what is in memory is sent all the same.
      if (canWrite()) await write(group);
    }
    this.#isScheduled = false;
  }

  /** However long the disk takes, no more is kept for it than is pending. */
  #sweep(): void {
    this.#unwritten = this.#unwritten.filter(({ isSettled }) => !isSettled);
    this.#sweepAt = Math.max(SWEEP_AT, this.#unwritten.length * 2);
  }
}
