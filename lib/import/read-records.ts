import type { ReadOptions, ImportSource } from './read-options.js';
import type { ImportRecord } from './record.js';

/**
 * Reads sources one after another, in constant memory. Records come in groups, one for each piece that was read. What can't be
 * used is a record with a problem, and reading goes on behind it.
 * @throws ImportError for a source that is not there, or a mapping that is wrong: before the first record.
 */
export async function* readRecords(
  _sources: ImportSource | readonly ImportSource[],
  _options: ReadOptions = {},
): AsyncGenerator<readonly ImportRecord[]> {
  throw new Error('Not built yet.');
}
