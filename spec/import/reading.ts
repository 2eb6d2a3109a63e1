import type { ReadOptions } from '../../lib/import/read-options.js';
import { readRecords } from '../../lib/import/read-records.js';
import type { ImportRecord, Position } from '../../lib/import/record.js';

/** Bytes as they may come: cut at these places. Every chunk is overwritten when the next is asked for, as those of files are. */
export async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  let start = 0;
  for (const end of places) {
    if (end === start) continue;
    const chunk = Buffer.from(bytes.subarray(start, end));
    yield chunk;
    chunk.fill(0x7b);
    start = end;
  }
}

export const NAME = 'a-source';

/** Reads bytes as a source, and gives all of its records. */
export async function readBytes(
  bytes: Buffer | string,
  options: ReadOptions & { readonly cuts?: readonly number[]; readonly at?: Position } = {},
): Promise<readonly ImportRecord[]> {
  const { cuts = [], at, ...rest } = options;
  const source = { name: NAME, bytes: pieces(Buffer.from(bytes), cuts) };
  const from = at === undefined ? {} : { from: { [NAME]: at } };
  return recordsOf(readRecords(source, { ...rest, ...from }));
}

export async function recordsOf(
  groups: AsyncIterable<readonly ImportRecord[]>,
): Promise<readonly ImportRecord[]> {
  const records: ImportRecord[] = [];
  for await (const group of groups) records.push(...group);
  return records;
}

/** What is told of a record, in short: `3 Order Completed`, `4 no-json`. */
export function told({ line, message, problem }: ImportRecord): string {
  return `${line} ${problem?.kind ?? (message as { readonly event?: string }).event}`;
}

/** Up to where a record was read. */
export function positionOf({ line, end, item }: ImportRecord): Position {
  return item === undefined ? { line, end } : { line, end, item };
}
