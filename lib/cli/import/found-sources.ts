import { type FoundSource, findSources } from '../../import/find-sources.js';
import { ImportError } from '../../import/import-error.js';
import type { ReadOptions } from '../../import/read-options.js';
import { readRecords } from '../../import/read-records.js';
import type { ImportRecord } from '../../import/record.js';
import { UsageError } from '../terminal.js';
import { ReadBytes } from './read-bytes.js';
import type { Resumption } from './resumption.js';

const STDIN = '-';

/** Finds what was named, all of it. @throws UsageError for what is not there */
export function foundSources(inputs: readonly string[]): readonly FoundSource[] {
  return asUsage(() => findSources(inputs));
}

export interface OpenedSources {
  readonly records: AsyncIterable<readonly ImportRecord[]>;
  readonly bytes: ReadBytes;
}

/** Reads what is left, from where it is to go on, and counts its bytes. @throws UsageError for a mapping that is wrong */
export function openSources(
  { done, left, from }: Pick<Resumption, 'done' | 'left' | 'from'>,
  { inputs, ...options }: ReadOptions & { readonly inputs: readonly string[] },
): OpenedSources {
  const before = sizeOf(done);
  const isKnown = left.every(({ head }) => head !== '');
  const bytes = new ReadBytes({ before, total: isKnown ? before + sizeOf(left) : 0 });
  const onRead: ReadOptions['onRead'] = (read) => bytes.read(read);
  // Standard input is alone in having another name than the one that it was given.
  const names = left.map(({ name }) => (isKnown || !inputs.includes(STDIN) ? name : nameOf(name)));
  const records =
    names.length === 0
      ? nothing()
      : asUsage(() => readRecords(names, { ...options, from, onRead }));
  return { records, bytes };
}

function nameOf(name: string): string {
  return name === 'standard input' ? STDIN : name;
}

function sizeOf(sources: readonly { readonly bytes: number }[]): number {
  return sources.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function* nothing(): AsyncGenerator<readonly ImportRecord[]> {
  // Everything was read before.
}

function asUsage<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof ImportError) throw new UsageError(error.message);
    throw error;
  }
}
