const LINE_FEED = 10;

export interface LineListener {
  /** The bytes are valid until the next chunk. A line that was the last and has no end is not whole. */
  onLine(bytes: Buffer, number: number, isWhole: boolean): void;
  /** It has more bytes than there may be, and was skipped; its beginning is there. */
  onTooLong(number: number, beginning: Buffer): void;
  /**
   * Whole lines at once, of which each may be too long: whoever can take all of them together gives how many there were. Nothing,
   * and they come one by one.
   */
  onLines?(bytes: Buffer, firstNumber: number): number | undefined;
}

/** Takes a stream of bytes apart into lines. It holds no more than one chunk and one line. */
export class LineSplitter {
  /** Longer lines are skipped. */
  maxBytes: number;
  readonly #listener: LineListener;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #number: number;
  #offset: number;

  /** Lines before, and their bytes, where it does not begin at the beginning. */
  constructor(maxBytes: number, listener: LineListener, before = { line: 0, end: 0 }) {
    this.maxBytes = maxBytes;
    this.#listener = listener;
    this.#number = before.line;
    this.#offset = before.end;
  }

  /** How many lines there were. */
  get lines(): number {
    return this.#number;
  }

  /** How many bytes there were up to the end of the line that is told now, with the line feed. */
  get offset(): number {
    return this.#offset;
  }

  /** The chunk may be used again afterwards. */
  push(chunk: Buffer): void {
    const rest = this.#heldBytes > 0 ? this.#finishHeld(chunk) : chunk;
    const last = rest.lastIndexOf(LINE_FEED);
    if (last !== -1) this.#takeLines(rest.subarray(0, last + 1));
    if (last + 1 < rest.length) this.#hold(rest.subarray(last + 1));
  }

  /** What has no line feed behind it is a line, too. */
  end(): void {
    if (this.#heldBytes === 0) return;
    this.#offset -= 1;
    this.#finish(NOTHING, false);
  }

  /** Ends the line that is held, if it ends here, and gives what is behind it. */
  #finishHeld(chunk: Buffer): Buffer {
    const end = chunk.indexOf(LINE_FEED);
    if (end === -1) return chunk;
    this.#finish(chunk.subarray(0, end), true);
    return chunk.subarray(end + 1);
  }

  #takeLines(bytes: Buffer): void {
    const count = this.#listener.onLines?.(bytes, this.#number + 1);
    if (count !== undefined) {
      this.#number += count;
      this.#offset += bytes.length;
      return;
    }
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      this.#finish(bytes.subarray(start, end), true);
      start = end + 1;
    }
  }

  #finish(rest: Buffer, isWhole: boolean): void {
    const length = this.#heldBytes + rest.length;
    this.#number += 1;
    this.#offset += length + 1;
    const line = this.#held.length === 0 ? rest : Buffer.concat([...this.#held, rest]);
    if (length <= this.maxBytes) this.#listener.onLine(line, this.#number, isWhole);
    else this.#listener.onTooLong(this.#number, line.subarray(0, BEGINNING_BYTES));
    this.#held = [];
    this.#heldBytes = 0;
  }

  #hold(rest: Buffer): void {
    this.#heldBytes += rest.length;
    this.#held.push(Buffer.from(rest));
    if (this.#heldBytes <= this.maxBytes) return;
    // Far too long: its beginning is enough to say so.
    this.#held = [Buffer.concat(this.#held).subarray(0, BEGINNING_BYTES)];
  }
}

const NOTHING = Buffer.alloc(0);
const BEGINNING_BYTES = 64 * 1024;
