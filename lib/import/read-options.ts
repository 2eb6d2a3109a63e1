import type { CsvMapping } from './csv-mapping.js';
import type { Position } from './record.js';

/** What is read: a file, a pattern of names, a folder, `-` for standard input; or bytes, with a name for them. */
export type ImportSource =
  | string
  | { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> };

export type ImportFormat = 'ndjson' | 'json' | 'csv';

/** How sources are read. */
export interface ReadOptions {
  /** @default by the name (`.csv`, `.csv.gz`), else by the beginning of the content */
  readonly format?: ImportFormat | undefined;
  /** How the columns of CSV become messages. */
  readonly mapping?: CsvMapping | undefined;
  /** Where to go on: by the name of a source, how far it was read. What is not named is read from its beginning. */
  readonly from?: Readonly<Record<string, Position>> | undefined;
  /** Told of each piece that was read, with its bytes as they are stored, packed or not. */
  readonly onRead?: ((read: SourceProgress) => void) | undefined;
}

/** How far a source was read. */
export interface SourceProgress {
  readonly source: string;
  /** From its beginning, as they are stored. */
  readonly bytes: number;
  /** The size of the file, where that is known. */
  readonly size: number | undefined;
}
