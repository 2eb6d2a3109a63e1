import { beginningOf, packingOf, unpacked } from './chunks.js';
import { ImportError } from './import-error.js';
import { MAX_LINE_BYTES } from './line-records.js';

export interface ByteSourceOptions {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Its bytes from a place on, where it is a file: what was read before is not read again then, unless it is packed. */
  readonly seek: ((from: number) => AsyncIterable<Buffer>) | undefined;
  /** The size of the file, packed or not. */
  readonly size: number | undefined;
}

const LINE_FEED = 10;
/** A first line that is longer tells what it is by its beginning. */
const ENOUGH_BYTES = MAX_LINE_BYTES + 1024;

/** The bytes of a source, unpacked, of which the beginning was read. */
export class ByteSource {
  readonly #name: string;
  readonly #seek: ByteSourceOptions['seek'];
  readonly #size: number | undefined;
  readonly #all: AsyncGenerator<Buffer>;
  #isPacked = false;
  #head: Buffer = Buffer.alloc(0);

  private constructor({ name, seek, size, bytes }: ByteSourceOptions) {
    this.#name = name;
    this.#seek = seek;
    this.#size = size;
    this.#all = unpacked(this.#watched(bytes));
  }

  /** @throws what reading throws */
  static async open(options: ByteSourceOptions): Promise<ByteSource> {
    const source = new ByteSource(options);
    const isEnough = (bytes: Buffer): boolean =>
      bytes.length >= ENOUGH_BYTES || bytes.includes(LINE_FEED, firstOf(bytes));
    source.#head = Buffer.from(await beginningOf(source.#all, isEnough));
    return source;
  }

  /** Its first line, or much of it. */
  get head(): Buffer {
    return this.#head;
  }

  /** Its bytes from a place on; to be called once. Each chunk is valid until the next is asked for. */
  async *read(from: number): AsyncGenerator<Buffer> {
    if (from > 0 && this.#seek !== undefined && !this.#isPacked) {
      await this.close();
      if (this.#size !== undefined && this.#size < from) throw this.#tooShort(from, this.#size);
      return yield* this.#seek(from);
    }
    let left = from;
    for await (const chunk of this.#whole()) {
      if (chunk.length > left) yield chunk.subarray(left);
      left = Math.max(0, left - chunk.length);
    }
    if (left > 0) throw this.#tooShort(from, from - left);
  }

  /** Lets go of it, where it was not read to its end. */
  async close(): Promise<void> {
    await this.#all.return(undefined);
  }

  async *#whole(): AsyncGenerator<Buffer> {
    yield this.#head;
    yield* this.#all;
  }

  async *#watched(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
    let isFirst = true;
    for await (const chunk of bytes) {
      const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      if (isFirst) this.#isPacked = packingOf(buffer) !== undefined;
      isFirst = false;
      yield buffer;
    }
  }

  #tooShort(wanted: number, found: number): ImportError {
    return new ImportError(
      `${this.#name} has ${found} bytes, and was read up to byte ${wanted} before: it is another file. Import it from its beginning.`,
    );
  }
}

/** Where the first line begins that is not empty. */
function firstOf(bytes: Buffer): number {
  let index = 0;
  while (index < bytes.length && (bytes[index] as number) <= 0x20) index += 1;
  return index;
}
