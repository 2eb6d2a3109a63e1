import type { Logger } from '../base/logger.js';
import { isThenable } from '../base/thenable.js';
import type { Counters } from './stats.js';

/** Calls the program's own functions: whatever they do, it stays with them. */
export class Host {
  readonly #counters: Counters;
  readonly #logger: Logger;

  constructor(counters: Counters, logger: Logger) {
    this.#counters = counters;
    this.#logger = logger;
  }

  /** Runs a function of the program. What it throws, or rejects with later, is caught and counted. */
  run(action: () => unknown): void {
    try {
      const result = action();
      if (isThenable(result)) result.then(undefined, () => this.failed());
    } catch {
      this.failed();
    }
  }

  failed(): void {
    this.#counters.hostErrors += 1;
  }

  log(level: keyof Logger, message: string): void {
    this.run(() => this.#logger[level](message));
  }
}
