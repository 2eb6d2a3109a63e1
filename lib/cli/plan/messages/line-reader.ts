import { isUtf8 } from 'node:buffer';
import { LineSplitter } from '../../../import/line-splitter.js';
import { GrowingBytes } from './growing-bytes.js';
import { innerOf, isObject, type Reading } from './reading.js';

/** Far more than a message may have; a line beyond is skipped. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** A file that is one JSON document, a list or the body of a request, is held as a whole. */
export const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;

export interface LineReaderOptions {
  /** As it is told. */
  readonly name: string;
  readonly reading: Reading;
  /**
   * Whether it is the log of a workspace. A last line without an end, which is still being written, is left out in silence
   * then, and so is what tells how far the numbers went before it was cleared.
   */
  readonly isLog?: boolean;
}

/** Reads messages from the bytes of a file: a message a line; or one document, which its beginning tells. */
export class LineReader {
  readonly #name: string;
  readonly #reading: Reading;
  readonly #isLog: boolean;
  readonly #splitter = new LineSplitter(MAX_DOCUMENT_BYTES, {
    onLine: (bytes, number, isWhole) => this.#takeLine(bytes, number, isWhole),
    onTooLong: (number) => this.#fault('too-long', number),
  });
  #isFirst = true;
  /** All lines, as long as they may be one document. */
  #document: GrowingBytes | undefined;
  #documentLine = 1;

  constructor({ name, reading, isLog = false }: LineReaderOptions) {
    this.#name = name;
    this.#reading = reading;
    this.#isLog = isLog;
  }

  push(chunk: Buffer): void {
    this.#splitter.push(chunk);
  }

  end(): void {
    this.#splitter.end();
    const document = this.#document;
    if (document !== undefined && !this.#takeDocument(document.bytes)) this.#replay(document.bytes);
    this.#reading.lines += this.#splitter.lines;
  }

  /** How many lines were read so far. */
  get lines(): number {
    return this.#splitter.lines;
  }

  #takeLine(bytes: Buffer, number: number, isWhole: boolean): void {
    if (this.#isLog && !isWhole) return;
    if (this.#document !== undefined) this.#hold(this.#document, bytes);
    else if (this.#isFirst) this.#takeFirst(number === 1 ? withoutMark(bytes) : bytes, number);
    else this.#takeJson(bytes, number);
  }

  /** The first line tells whether there is a message in each, or they make one document. */
  #takeFirst(bytes: Buffer, number: number): void {
    if (isBlank(bytes)) return;
    this.#isFirst = false;
    if (beginsDocument(bytes) && jsonIn(bytes) === undefined) {
      this.#document = new GrowingBytes();
      this.#documentLine = number;
      this.#hold(this.#document, bytes);
    } else {
      this.#splitter.maxBytes = MAX_LINE_BYTES;
      this.#takeJson(bytes, number);
    }
  }

  #hold(document: GrowingBytes, line: Buffer): void {
    document.append(line, LINE_END);
    if (document.bytes.length > MAX_DOCUMENT_BYTES) this.#replay(document.bytes);
  }

  /** Says whether the bytes are a document; if so, its messages were taken. */
  #takeDocument(bytes: Buffer): boolean {
    const value = isUtf8(bytes) ? jsonIn(bytes)?.value : undefined;
    if (value === undefined) return false;
    for (const [index, one] of (innerOf(value) ?? [value]).entries()) {
      this.#reading.take(one, { name: this.#name, unit: 'message', number: index + 1 });
    }
    return true;
  }

  /** It was no document: its lines are what they are. */
  #replay(bytes: Buffer): void {
    this.#document = undefined;
    this.#splitter.maxBytes = MAX_LINE_BYTES;
    const before = this.#documentLine - 1;
    new LineSplitter(MAX_LINE_BYTES, {
      onLine: (line, number) => this.#takeJson(line, before + number),
      onTooLong: (number) => this.#fault('too-long', before + number),
    }).push(bytes);
  }

  #takeJson(bytes: Buffer, number: number): void {
    const json = isUtf8(bytes) ? jsonIn(bytes) : undefined;
    if (json !== undefined) this.#takeValue(json.value, bytes.length, number);
    else if (!isUtf8(bytes)) this.#fault('no-utf8', number);
    else if (!isBlank(bytes)) this.#fault('no-json', number);
  }

  /** Only a list, which is all of a file, may be longer than a line. */
  #takeValue(value: unknown, bytes: number, number: number): void {
    if (this.#isLog && isMark(value)) return;
    const isTooLong = bytes > MAX_LINE_BYTES && innerOf(value) === undefined;
    if (isTooLong) this.#fault('too-long', number);
    else this.#reading.take(value, { name: this.#name, unit: 'line', number });
  }

  #fault(kind: 'no-json' | 'no-utf8' | 'too-long', number: number): void {
    this.#reading.fault(kind, { name: this.#name, unit: 'line', number });
  }
}

/** `{"last":7}`, and nothing else. */
function isMark(value: unknown): boolean {
  return isObject(value) && Object.keys(value).join() === 'last' && Number.isInteger(value['last']);
}

const LINE_END = Buffer.from('\n');
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function withoutMark(line: Buffer): Buffer {
  return line.subarray(0, 3).equals(BYTE_ORDER_MARK) ? line.subarray(3) : line;
}

function jsonIn(bytes: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(bytes.toString('utf8')) };
  } catch {
    // Why is not told: the engine's sentence quotes the text, which may be personal.
    return undefined;
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** The first line of a document that was laid out ends where something begins: `[`, `{ "batch": [`. */
function beginsDocument(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 1_000).trimStart();
  const end = bytes.toString('latin1', Math.max(0, bytes.length - 1_000)).trimEnd();
  return start.startsWith('[') || (start.startsWith('{') && /[[{,]$/.test(end));
}
