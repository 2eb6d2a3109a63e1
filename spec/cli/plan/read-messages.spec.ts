import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_DOCUMENT_BYTES, MAX_LINE_BYTES } from '../../../lib/cli/plan/messages/line-reader.js';
import { aFolder, aTrack, type Folder, lines } from './a-folder.js';
import { readFileIn, readIn } from './read-in.js';

const A = aTrack('A');
const B = aTrack('B');
const C = aTrack('C');

let folder: Folder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.dispose());

function nested(levels: number): object {
  return levels === 1 ? {} : { inner: nested(levels - 1) };
}

describe('a file of messages', () => {
  it.each([
    ['lines', lines(A, B), ['A /events.ndjson:1', 'B /events.ndjson:2']],
    [
      'a last line without an end',
      lines(A, B).trimEnd(),
      ['A /events.ndjson:1', 'B /events.ndjson:2'],
    ],
    [
      'lines that end as on Windows',
      lines(A, B).replaceAll('\n', '\r\n'),
      ['A /events.ndjson:1', 'B /events.ndjson:2'],
    ],
    ['a byte order mark', `\uFEFF${lines(A)}`, ['A /events.ndjson:1']],
    [
      'empty lines',
      `\n \r\n${lines(A)}\n\t\n${lines(B)}\n`,
      ['A /events.ndjson:3', 'B /events.ndjson:6'],
    ],
    [
      'entries of a workspace',
      lines({ seq: 7, outcome: 'accepted', message: A }),
      ['A /events.ndjson:1'],
    ],
    [
      'bodies of requests',
      lines({ batch: [A, B] }, [C]),
      ['A /events.ndjson:1', 'B /events.ndjson:1', 'C /events.ndjson:2'],
    ],
    ['one list', JSON.stringify([A, B]), ['A /events.ndjson:1', 'B /events.ndjson:1']],
    [
      'one list, laid out',
      JSON.stringify([A, B], undefined, 2),
      ['A /events.ndjson, message 1', 'B /events.ndjson, message 2'],
    ],
    [
      'one body, laid out',
      JSON.stringify({ batch: [A, B] }, undefined, '\t'),
      ['A /events.ndjson, message 1', 'B /events.ndjson, message 2'],
    ],
    ['one message, laid out', JSON.stringify(A, undefined, 2), ['A /events.ndjson, message 1']],
    [
      'gzip, whatever it is called',
      gzipSync(lines(A, B)),
      ['A /events.ndjson:1', 'B /events.ndjson:2'],
    ],
    [
      'gzip in two parts',
      Buffer.concat([gzipSync(lines(A)), gzipSync(lines(B))]),
      ['A /events.ndjson:1', 'B /events.ndjson:2'],
    ],
    ['nothing', '', []],
  ])('may have %s', async (_, contents, expected) => {
    const { events, faults } = await readFileIn(folder, contents);
    expect(events).toEqual(expected);
    expect(faults).toEqual([]);
  });

  it.each<readonly [string, string | Buffer, string]>([
    [
      'a torn line',
      `${lines(A)}{"type":"tra\n${lines(C)}`,
      '/events.ndjson:2 is no JSON; skipped.',
    ],
    ['a torn end', `${lines(A, C)}{"type":"tra`, '/events.ndjson:3 is no JSON; skipped.'],
    [
      'a torn start, which looks like a document',
      `{"batch":[\n${lines(A, C)}`,
      '/events.ndjson:1 is no JSON; skipped.',
    ],
    [
      'a line of bytes',
      Buffer.concat([
        Buffer.from(lines(A)),
        Buffer.from([0x22, 0xff, 0x22, 10]),
        Buffer.from(lines(C)),
      ]),
      '/events.ndjson:2 is no UTF-8; skipped.',
    ],
    [
      'a huge line',
      `${lines(A)}"${'x'.repeat(MAX_LINE_BYTES)}"\n${lines(C)}`,
      '/events.ndjson:2 is longer than 1 MB; skipped.',
    ],
    [
      'a huge first line',
      `"${'x'.repeat(MAX_LINE_BYTES)}"\n${lines(A, C)}`,
      '/events.ndjson:1 is longer than 1 MB; skipped.',
    ],
    [
      'other JSON',
      lines(A, { event: 'A' }, C),
      '/events.ndjson:2 has no message of one of the six calls; skipped.',
    ],
    [
      'a call that there is not',
      lines(A, { type: 'trak' }, C),
      '/events.ndjson:2 has no message of one of the six calls; skipped.',
    ],
    [
      'a message that is nested too deep',
      `${lines(A)}{"type":"track","properties":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n${lines(C)}`,
      '/events.ndjson:2 is nested more than 100 levels deep; skipped.',
    ],
    [
      'an entry that is nested too deep',
      lines(A, { outcome: 'accepted', message: aTrack('B', nested(100)) }, C),
      '/events.ndjson:2 is nested more than 100 levels deep; skipped.',
    ],
    [
      'a list in a list',
      lines(A, [[B]], C),
      '/events.ndjson:2 has no message of one of the six calls; skipped.',
    ],
  ])('may have %s, which is told and skipped', async (_, contents, expected) => {
    const { events, faults } = await readFileIn(folder, contents);
    expect(events.map((event) => event.slice(0, 1))).toEqual(['A', 'C']);
    expect(faults).toEqual([expected]);
  });

  it('may have a message as deep as clients send', async () => {
    const { events, faults } = await readFileIn(folder, lines(aTrack('A', nested(99))));
    expect([events, faults]).toEqual([['A /events.ndjson:1'], []]);
  });

  it('may have many broken lines, the first of which are told', async () => {
    const { faults, report } = await readFileIn(
      folder,
      `${'{\n'.repeat(1)}${'nonsense\n'.repeat(20)}`,
    );
    expect(report.faults['no-json']?.count).toBe(21);
    expect(faults[0]).toMatch(/^\/events\.ndjson:1, .*:5 and 16 more are no JSON; skipped\.$/);
  });

  it('may begin like a document that is too large to be one', async () => {
    const rest = lines(
      ...Array.from({ length: 1_000 }, () => aTrack('A', { text: 'x'.repeat(80_000) })),
    );
    expect(rest.length).toBeGreaterThan(MAX_DOCUMENT_BYTES);
    const { events, faults } = await readFileIn(folder, `[\n${rest}`);
    expect(events).toHaveLength(1_000);
    expect(faults).toEqual(['/events.ndjson:1 is no JSON; skipped.']);
  });

  it('leaves out what a workspace did not accept', async () => {
    const { events, report } = await readFileIn(
      folder,
      lines({ outcome: 'rejected', message: A }, { outcome: 'duplicate', message: A }),
    );
    expect([events, report.notAccepted, report.faults]).toEqual([[], 2, {}]);
  });

  it('shows how far it is', async () => {
    const { progress, report } = await readFileIn(folder, lines(A, B));
    expect(progress[0]).toMatch(/events\.ndjson: 0\.0 of 0\.0 MB, 2 lines$/);
    expect(progress.at(-1)).toBe('');
    expect(report).toMatchObject({ messages: 2, lines: 2, bytes: lines(A, B).length });
  });
});

describe('standard input', () => {
  it.each([
    ['in pieces', [...Buffer.from(lines(A, B))].map((byte) => Buffer.from([byte]))],
    ['as gzip', [gzipSync(lines(A, B))]],
    ['as gzip in pieces', [...gzipSync(lines(A, B))].map((byte) => Buffer.from([byte]))],
  ])('may come %s', async (_, chunks) => {
    async function* stdin(): AsyncGenerator<Buffer> {
      yield* chunks;
    }
    const { events } = await readIn(folder, ['-'], { stdin: stdin() });
    expect(events).toEqual(['A standard input:1', 'B standard input:2']);
  });
});
