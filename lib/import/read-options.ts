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
  /** Where to go on: for each source, by its name, how far it was read. A source that has its end there is read no further. */
  readonly from?: Readonly<Record<string, Position>> | undefined;
  /** Told when a source is opened and as it is read: bytes of the file, packed or not. */
  readonly onRead?: ((read: SourceProgress) => void) | undefined;
}

/** How far a source was read. */
export interface SourceProgress {
  readonly source: string;
  /** Bytes as they are stored. */
  readonly bytes: number;
  /** The size of the file, where that is known. */
  readonly size: number | undefined;
}
