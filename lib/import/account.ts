import type { LostRecord } from './import-options.js';
import type { ImportAccount, ProblemPlaces } from './import-report.js';
import { recordPlace } from './record.js';

/** How many places are told of each problem. */
const MAX_PLACES = 5;
/** How many problems are told apart for one reason; the last of them stands for all that follow. */
const MAX_PROBLEMS = 5;

interface Problem {
  /** What is wrong, without its numbers: 40,303 bytes too many are the same as 40,304. */
  readonly kind: string;
  count: number;
  readonly places: string[];
  readonly error: string;
}

/** Counts how records ended. */
export class Account {
  #records = 0;
  #delivered = 0;
  #spooled = 0;
  #valid = 0;
  #skipped = 0;
  #withoutTimestamp = 0;
  readonly #lost = new Map<string, number>();
  readonly #problems = new Map<string, Problem[]>();

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
    const problem = this.#problem(reason, error);
    problem.count += 1;
    if (problem.places.length < MAX_PLACES) problem.places.push(recordPlace(record));
  }

  #problem(reason: string, error: string): Problem {
    const problems = this.#problems.get(reason) ?? [];
    this.#problems.set(reason, problems);
    const kind = error.replace(/\d+/g, '#');
    const known = problems.find((problem) => problem.kind === kind);
    const last = problems.at(-1);
    if (known !== undefined) return known;
    if (last !== undefined && problems.length === MAX_PROBLEMS) return last;
    const problem = { kind, count: 0, places: [], error };
    problems.push(problem);
    return problem;
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
    return [...this.#problems].flatMap(([reason, problems]) =>
      problems.map(({ count, places, error }) => ({ reason, count, places: [...places], error })),
    );
  }
}
