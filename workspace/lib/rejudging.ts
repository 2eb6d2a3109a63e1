import { setImmediate as turn } from 'node:timers/promises';
import type { ViolationsView } from './plan/violations.js';
import type { Store } from './store/store.js';

/** So many messages are judged before others may come in: some milliseconds. */
const MESSAGES_A_TURN = 250;

export interface RejudgingOptions {
  readonly store: Store;
  readonly violations: ViolationsView;
}

/** Judges all messages in memory again when a plan changed, so that what is shown is what the plan says now. */
export class Rejudging {
  readonly #options: RejudgingOptions;
  readonly #listeners = new Set<() => void>();
  /** Which run it is: a later one ends those before. */
  #run = 0;

  constructor(options: RejudgingOptions) {
    this.#options = options;
  }

  /** Tells when all was judged again. Gives the end of it. */
  onDone(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends without telling: there is nothing any more that was to be judged. */
  stop(): void {
    this.#run += 1;
  }

  async start(): Promise<void> {
    const { store, violations } = this.#options;
    this.#run += 1;
    const run = this.#run;
    const { entries } = store;
    // At once, so that nobody is told what was said before.
    for (const entry of entries) entry.reassess();
    violations.clear();
    for (const [index, entry] of entries.entries()) {
      if (index % MESSAGES_A_TURN === MESSAGES_A_TURN - 1) await turn();
      if (run !== this.#run) return;
      if (entry.outcome !== 'accepted') continue;
      const { message } = entry;
      const verdict = entry.judge(message);
      if (verdict !== undefined) violations.take(entry, message, verdict);
    }
    for (const listener of this.#listeners) listener();
  }
}
