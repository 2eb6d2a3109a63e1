import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import type { RawMessage } from '../message/call.js';
import { CellError } from './csv-cell.js';
import type { CsvRow } from './csv-row.js';
import type { FoundMessages } from './found-messages.js';
import { ImportError } from './import-error.js';
import { MAX_LINE_BYTES, type RecordReader, withoutMark } from './line-records.js';
import { Piece } from './piece.js';
import type { Position } from './record.js';
import { type Row, RowSplitter, type Rows } from './row-splitter.js';

export interface CsvOptions {
  readonly name: string;
  readonly found: FoundMessages;
  readonly row: CsvRow;
  readonly from: Position | undefined;
  /** The first line of the source, where it is not read from its beginning. */
  readonly head: Buffer;
}

/** Rows of CSV, below one that names their columns. */
export class CsvRecords implements RecordReader {
  readonly #options: CsvOptions;
  readonly #splitter: RowSplitter;
  #position: Position;
  #header: readonly string[] | undefined;
  #message: ((cells: readonly string[]) => RawMessage) | undefined;

  /** @throws ImportError for a column of the mapping that the file does not have */
  constructor(options: CsvOptions) {
    this.#options = options;
    const { from = { line: 0, end: 0 }, row, head } = options;
    this.#position = from;
    const bounds = { maxBytes: MAX_LINE_BYTES, delimiter: row.delimiter };
    this.#splitter = new RowSplitter(bounds, from);
    if (from.line === 0) return;
    const splitter = new RowSplitter(bounds, { line: 0, end: 0 });
    const { bytes, rows } = splitter.push(withoutMark(head));
    this.#takeHeader(bytes, rows[0]);
  }

  get position(): Position {
    return this.#position;
  }

  push(chunk: Buffer): void {
    this.#rows(this.#splitter.push(chunk));
  }

  end(): void {
    this.#rows(this.#splitter.end());
  }

  #rows({ bytes, rows, offset }: Rows): void {
    const isFirst = this.#header === undefined && rows.length > 0;
    if (isFirst) this.#takeHeader(bytes, rows[0]);
    const rest = isFirst ? rows.slice(1) : rows;
    const cells = cellsOf(bytes, rest, this.#options.row.delimiter);
    for (const [index, row] of rest.entries()) {
      const piece = new Piece(
        row.line,
        offset + row.start,
        offset + row.end,
        bytes,
        row.start,
        row.end,
      );
      this.#row(piece, row, cells?.[index]);
    }
    const last = rows.at(-1);
    if (last !== undefined) this.#position = { line: last.line, end: offset + last.end };
  }

  #takeHeader(bytes: Buffer, row: Row | undefined): void {
    const { name, row: mapping } = this.#options;
    const own = bytes.subarray(row?.start ?? 0, row?.end ?? 0);
    const cells = row?.isTooLong ? undefined : cellsIn(withoutMark(own), mapping.delimiter);
    if (cells instanceof CsvError || cells === undefined) {
      throw new ImportError(
        `${name}: its first line must name the columns; found ${row?.isTooLong ? 'a line of more than 1 MiB' : 'something else'}.`,
      );
    }
    this.#header = cells.map((cell) => cell.trim());
    this.#message = mapping.reader(name, this.#header);
  }

  #row(piece: Piece, row: Row, given: readonly string[] | undefined): void {
    const cells = given ?? this.#cells(piece, row);
    if (cells === undefined) return;
    const { found } = this.#options;
    const expected = this.#header?.length ?? 0;
    if (cells.length !== expected) {
      const why = `has ${cells.length} columns, and the first line has ${expected}`;
      found.fault('columns', why, piece);
      return;
    }
    try {
      found.found(this.#message?.(cells), piece);
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      found.fault('value', error.message, piece);
    }
  }

  /** Those of a row by itself; none, where it is empty or there is something wrong with it. */
  #cells(piece: Piece, { isTooLong }: Row): readonly string[] | undefined {
    const { found, row } = this.#options;
    const isText = isTooLong || isUtf8(piece.bytes);
    const cells = isTooLong || !isText ? undefined : cellsIn(piece.bytes, row.delimiter);
    if (isTooLong) found.fault('too-long', `has more than ${MAX_LINE_BYTES / 1024} KiB`, piece);
    else if (!isText) found.fault('no-utf8', 'is no UTF-8', piece);
    else if (cells instanceof CsvError) {
      found.fault('columns', whyNoRow(cells), piece);
    } else return cells;
    return undefined;
  }
}

/** The cells of many rows, parsed at once; nothing, where one of them is wrong or empty, and they have to be looked at one by one. */
function cellsOf(
  bytes: Buffer,
  rows: readonly Row[],
  delimiter: string,
): readonly (readonly string[])[] | undefined {
  const [first] = rows;
  if (first === undefined || rows.some(({ isTooLong }) => isTooLong)) return undefined;
  const block = bytes.subarray(first.start, rows.at(-1)?.end);
  if (!isUtf8(block)) return undefined;
  try {
    const cells = parseRows(block, delimiter);
    return cells.length === rows.length ? cells : undefined;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

function whyNoRow({ code }: CsvError): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'ends within a quote that is not closed: what follows the quote was taken for one row'
    : `is no row of CSV (${code})`;
}

/** The cells of one row; none, where it is empty. */
function cellsIn(bytes: Buffer, delimiter: string): readonly string[] | CsvError | undefined {
  try {
    return parseRows(bytes, delimiter)[0];
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}

function parseRows(bytes: Buffer, delimiter: string): string[][] {
  return parse(bytes, {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n'],
  });
}
