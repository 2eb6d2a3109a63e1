import type { LostRecord } from './import-options.js';
import type { ImportAccount, ProblemPlaces } from './import-report.js';
import { recordPlace } from './record.js';

/** How many places are told of each reason. */
const MAX_PLACES = 5;

/** Counts how records ended. */
export class Account {
  #records = 0;
  #delivered = 0;
  #spooled = 0;
  #valid = 0;
  #skipped = 0;
  #withoutTimestamp = 0;
  readonly #lost = new Map<string, number>();
  readonly #problems = new Map<
    string,
    { count: number; readonly places: string[]; readonly error: string }
  >();

  ended(status: 'delivered' | 'spooled' | 'skipped' | 'valid', isDated: boolean): void {
    this.#count(isDated);
    switch (status) {
      case 'delivered':
        this.#delivered += 1;
        break;
      case 'spooled':
        this.#spooled += 1;
        break;
      case 'valid':
        this.#valid += 1;
        break;
      case 'skipped':
        this.#skipped += 1;
        break;
    }
  }

  lost({ record, reason, error }: LostRecord, isDated: boolean): void {
    this.#count(isDated);
    this.#lost.set(reason, (this.#lost.get(reason) ?? 0) + 1);
    const problems = this.#problems.get(reason) ?? { count: 0, places: [], error };
    this.#problems.set(reason, problems);
    problems.count += 1;
    if (problems.places.length < MAX_PLACES) problems.places.push(recordPlace(record));
  }

  #count(isDated: boolean): void {
    this.#records += 1;
    if (!isDated) this.#withoutTimestamp += 1;
  }

  /** As it is now. */
  get counts(): ImportAccount {
    return {
      records: this.#records,
      delivered: this.#delivered,
      spooled: this.#spooled,
      valid: this.#valid,
      lost: Object.fromEntries(this.#lost),
      skipped: this.#skipped,
      withoutTimestamp: this.#withoutTimestamp,
    };
  }

  get problems(): readonly ProblemPlaces[] {
    return [...this.#problems].map(([reason, { count, places, error }]) => ({
      reason,
      count,
      places: [...places],
      error,
    }));
  }
}
