import { checksumOf } from './record-line.js';

/** Says which records of a segment need not be sent any more. */
export class DoneRanges {
  readonly #done = new Set<number>();

  /** Reads what was written by {@link rangesText}. A line that is torn, or none, says nothing. */
  static in(text: string): DoneRanges {
    const ranges = new DoneRanges();
    for (const line of text.split('\n')) {
      const [, range = '', from, to, checksum] = LINE.exec(line) ?? [];
      const [first, last] = [Number(from), Number(to)];
      // One that is damaged might say of others that they are done.
      if (checksumOf(range) !== checksum || last - first > MAX_RANGE) continue;
      for (let ordinal = first; ordinal <= last; ordinal += 1) ranges.#done.add(ordinal);
    }
    return ranges;
  }

  has(ordinal: number): boolean {
    return this.#done.has(ordinal);
  }
}

const LINE = /^\[((\d{1,10}),(\d{1,10})),"([0-9a-f]{8})"\]$/;
/** More records than a segment has. */
const MAX_RANGE = 10_000_000;

/** Numbers of records as lines `[first,last,checksum]`, so that a batch of neighbours is one line. */
export function rangesText(ordinals: readonly number[]): string {
  const sorted = [...ordinals].sort((one, other) => one - other);
  let text = '';
  let first: number | undefined;
  for (const [index, ordinal] of sorted.entries()) {
    first ??= ordinal;
    if (sorted[index + 1] === ordinal + 1) continue;
    const range = `${first},${ordinal}`;
    text += `[${range},"${checksumOf(range)}"]\n`;
    first = undefined;
  }
  return text;
}
