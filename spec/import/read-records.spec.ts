import { join } from 'node:path';
import zlib, { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_LINE_BYTES } from '../../lib/import/line-records.js';
import type { ReadOptions } from '../../lib/import/read-options.js';
import { readRecords } from '../../lib/import/read-records.js';
import { recordPlace } from '../../lib/import/record.js';
import { aFolder, aTrack, type Folder, lines } from '../cli/plan/a-folder.js';
import { NAME, positionOf, readBytes, recordsOf, told } from './reading.js';

const A = aTrack('A');
const B = aTrack('B');
const C = aTrack('C');

let folder: Folder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.dispose());

async function read(bytes: Buffer | string, options: ReadOptions = {}): Promise<readonly string[]> {
  return (await readBytes(bytes, options)).map(told);
}

async function readFiles(sources: string | readonly string[], options: ReadOptions = {}) {
  const records = await recordsOf(readRecords(sources, options));
  return records.map((record) => {
    const { message, problem } = record;
    const what = problem?.kind ?? (message as { readonly event?: string }).event;
    return `${recordPlace(record).replace(`${folder.path}/`, '')} ${what}`;
  });
}

describe('what a source is', () => {
  it.each([
    ['lines', lines(A, B), ['1 A', '2 B']],
    ['a last line without an end', lines(A, B).trimEnd(), ['1 A', '2 B']],
    ['lines that end as on Windows', lines(A, B).replaceAll('\n', '\r\n'), ['1 A', '2 B']],
    ['a byte order mark', `\uFEFF${lines(A)}`, ['1 A']],
    ['empty lines', `\n \r\n${lines(A)}\n\t\n${lines(B)}\n`, ['3 A', '6 B']],
    ['nothing', '', []],
    ['lines of bodies and lists', lines({ batch: [A, B] }, [C]), ['1 A', '1 B', '2 C']],
    ['lines of dead letters', lines({ reason: 'refused', at: '2026-01-01', message: A }), ['1 A']],
    ["lines of a workspace's log", lines({ seq: 7, outcome: 'accepted', message: A }), ['1 A']],
    ['one list', JSON.stringify([A, B]), ['1 A', '1 B']],
    ['one list, laid out', JSON.stringify([A, B], undefined, 2), ['1 A', '2 B']],
    [
      'a list with a message a line',
      `[\n${JSON.stringify(A)},\n${JSON.stringify(B)}\n]`,
      ['1 A', '2 B'],
    ],
    [
      'one body, laid out',
      JSON.stringify({ batch: [A, B], sentAt: 'x' }, undefined, 2),
      ['1 A', '2 B'],
    ],
    ['one message, laid out', JSON.stringify(A, undefined, 2), ['1 A']],
    [
      'messages, laid out',
      [A, B].map((one) => JSON.stringify(one, undefined, 2)).join('\n'),
      ['1 A', '2 B'],
    ],
  ])('is told by its beginning: %s', async (_name, text, expected) => {
    expect(await read(text)).toEqual(expected);
  });

  it('is told in a list and a body that are one very long line', async () => {
    const many = Array.from({ length: 20_000 }, () => A);

    expect(await read(JSON.stringify(many))).toHaveLength(20_000);
    expect(await read(JSON.stringify({ writeKey: 'k', batch: many }))).toHaveLength(20_000);
  });
});

describe('what is no message', () => {
  it.each([
    ['no JSON', 'oh no', 'no-json', 'is no JSON'],
    ['JSON that ends too early', '{"type":"track"', 'no-json', 'is no JSON'],
    ['no call', '{"type":"tracks"}', 'no-message', 'group, alias; found "tracks"'],
    ['an object without a type', '{"event":"A"}', 'no-message', 'group, alias; found nothing'],
    [
      'a dead letter of what was no message',
      '{"reason":"no-json","text":"oh no"}',
      'no-message',
      'is a dead letter without a message (no-json)',
    ],
    ['no object', '7', 'no-message', 'an object is needed; found a number'],
    [
      'what a workspace rejected',
      '{"outcome":"rejected","message":{"type":"track"}}',
      'no-message',
      'is no',
    ],
  ])(
    'is told with its line and its text, and the rest goes on: %s',
    async (_name, text, kind, why) => {
      const [first, bad, last] = await readBytes(`${lines(A)}${text}\n${lines(B)}`);

      expect([first, last].map((one) => told(one as NonNullable<typeof one>))).toEqual([
        '1 A',
        '3 B',
      ]);
      expect(bad).toMatchObject({ source: NAME, unit: 'line', line: 2, text });
      expect(bad?.problem).toEqual({ kind, text: expect.stringContaining(why) });
    },
  );

  it('is told where it is no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(lines(A)), Buffer.from([0x22, 0xff, 0x22, 0x0a])]);

    expect(await read(bytes)).toEqual(['1 A', '2 no-utf8']);
  });

  it('is a line that is too long, of which the beginning is told', async () => {
    const long = JSON.stringify(aTrack('x'.repeat(MAX_LINE_BYTES)));
    const [, bad, last] = await readBytes(`${lines(A)}${long}\n${lines(B)}`, { cuts: [700_000] });

    expect(bad).toMatchObject({
      line: 2,
      problem: { kind: 'too-long', text: 'has more than 1024 KiB' },
    });
    expect(bad?.text).toBe(long.slice(0, 64 * 1024));
    expect(told(last as NonNullable<typeof last>)).toBe('3 B');
  });

  it('takes no more memory than a line may have, however long it is', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const bytes = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from(lines(A));
      for (let count = 0; count < 1_024; count += 1) yield piece;
      yield Buffer.from(`\n${lines(B)}`);
    };
    const before = process.memoryUsage().rss;
    const records = await recordsOf(readRecords({ name: NAME, bytes: bytes() }));

    expect(records.map(told)).toEqual(['1 A', '2 too-long', '3 B']);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('is an item of a list, and the rest of the list goes on', async () => {
    const long = JSON.stringify(aTrack('x'.repeat(MAX_LINE_BYTES)));
    const text = `[\n${JSON.stringify(A)}, {"type":}, ${long},, 7 8, ${JSON.stringify(B)}]`;

    expect(await read(text, { format: 'json' })).toEqual([
      '1 A',
      '2 no-json',
      '3 too-long',
      '4 no-message',
      '5 no-message',
      '6 B',
    ]);
  });

  it('is a list that ends too early', async () => {
    const text = JSON.stringify([A, B], undefined, 1);

    expect(await read(text.slice(0, -1))).toEqual(['1 A', '2 B', '3 cut-short']);
    expect(await read(text.slice(0, -9))).toEqual(['1 A', '2 cut-short']);
  });
});

describe('packed sources', () => {
  it('are told by their first bytes', async () => {
    const path = folder.write('events.log', gzipSync(lines(A, B)));

    expect(await readFiles(path)).toEqual(['events.log:1 A', 'events.log:2 B']);
  });

  it('that are cut short are named, and the others go on', async () => {
    const many = lines(...Array.from({ length: 300 }, (_, index) => aTrack(`E${Math.sin(index)}`)));
    const packed = gzipSync(many);
    folder.write('cut/1.gz', packed.subarray(0, packed.length / 2));
    folder.write('cut/2.gz', gzipSync(lines(B)));
    const records = await recordsOf(readRecords(join(folder.path, 'cut')));
    const index = records.findIndex(({ problem }) => problem !== undefined);
    const broken = records[index];

    expect(index).toBeGreaterThan(10);
    expect(broken?.problem).toEqual({
      kind: 'cut-short',
      text: `ends in the middle of its compressed data, after ${index} lines: get the whole file`,
    });
    expect(records.slice(index + 1).map(told)).toEqual(['1 B']);
    // The whole file, read on from there, gives what was missing.
    const at = positionOf(broken as NonNullable<typeof broken>);
    expect(await readBytes(packed, { at })).toHaveLength(300 - index);
  });

  it('that are broken are named', async () => {
    const packed = gzipSync(lines(A));
    packed.fill(0xff, 12, 30);

    const [record] = await readBytes(packed);
    expect(record?.problem?.text).toMatch(/^is packed data that is broken, after 0 lines: /);
  });

  it('are read as Zstandard where Node.js can, and named where it can not', async () => {
    const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer };
    const packed = zstdCompressSync?.(Buffer.from(lines(A)));

    if (packed !== undefined) expect(await read(packed)).toEqual(['1 A']);
    else {
      const [record] = await readBytes(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]));
      expect(record?.problem?.text).toContain('which Node.js v20');
      expect(record?.problem?.text).toContain("can't unpack: use 22.15 or later");
    }
  });
});
