/** Rows that lie side by side. */
export interface Rows {
  readonly bytes: Buffer;
  /** Where `bytes` begin in the source. */
  readonly offset: number;
  readonly rows: readonly Row[];
}

export interface Row {
  /** In the bytes at hand; the end is behind the line feed. */
  readonly start: number;
  readonly end: number;
  /** The line of its end, from 1: a column in quotes may have several. */
  readonly line: number;
  readonly isTooLong: boolean;
}

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const BEGINNING_BYTES = 64 * 1024;

/** Takes CSV apart into rows, whatever the pieces are in which it comes. It holds no more than one row, up to a bound. */
export class RowSplitter {
  readonly #maxBytes: number;
  readonly #delimiter: number;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #isTooLong = false;
  /** Whether what is held ends with a line feed. */
  #isLineEnd = false;
  #line: number;
  /** Where in the source what is held begins. */
  #offset: number;
  #isQuoted = false;
  /** Only at the beginning of a column a quote is one. */
  #isColumnStart = true;

  constructor(
    { maxBytes, delimiter }: { readonly maxBytes: number; readonly delimiter: string },
    before: { readonly line: number; readonly end: number },
  ) {
    this.#maxBytes = maxBytes;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#line = before.line;
    this.#offset = before.end;
  }

  /** The rows that end in a chunk. They are valid until the next. */
  push(chunk: Buffer): Rows {
    const ends = this.#endsIn(chunk);
    const last = ends.at(-1)?.end ?? 0;
    const rows = this.#rows(chunk.subarray(0, last), ends);
    if (last < chunk.length) this.#hold(chunk.subarray(last));
    return rows;
  }

  /** What has no line feed behind it is a row, too. */
  end(): Rows {
    if (this.#heldBytes === 0) return this.#rows(NOTHING, []);
    // A quote that nobody closed holds a line feed at the end, which is counted already.
    if (!this.#isLineEnd) this.#line += 1;
    return this.#rows(NOTHING, [{ end: 0, line: this.#line }]);
  }

  #endsIn(chunk: Buffer): readonly { readonly end: number; readonly line: number }[] {
    const ends = [];
    let isQuoted = this.#isQuoted;
    let isStart = this.#isColumnStart;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (byte === QUOTE) {
        // One within quotes that is doubled closes and opens at once.
        if (isQuoted || isStart) isQuoted = !isQuoted;
        isStart = isQuoted || isStart;
      } else if (byte === LINE_FEED) {
        this.#line += 1;
        // A quote that nobody closes is not to swallow the rest.
        if (isQuoted && this.#heldBytes + index <= this.#maxBytes) continue;
        isQuoted = false;
        isStart = true;
        ends.push({ end: index + 1, line: this.#line });
      } else if (!isQuoted) {
        isStart = byte === this.#delimiter;
      }
    }
    this.#isQuoted = isQuoted;
    this.#isColumnStart = isStart;
    return ends;
  }

  #rows(rest: Buffer, ends: readonly { readonly end: number; readonly line: number }[]): Rows {
    const { length } = rest;
    const isCut = this.#isTooLong;
    const before = this.#held.reduce((sum, { length: bytes }) => sum + bytes, 0);
    const bytes = before === 0 ? rest : Buffer.concat([...this.#held, rest]);
    const skipped = this.#heldBytes - before;
    const offset = this.#offset;
    let start = 0;
    const rows = ends.map(({ end, line }, index) => {
      const row = {
        start,
        end: before + end,
        line,
        isTooLong: (isCut && index === 0) || before + end - start > this.#maxBytes,
      };
      start = row.end;
      return row;
    });
    if (ends.length > 0) {
      this.#offset += this.#heldBytes + length;
      this.#held = [];
      this.#heldBytes = 0;
      this.#isTooLong = false;
    }
    return { bytes, offset: offset + skipped, rows };
  }

  #hold(rest: Buffer): void {
    this.#heldBytes += rest.length;
    this.#isLineEnd = rest.at(-1) === LINE_FEED;
    this.#held.push(Buffer.from(rest));
    if (this.#heldBytes <= this.#maxBytes) return;
    this.#isTooLong = true;
    this.#held = [Buffer.concat(this.#held).subarray(0, BEGINNING_BYTES)];
  }
}

const NOTHING = Buffer.alloc(0);
