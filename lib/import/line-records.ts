import { isAscii, isUtf8 } from 'node:buffer';
import type { FoundMessages } from './found-messages.js';
import { LineSplitter } from './line-splitter.js';
import { Piece } from './piece.js';
import type { Position } from './record.js';

/** Far more than a message may have; a line beyond is skipped. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** Takes the bytes of a source, in pieces of any size. What is found is gathered by whoever made it. */
export interface RecordReader {
  push(chunk: Buffer): void;
  /** There is nothing more. */
  end(): void;
  readonly position: Position;
}

/** Messages of which each has a line. */
export class LineRecords implements RecordReader {
  readonly #found: FoundMessages;
  readonly #splitter: LineSplitter;

  constructor(found: FoundMessages, from: Position = { line: 0, end: 0 }) {
    this.#found = found;
    const onLine = (bytes: Buffer, line: number, isWhole: boolean): void => {
      this.#line(bytes, line, isWhole);
    };
    const onTooLong = (line: number, beginning: Buffer): void => {
      this.#tooLong(new Piece(line, 0, this.position.end, beginning, 0, beginning.length));
    };
    const onLines = (bytes: Buffer, line: number): number | undefined => this.#lines(bytes, line);
    // Where a line was read in part, it is read again.
    const before = from.item === undefined ? from : { ...from, line: from.line - 1 };
    this.#splitter = new LineSplitter(MAX_LINE_BYTES, { onLine, onLines, onTooLong }, before);
  }

  get position(): Position {
    return { line: this.#splitter.lines, end: this.#splitter.offset };
  }

  push(chunk: Buffer): void {
    this.#splitter.push(chunk);
  }

  end(): void {
    this.#splitter.end();
  }

  /** Many lines of ASCII, as most are, become a text once, in which characters are where their bytes are. */
  #lines(bytes: Buffer, firstLine: number): number | undefined {
    if (!isAscii(bytes)) return undefined;
    const text = bytes.toString('latin1');
    const { offset } = this.#splitter;
    let line = firstLine;
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      const piece = new Piece(line, offset + start, offset + end + 1, bytes, start, end);
      if (end - start > MAX_LINE_BYTES) this.#tooLong(piece);
      else this.#json(text.slice(start, end), piece);
      line += 1;
      start = end + 1;
    }
    return line - firstLine;
  }

  #line(bytes: Buffer, line: number, isWhole: boolean): void {
    const { offset } = this.#splitter;
    const start = offset - bytes.length - (isWhole ? 1 : 0);
    const own = line === 1 ? withoutMark(bytes) : bytes;
    const piece = new Piece(line, start, offset, own, 0, own.length);
    if (isUtf8(own)) this.#json(own.toString('utf8'), piece);
    else this.#found.fault('no-utf8', 'is no UTF-8', piece);
  }

  #json(text: string, piece: Piece): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // Why is not told: the engine's sentence quotes the text, which may be personal.
      if (text.trim() !== '') this.#found.fault('no-json', 'is no JSON', piece);
      return;
    }
    this.#found.found(value, piece);
  }

  #tooLong(piece: Piece): void {
    this.#found.fault('too-long', `has more than ${MAX_LINE_BYTES / 1024} KiB`, piece);
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? bytes.subarray(3) : bytes;
}
