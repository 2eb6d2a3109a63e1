import { ByteSource } from './byte-source.js';
import { chunksOfFile } from './chunks.js';
import { CsvRecords } from './csv-records.js';
import { CsvRow } from './csv-row.js';
import { type FoundSource, findSources } from './find-sources.js';
import { formatOf } from './format-of.js';
import { FoundMessages } from './found-messages.js';
import { ImportError } from './import-error.js';
import { JsonRecords } from './json-records.js';
import { LineRecords, type RecordReader } from './line-records.js';
import type { ImportSource, ReadOptions } from './read-options.js';
import type { ImportRecord, Position } from './record.js';

/**
 * Reads sources one after another, in constant memory. Records come in groups, one for each piece that was read. What can't be
 * used is a record with a problem, and reading goes on behind it.
 *
 * @example
 * for await (const records of readRecords('events/*.ndjson.gz')) for (const { message } of records) console.log(message);
 * @throws ImportError for a source that is not there, or a mapping that is wrong: before the first record.
 */
export function readRecords(
  sources: ImportSource | readonly ImportSource[],
  options: ReadOptions = {},
): AsyncGenerator<readonly ImportRecord[]> {
  const found = findSources(sources);
  const row = options.mapping === undefined ? undefined : new CsvRow(options.mapping);
  return readAll(found, { ...options, row });
}

interface Reading extends ReadOptions {
  readonly row: CsvRow | undefined;
}

async function* readAll(
  sources: readonly FoundSource[],
  reading: Reading,
): AsyncGenerator<readonly ImportRecord[]> {
  for (const source of sources) yield* readOne(source, reading);
}

/** The messages of a group are in memory at once: few of them outlive the engine's next look for garbage. */
const GROUP_BYTES = 64 * 1024;

async function* readOne(
  source: FoundSource,
  reading: Reading,
): AsyncGenerator<readonly ImportRecord[]> {
  const { name } = source;
  const from = Object.hasOwn(reading.from ?? {}, name) ? reading.from?.[name] : undefined;
  let position: Position = from ?? { line: 0, end: 0 };
  let unit: 'line' | 'item' = 'line';
  let bytes: ByteSource | undefined;
  try {
    bytes = await openBytes(source, reading.onRead);
    const format = reading.format ?? formatOf(name, bytes.head);
    unit = format === 'json' ? 'item' : 'line';
    const found = new FoundMessages({ source: name, unit, from });
    const reader = readerOf(format, { name, found, from, head: bytes.head, reading });
    for await (const chunk of bytes.read(from?.end ?? 0)) {
      for (let start = 0; start < chunk.length; start += GROUP_BYTES) {
        reader.push(chunk.subarray(start, start + GROUP_BYTES));
        position = reader.position;
        const records = found.take();
        if (records.length > 0) yield records;
      }
    }
    reader.end();
    const records = found.take();
    if (records.length > 0) yield records;
  } catch (error) {
    yield [broken(error, { source: name, unit, position })];
  } finally {
    await bytes?.close();
  }
}

function openBytes(source: FoundSource, onRead: ReadOptions['onRead']): Promise<ByteSource> {
  const { name, path, size, open } = source;
  const seek =
    path === undefined
      ? undefined
      : (from: number) => watched(chunksOfFile(path, from), source, { onRead, before: from });
  return ByteSource.open({
    name,
    seek,
    size,
    bytes: watched(open(), source, { onRead, before: 0 }),
  });
}

interface ReaderParts {
  readonly name: string;
  readonly found: FoundMessages;
  readonly from: Position | undefined;
  readonly head: Buffer;
  readonly reading: Reading;
}

function readerOf(
  format: 'ndjson' | 'json' | 'csv',
  { name, found, from, head, reading: { row } }: ReaderParts,
): RecordReader {
  if (format === 'ndjson') return new LineRecords(found, from);
  if (format === 'json') return new JsonRecords(found, from);
  if (row !== undefined) return new CsvRecords({ name, found, from, head, row });
  throw new ImportError(
    `${name} is CSV, and nothing says how its columns become messages: give a mapping (--map).`,
  );
}

async function* watched<Chunk extends Uint8Array>(
  chunks: AsyncIterable<Chunk>,
  { name, size }: FoundSource,
  { onRead, before }: { readonly onRead: ReadOptions['onRead']; readonly before: number },
): AsyncGenerator<Chunk> {
  let bytes = before;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    onRead?.({ source: name, bytes, size });
    yield chunk;
  }
}

interface Where {
  readonly source: string;
  readonly unit: 'line' | 'item';
  readonly position: Position;
}

/** A source that can't be read on is told as a record, and the others are read. @throws what is no fault of the source */
function broken(error: unknown, { source, unit, position }: Where): ImportRecord {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof ImportError) throw error;
  const after = `after ${position.line} ${unit}s`;
  const problem =
    code === 'Z_BUF_ERROR'
      ? ({
          kind: 'cut-short',
          text: `ends in the middle of its compressed data, ${after}: get the whole file`,
        } as const)
      : ({ kind: 'unreadable', text: unreadable(code, message, after) } as const);
  return { source, unit, ...position, problem };
}

function unreadable(code: string, message: string, after: string): string {
  if (code === 'ERR_NO_ZSTD') return message;
  const isPacked = code.startsWith('Z_') || code.startsWith('ZSTD_');
  return `${isPacked ? 'is packed data that is broken' : "can't be read on"}, ${after}: ${message}`;
}
