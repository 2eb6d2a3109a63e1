/** One change of a text: what stands from `start` up to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits that don't overlap; everything else stays as it is. Edits at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: own } of [...edits].sort(
    (one, other) => one.start - other.start,
  )) {
    if (start < at) throw new RangeError(`Two edits overlap at ${start}.`);
    parts.push(text.slice(at, start), own);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** Where an offset is, for people: both numbers begin at 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of a text into places. */
export class Places {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const ends = [...text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)];
    this.#starts = [0, ...ends.map((end) => end.index + end[0].length)];
  }

  at(offset: number): Place {
    const line = this.#starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (this.#starts[line] ?? 0) + 1 };
  }
}
