const FIRST_PAGE_BYTES = 8 * 1024;
const PAGE_BYTES = 64 * 1024;
const COMMA = 0x2c;

/** Where the JSON of a waiting message lies: `bytes` bytes of `page` from `start`, and a comma after them. */
export interface Place {
  readonly page: Buffer;
  readonly start: number;
  readonly bytes: number;
}

/** Where the JSON of a message lies that nobody reads. */
export const NOWHERE: Place = { page: Buffer.alloc(0), start: 0, bytes: 0 };

/** Whether a text has at most so many bytes. A UTF-16 unit takes three at most, so few have to be counted. */
export function fitsInto(bytes: number, text: string): boolean {
  return text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes;
}

/** A text on a page of its own. */
export function pageOf(text: string): Place {
  const page = Buffer.from(text);
  return { page, start: 0, bytes: page.length };
}

/**
 * Keeps the JSON of waiting messages as UTF-8, outside the heap that the garbage collector walks. Writing a text into a
 * page is also what counts its bytes, and the messages of a batch lie side by side, so that a request body is a few copies
 * of memory. A page is freed when the last message in it is settled.
 */
export class Pages {
  #page: Buffer = Buffer.alloc(0);
  #used = 0;
  #nextSize = FIRST_PAGE_BYTES;

  /** Writes a text and says where. */
  write(text: string): Place {
    // A UTF-16 unit takes at most three bytes, so the exact count is needed only near the end of a page.
    if (text.length * 3 + 1 > this.#page.length - this.#used) {
      const needed = Buffer.byteLength(text) + 1;
      if (needed > this.#page.length - this.#used) this.#turn(needed);
    }
    const page = this.#page;
    const start = this.#used;
    const bytes = page.write(text, start);
    page[start + bytes] = COMMA;
    this.#used = start + bytes + 1;
    return { page, start, bytes };
  }

  #turn(needed: number): void {
    this.#page = Buffer.allocUnsafeSlow(Math.max(needed, this.#nextSize));
    this.#used = 0;
    this.#nextSize = Math.min(this.#nextSize * 2, PAGE_BYTES);
  }
}
