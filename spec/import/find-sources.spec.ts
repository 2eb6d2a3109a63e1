import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReadOptions, SourceProgress } from '../../lib/import/read-options.js';
import { readRecords } from '../../lib/import/read-records.js';
import { recordPlace } from '../../lib/import/record.js';
import { aFolder, aTrack, type Folder, lines } from '../cli/plan/a-folder.js';
import { NAME, positionOf, readBytes, recordsOf } from './reading.js';

const A = aTrack('A');
const B = aTrack('B');
const C = aTrack('C');

let folder: Folder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.dispose());

async function readFiles(sources: string | readonly string[], options: ReadOptions = {}) {
  const records = await recordsOf(readRecords(sources, options));
  return records.map((record) => {
    const { message, problem } = record;
    const what = problem?.kind ?? (message as { readonly event?: string }).event;
    return `${recordPlace(record).replace(`${folder.path}/`, '')} ${what}`;
  });
}

describe('several sources', () => {
  it("of a folder are read in the order of their names, as Segment's raw logs are laid out", async () => {
    for (const [day, name, event] of [
      ['1735776000000', '2', 'C'],
      ['1735689600000', '1', 'A'],
      ['1735689600000', '2', 'B'],
    ] as const) {
      folder.write(`segment-logs/a-source/${day}/${name}.gz`, gzipSync(lines(aTrack(event))));
    }
    folder.write('segment-logs/a-source/README.md', 'no messages');

    expect(await readFiles(join(folder.path, 'segment-logs'))).toEqual([
      'segment-logs/a-source/1735689600000/1.gz:1 A',
      'segment-logs/a-source/1735689600000/2.gz:1 B',
      'segment-logs/a-source/1735776000000/2.gz:1 C',
    ]);
  });

  it('may be named by a pattern', async () => {
    folder.write('many/b.ndjson', lines(B));
    folder.write('many/a.ndjson', lines(A));
    folder.write('many/[c].ndjson', lines(C));

    expect(await readFiles(join(folder.path, 'many/?.ndjson'))).toEqual([
      'many/a.ndjson:1 A',
      'many/b.ndjson:1 B',
    ]);
    expect(await readFiles(join(folder.path, 'many/[c].ndjson'))).toEqual(['many/[c].ndjson:1 C']);
  });

  it('are looked for before the first is read', () => {
    const there = folder.write('there.ndjson', lines(A));
    mkdirSync(join(folder.path, 'empty'), { recursive: true });
    const missing = join(folder.path, 'missing');

    expect(() => readRecords([there, missing])).toThrow(`There is no file ${missing}. Name files`);
    expect(() => readRecords(`${missing}*`)).toThrow(`There is no file ${missing}*.`);
    expect(() => readRecords(join(folder.path, 'empty'))).toThrow('has no file to import');
    expect(() => readRecords([])).toThrow('There is nothing to import');
    expect(() => readRecords([there, there])).toThrow('is named twice');
    expect(() => readRecords({ name: 'x' } as never)).toThrow(
      'A source is the name of a file, or an',
    );
  });

  it('tell how far they were read, from where they are read on', async () => {
    const text = lines(A, B, C);
    const path = folder.write('progress.ndjson', text);
    const [, second] = await recordsOf(readRecords(path));
    const seen: SourceProgress[] = [];
    const from = { [path]: positionOf(second as NonNullable<typeof second>) };
    const read = await readFiles(path, { from, onRead: (progress) => seen.push(progress) });

    expect(read).toEqual(['progress.ndjson:3 C']);
    expect(seen.at(-1)).toEqual({ source: path, bytes: text.length, size: text.length });
  });

  it('that are shorter than they were are named', async () => {
    const at = { line: 9, end: 900 };

    await expect(readBytes(lines(A), { at })).rejects.toThrow(
      `${NAME} has ${lines(A).length} bytes, and was read up to byte 900 before: it is another file.`,
    );
    const path = folder.write('short.ndjson', lines(A));
    await expect(readFiles(path, { from: { [path]: at } })).rejects.toThrow('it is another file');
  });
});
