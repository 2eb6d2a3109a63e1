import type { CsvMapping } from './csv-mapping.js';
import type { ImportSource, ReadOptions } from './read-options.js';
import { readRecords } from './read-records.js';
import type { ImportRecord } from './record.js';

type Sources = ImportSource | readonly ImportSource[];
type Options = Omit<ReadOptions, 'format' | 'mapping'>;
type Records = AsyncGenerator<readonly ImportRecord[]>;

/** Reads messages of which each is a line of JSON. @throws ImportError for a source that is not there */
export function readNdjson(sources: Sources, options: Options = {}): Records {
  return readRecords(sources, { ...options, format: 'ndjson' });
}

/**
 * Reads messages in a JSON list, in bodies of requests, or one after another however they are laid out.
 * @throws ImportError for a source that is not there
 */
export function readJson(sources: Sources, options: Options = {}): Records {
  return readRecords(sources, { ...options, format: 'json' });
}

/** Reads CSV with a row of names at its top. @throws ImportError for a source that is not there, or a mapping that is wrong */
export function readCsv(
  sources: Sources,
  options: Options & { readonly mapping: CsvMapping },
): Records {
  return readRecords(sources, { ...options, format: 'csv' });
}
