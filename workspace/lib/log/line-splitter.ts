import { LINE_FEED, MAX_LINE_BYTES } from './line.js';

/** Takes a file apart into lines, chunk by chunk. Holds no more than a chunk and one line. */
export class LineSplitter {
  readonly #onLine: (line: Buffer) => void;
  readonly #onDamaged: () => void;
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(onLine: (line: Buffer) => void, onDamaged: () => void) {
    this.#onLine = onLine;
    this.#onDamaged = onDamaged;
  }

  /** The chunk may be used again afterwards. */
  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.#finish(chunk.subarray(start, end));
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
  }

  /** What has no line feed at the end of its file was never whole. */
  end(): void {
    if (this.#heldBytes > 0) this.#onDamaged();
    this.#held = [];
    this.#heldBytes = 0;
  }

  #finish(rest: Buffer): void {
    const bytes = this.#heldBytes + rest.length;
    if (bytes > MAX_LINE_BYTES) this.#onDamaged();
    else this.#onLine(this.#held.length === 0 ? rest : Buffer.concat([...this.#held, rest]));
    this.#held = [];
    this.#heldBytes = 0;
  }

  #hold(rest: Buffer): void {
    this.#heldBytes += rest.length;
    if (this.#heldBytes > MAX_LINE_BYTES) this.#held = [];
    else if (rest.length > 0) this.#held.push(Buffer.from(rest));
  }
}
