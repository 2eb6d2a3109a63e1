import { isUtf8 } from 'node:buffer';
import type { FoundMessages } from './found-messages.js';
import { ItemSplitter } from './item-splitter.js';
import { MAX_LINE_BYTES, type RecordReader } from './line-records.js';
import { Piece } from './piece.js';
import type { Position } from './record.js';

/** Messages in a list, in the body of a request, or one after the other however they are laid out. */
export class JsonRecords implements RecordReader {
  readonly #found: FoundMessages;
  readonly #splitter: ItemSplitter;
  #item: number;
  #end: number;

  constructor(found: FoundMessages, from: Position = { line: 0, end: 0 }) {
    this.#found = found;
    this.#item = from.item === undefined ? from.line : from.line - 1;
    this.#end = from.end;
    this.#splitter = new ItemSplitter(MAX_LINE_BYTES, {
      from: from.end,
      onItem: (bytes, start, end) => this.#json(this.#piece(bytes, start, end)),
      onTooLong: (beginning, start, end) => {
        const why = `has more than ${MAX_LINE_BYTES / 1024} KiB`;
        this.#found.fault('too-long', why, this.#piece(beginning, start, end));
      },
      onCut: (beginning, start, end) => {
        const why = 'is not ended where its source ends: get the whole file';
        this.#found.fault('cut-short', why, this.#piece(beginning, start, end));
      },
    });
  }

  get position(): Position {
    return { line: this.#item, end: this.#end };
  }

  push(chunk: Buffer): void {
    this.#splitter.push(chunk);
  }

  end(): void {
    this.#splitter.end();
  }

  #piece(bytes: Buffer, start: number, end: number): Piece {
    this.#item += 1;
    this.#end = end;
    return new Piece(this.#item, start, end, bytes, 0, bytes.length);
  }

  #json(piece: Piece): void {
    if (!isUtf8(piece.block)) {
      this.#found.fault('no-utf8', 'is no UTF-8', piece);
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(piece.block.toString('utf8'));
    } catch {
      // Why is not told: the engine's sentence quotes the text, which may be personal.
      this.#found.fault('no-json', 'is no JSON', piece);
      return;
    }
    this.#found.found(value, piece);
  }
}
