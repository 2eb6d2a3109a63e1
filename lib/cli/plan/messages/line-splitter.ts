const LINE_FEED = 10;

export interface LineListener {
  /** The bytes are valid until the next chunk. A line that was the last and has no end is not whole. */
  onLine(bytes: Buffer, number: number, isWhole: boolean): void;
  /** It has more bytes than there may be, and was skipped. */
  onTooLong(number: number): void;
}

/** Takes a stream of bytes apart into lines. It holds no more than one chunk and one line. */
export class LineSplitter {
  /** Longer lines are skipped. */
  maxBytes: number;
  readonly #listener: LineListener;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #number = 0;

  constructor(maxBytes: number, listener: LineListener) {
    this.maxBytes = maxBytes;
    this.#listener = listener;
  }

  /** How many lines there were. */
  get lines(): number {
    return this.#number;
  }

  /** The chunk may be used again afterwards. */
  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.#finish(chunk.subarray(start, end), true);
      start = end + 1;
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start));
  }

  /** What has no line feed behind it is a line, too. */
  end(): void {
    if (this.#heldBytes > 0) this.#finish(NOTHING, false);
  }

  #finish(rest: Buffer, isWhole: boolean): void {
    this.#number += 1;
    if (this.#heldBytes + rest.length > this.maxBytes) this.#listener.onTooLong(this.#number);
    else this.#listener.onLine(this.#lineWith(rest), this.#number, isWhole);
    this.#held = [];
    this.#heldBytes = 0;
  }

  #lineWith(rest: Buffer): Buffer {
    return this.#held.length === 0 ? rest : Buffer.concat([...this.#held, rest]);
  }

  #hold(rest: Buffer): void {
    this.#heldBytes += rest.length;
    if (this.#heldBytes > this.maxBytes) this.#held = [];
    else this.#held.push(Buffer.from(rest));
  }
}

const NOTHING = Buffer.alloc(0);
