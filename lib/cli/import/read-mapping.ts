import { readFileSync } from 'node:fs';
import { fileFault } from '../../dead-letters/file-fault.js';
import type { CsvMapping } from '../../import/csv-mapping.js';
import { UsageError } from '../terminal.js';

/** Reads a mapping. What is in it is checked by whoever reads CSV. @throws UsageError */
export function readMapping(file: string): CsvMapping {
  const text = textOf(file);
  try {
    return JSON.parse(text) as CsvMapping;
  } catch (error) {
    throw new UsageError(`The mapping ${file} is no JSON: ${(error as Error).message}.`);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The mapping ${file} can't be read: ${fileFault(error)}`);
  }
}
