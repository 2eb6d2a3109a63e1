import { type Pair, type Position, placeOf } from './comparison.js';
import type { Difference } from './difference.js';

/** What was compared already. Parts that many others refer to would be compared once for each way to them. */
export class KnownDifferences {
  readonly #differences = new Map<string, readonly Difference[]>();
  readonly #numbers = new Map<object, number>();

  find(pair: Pair, position: Position): readonly Difference[] | undefined {
    return this.#differences.get(this.#keyOf(pair, position));
  }

  keep(pair: Pair, position: Position, differences: readonly Difference[]): void {
    this.#differences.set(this.#keyOf(pair, position), differences);
  }

  #keyOf({ before, after }: Pair, { keys, planned }: Position): string {
    const parts = [before, after, planned].map((part) => this.#numberOf(part));
    return `${parts.join(' ')} ${placeOf(keys)}`;
  }

  #numberOf(part: object | undefined): number {
    if (part === undefined) return 0;
    const number = this.#numbers.get(part) ?? this.#numbers.size + 1;
    this.#numbers.set(part, number);
    return number;
  }
}
