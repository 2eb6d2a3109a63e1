import { type Stats, statSync } from 'node:fs';
import { isAbsolute, sep } from 'node:path';
import { globSync } from 'tinyglobby';
import { chunksOfFile } from './chunks.js';
import { ImportError } from './import-error.js';
import type { ImportSource } from './read-options.js';

/** A source that is there. */
export interface FoundSource {
  readonly name: string;
  /** Of a file. */
  readonly path: string | undefined;
  /** The bytes of the file, where they are known. */
  readonly size: number | undefined;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** What is read of a folder, at any depth. */
const FILES = ['**/*.{ndjson,jsonl,json,log,csv}', '**/*.{gz,zst}'];
const STDIN = '-';

/**
 * Finds what is to be read, all of it before the first is read. The files of a folder and of a pattern are sorted by name, as the
 * hours and days of Segment's raw logs are. @throws ImportError for what is not there
 */
export function findSources(given: ImportSource | readonly ImportSource[]): readonly FoundSource[] {
  const sources = Array.isArray(given)
    ? (given as readonly ImportSource[])
    : [given as ImportSource];
  if (sources.length === 0) throw new ImportError('There is nothing to import: name a file.');
  const found = sources.flatMap(sourcesOf);
  const names = new Set<string>();
  for (const { name } of found) {
    if (names.has(name)) throw new ImportError(`${name} is named twice: each source is read once.`);
    names.add(name);
  }
  return found;
}

function sourcesOf(source: ImportSource): readonly FoundSource[] {
  if (typeof source !== 'string') return [bytesSource(source)];
  if (source === STDIN) return [bytesSource({ name: 'standard input', bytes: process.stdin })];
  const stats = statSync(source, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return filesOf(source);
  return stats === undefined ? matching(source) : [fileSource(source, stats)];
}

function bytesSource(source: Exclude<ImportSource, string>): FoundSource {
  const { name, bytes } = (source ?? {}) as Partial<typeof source>;
  if (typeof name !== 'string' || typeof bytes?.[Symbol.asyncIterator] !== 'function') {
    throw new ImportError(
      'A source is the name of a file, or an object with a name and bytes: { name, bytes: createReadStream(…) }.',
    );
  }
  return { name, path: undefined, size: undefined, open: () => bytes };
}

function fileSource(path: string, stats: Stats): FoundSource {
  // What is no file, as a named pipe, has no places to go to.
  const isFile = stats.isFile();
  return {
    name: path,
    path: isFile ? path : undefined,
    size: isFile ? stats.size : undefined,
    open: () => chunksOfFile(path),
  };
}

function filesOf(folder: string): readonly FoundSource[] {
  const found = sorted(globSync(FILES, { cwd: folder, dot: false }));
  if (found.length > 0) return found.map((name) => named(join(folder, name)));
  throw new ImportError(
    `The folder ${folder} has no file to import: what is read there ends in .ndjson, .jsonl, .json, .log, .csv, .gz or .zst.`,
  );
}

function matching(pattern: string): readonly FoundSource[] {
  const options = { absolute: isAbsolute(pattern) };
  const isPattern = /[*?[{(]/.test(pattern);
  const found = isPattern ? sorted(globSync(pattern.replaceAll('\\', '/'), options)) : [];
  if (found.length > 0) return found.map(named);
  throw new ImportError(
    `There is no file ${pattern}. Name files, patterns such as 'events/*.ndjson', folders, or - for standard input.`,
  );
}

function join(folder: string, name: string): string {
  return folder.endsWith('/') || folder.endsWith(sep) ? `${folder}${name}` : `${folder}/${name}`;
}

function sorted(names: readonly string[]): readonly string[] {
  return [...names].sort((one, other) => (one < other ? -1 : 1));
}

function named(path: string): FoundSource {
  return fileSource(path, statSync(path));
}
