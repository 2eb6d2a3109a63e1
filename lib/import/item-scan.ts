const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const MAX_KEY = 20;

/** An item of a list; a value outside of lists, which may be the body of a request; or the rest of a body, behind its list. */
export type ScanKind = 'item' | 'value' | 'body';

/** Finds the end of one JSON value, whatever the pieces are in which it comes. It checks nothing else. */
export class ItemScan {
  readonly kind: ScanKind;
  /** After a run: the value goes on; it has ended; or it was found to be a body, whose list begins. */
  found: 'more' | 'end' | 'batch' = 'more';
  /** Whether it is a number or a word, which ends where something else begins. */
  isScalar = false;
  #depth: number;
  #isFirst: boolean;
  #isInText = false;
  #isEscaped = false;
  /** The last text at the first level of a value outside of lists, as far as it may be of interest. */
  #key = '';
  #isBehindColon = false;
  #isMessage = false;

  constructor(kind: ScanKind) {
    this.kind = kind;
    // The brace that opened a body was read long ago.
    this.#depth = kind === 'body' ? 1 : 0;
    this.#isFirst = kind !== 'body';
  }

  /** Gives where to go on behind what it took. */
  run(chunk: Buffer, from: number): number {
    let index = from;
    const isBeginning = this.#isFirst;
    if (this.#isFirst) {
      this.#isFirst = false;
      this.isScalar = !opens(chunk[index] as number) && chunk[index] !== QUOTE;
    }
    for (; index < chunk.length; index += 1) {
      const byte = chunk[index] as number;
      if (this.#isInText) {
        index = this.#text(chunk, index);
        if (!this.#isInText && this.#depth === 0) return this.#ended(index + 1);
      } else if (byte === QUOTE) {
        this.#isInText = true;
        this.#key = '';
      } else if (opens(byte)) {
        if (byte === OPEN_LIST && this.#isBatch()) return this.#ended(index + 1, 'batch');
        this.#depth += 1;
        this.#isBehindColon = false;
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        // One that closes nothing is a value of its own, and no JSON.
        if (this.#depth === 0)
          return this.#ended(isBeginning && index === from ? index + 1 : index);
        this.#depth -= 1;
        if (this.#depth === 0) return this.#ended(index + 1);
      } else if (this.#depth === 0) {
        if (byte === COMMA || byte <= 0x20) return this.#ended(index);
      } else if (this.#depth === 1) {
        this.#between(byte);
      }
    }
    this.found = 'more';
    return index;
  }

  /** Goes on in a text; gives its last place, or the end of the chunk. */
  #text(chunk: Buffer, from: number): number {
    let index = from;
    for (; index < chunk.length; index += 1) {
      const byte = chunk[index] as number;
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) {
        this.#isInText = false;
        return index;
      } else if (this.#depth === 1 && this.kind === 'value' && this.#key.length < MAX_KEY) {
        this.#key += String.fromCharCode(byte);
      }
    }
    return index;
  }

  /** At the first level, outside of texts. */
  #between(byte: number): void {
    if (byte === COLON) {
      this.#isBehindColon = true;
      if (this.#key === 'type') this.#isMessage = true;
    } else if (byte > 0x20) this.#isBehindColon = false;
  }

  #isBatch(): boolean {
    const isValue = this.kind === 'value' && this.#depth === 1 && this.#isBehindColon;
    return isValue && this.#key === 'batch' && !this.#isMessage;
  }

  #ended(next: number, found: 'end' | 'batch' = 'end'): number {
    this.found = found;
    return next;
  }
}

function opens(byte: number): boolean {
  return byte === OPEN_OBJECT || byte === OPEN_LIST;
}
