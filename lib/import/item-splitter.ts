import { ItemScan } from './item-scan.js';

export interface ItemOptions {
  /** Where in the source the first chunk begins. */
  readonly from: number;
  /** A value, with its place. The bytes are valid until the next chunk. */
  onItem(bytes: Buffer, start: number, end: number): void;
  /** It has more bytes than there may be, and was skipped. */
  onTooLong(beginning: Buffer, start: number, end: number): void;
  /** The source ends within a value or a list. */
  onCut(beginning: Buffer, start: number, end: number): void;
}

/** Where what is read stands: between values, between the items of a list, in one of both, behind a list, or in the rest of a body. */
type State = 'outside' | 'list' | 'item' | 'behind' | 'body';

const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const CLOSE_OBJECT = 0x7d;
const BEGINNING_BYTES = 64 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * Takes JSON apart into the values that may be messages: the items of a list, those of `batch` in the body of a request, and
 * values that stand one after another. Only one of them is held, and that up to a bound. It may begin behind any item.
 */
export class ItemSplitter {
  readonly #options: ItemOptions;
  readonly #maxBytes: number;
  #state: State = 'outside';
  #scan = new ItemScan('value');
  /** Where in the source the chunk begins that is read. */
  #offset: number;
  /** Where the item that is read began, in the source. */
  #start = 0;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #isResumed: boolean;

  constructor(maxBytes: number, options: ItemOptions) {
    this.#maxBytes = maxBytes;
    this.#options = options;
    this.#offset = options.from;
    this.#isResumed = options.from > 0;
  }

  /** The chunk may be used again afterwards. */
  push(chunk: Buffer): void {
    let index = 0;
    while (index < chunk.length) {
      if (this.#state === 'item' || this.#state === 'body') index = this.#scanned(chunk, index);
      else index = this.#step(chunk[index] as number, index);
    }
    if (this.#state === 'item') this.#hold(chunk.subarray(this.#startInChunk()));
    this.#offset += chunk.length;
  }

  /** There is nothing more. */
  end(): void {
    const end = this.#offset;
    if (this.#state === 'item' && this.#scan.isScalar) this.#item(NOTHING, end);
    else if (this.#state === 'item') this.#options.onCut(this.#beginning(), this.#start, end);
    else if (this.#state === 'list') this.#options.onCut(NOTHING, end, end);
  }

  /** Between values. Gives where to go on. */
  #step(byte: number, index: number): number {
    if (isSpace(byte)) return index + 1;
    if (this.#isResumed) {
      // What stands there tells whether it is in a list.
      this.#isResumed = false;
      if (byte === COMMA || byte === CLOSE_LIST) this.#state = 'list';
    }
    switch (this.#state) {
      case 'list':
        if (byte === COMMA) return index + 1;
        if (byte === CLOSE_LIST) return this.#enter('behind', index + 1);
        return this.#begin(index, new ItemScan('item'));
      case 'behind':
        if (byte === CLOSE_OBJECT) return this.#enter('outside', index + 1);
        if (byte !== COMMA) return this.#enter('outside', index);
        this.#scan = new ItemScan('body');
        return this.#enter('body', index + 1);
      default:
        if (byte === COMMA) return index + 1;
        if (byte === OPEN_LIST) return this.#enter('list', index + 1);
        return this.#begin(index, new ItemScan('value'));
    }
  }

  #enter(state: State, next: number): number {
    this.#state = state;
    return next;
  }

  #begin(index: number, scan: ItemScan): number {
    this.#scan = scan;
    this.#start = this.#offset + index;
    return this.#enter('item', index);
  }

  /** Goes on in a value, up to its end or that of the chunk. */
  #scanned(chunk: Buffer, from: number): number {
    const next = this.#scan.run(chunk, from);
    if (this.#scan.found === 'more') return next;
    if (this.#scan.found === 'batch') {
      this.#forget();
      return this.#enter('list', next);
    }
    if (this.#state === 'item') {
      this.#item(chunk.subarray(this.#startInChunk(), next), this.#offset + next);
    }
    return this.#enter(this.#scan.kind === 'item' ? 'list' : 'outside', next);
  }

  #startInChunk(): number {
    return Math.max(0, this.#start - this.#offset);
  }

  #item(rest: Buffer, end: number): void {
    const { onItem, onTooLong } = this.#options;
    const isTooLong = this.#heldBytes + rest.length > this.#maxBytes;
    const bytes = this.#held.length === 0 ? rest : Buffer.concat([...this.#held, rest]);
    const start = this.#start;
    this.#forget();
    if (isTooLong) onTooLong(bytes.subarray(0, BEGINNING_BYTES), start, end);
    else onItem(bytes, start, end);
  }

  #hold(rest: Buffer): void {
    this.#heldBytes += rest.length;
    this.#held.push(Buffer.from(rest));
    if (this.#heldBytes <= this.#maxBytes) return;
    // Far too long: its beginning is enough to say so.
    this.#held = [this.#beginning()];
  }

  #beginning(): Buffer {
    return Buffer.concat(this.#held).subarray(0, BEGINNING_BYTES);
  }

  #forget(): void {
    this.#held = [];
    this.#heldBytes = 0;
  }
}

function isSpace(byte: number): boolean {
  return (
    byte === 0x20 ||
    byte === 0x0a ||
    byte === 0x0d ||
    byte === 0x09 ||
    byte === 0xef ||
    byte === 0xbb ||
    byte === 0xbf
  );
}
