import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_DOCUMENT_BYTES, MAX_LINE_BYTES } from '../../../lib/cli/plan/messages/line-reader.js';
import { placeText } from '../../../lib/cli/plan/messages/place.js';
import { type ReadTask, readMessages } from '../../../lib/cli/plan/messages/read-messages.js';
import { faultLines } from '../../../lib/cli/plan/messages/reading.js';
import { aFolder, aTrack, type Folder, lines } from './a-folder.js';

const A = aTrack('A');
const B = aTrack('B');
const C = aTrack('C');
const FILE = 'events.ndjson';

let folder: Folder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.dispose());

/** Reads, and tells the event of each message with its place, and what could not be used. */
async function read(inputs: readonly string[], given: Partial<ReadTask> = {}) {
  const events: string[] = [];
  const progress: string[] = [];
  const terminal = {
    write: () => undefined,
    complain: () => undefined,
    progress: (line: string) => void progress.push(line),
  };
  const report = await readMessages({
    inputs,
    terminal,
    onMessage: ({ event }, place) => {
      events.push(`${String(event)} ${placeText(place).replace(folder.path, '')}`);
    },
    ...given,
  });
  const faults = faultLines(report).map((line) => line.replaceAll(folder.path, ''));
  return { events, faults, progress, report };
}

function nested(levels: number): object {
  return levels === 1 ? {} : { inner: nested(levels - 1) };
}

const readFile = (contents: string | Buffer) => read([folder.write(FILE, contents)]);

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
    const { events, faults } = await readFile(contents);
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
    const { events, faults } = await readFile(contents);
    expect(events.map((event) => event.slice(0, 1))).toEqual(['A', 'C']);
    expect(faults).toEqual([expected]);
  });

  it('may have a message as deep as clients send', async () => {
    const { events, faults } = await readFile(lines(aTrack('A', nested(99))));
    expect([events, faults]).toEqual([['A /events.ndjson:1'], []]);
  });

  it('may have many broken lines, the first of which are told', async () => {
    const { faults, report } = await readFile(`${'{\n'.repeat(1)}${'nonsense\n'.repeat(20)}`);
    expect(report.faults['no-json']?.count).toBe(21);
    expect(faults[0]).toMatch(/^\/events\.ndjson:1, .*:5 and 16 more are no JSON; skipped\.$/);
  });

  it('may begin like a document that is too large to be one', async () => {
    const rest = lines(
      ...Array.from({ length: 1_000 }, () => aTrack('A', { text: 'x'.repeat(80_000) })),
    );
    expect(rest.length).toBeGreaterThan(MAX_DOCUMENT_BYTES);
    const { events, faults } = await readFile(`[\n${rest}`);
    expect(events).toHaveLength(1_000);
    expect(faults).toEqual(['/events.ndjson:1 is no JSON; skipped.']);
  });

  it('leaves out what a workspace did not accept', async () => {
    const { events, report } = await readFile(
      lines({ outcome: 'rejected', message: A }, { outcome: 'duplicate', message: A }),
    );
    expect([events, report.notAccepted, report.faults]).toEqual([[], 2, {}]);
  });

  it('shows how far it is', async () => {
    const { progress, report } = await readFile(lines(A, B));
    expect(progress[0]).toMatch(/events\.ndjson: 0\.0 of 0\.0 MB, 2 lines$/);
    expect(progress.at(-1)).toBe('');
    expect(report).toMatchObject({ messages: 2, lines: 2, bytes: lines(A, B).length });
  });
});

describe('what can not be read', () => {
  const packed = gzipSync(
    lines(...Array.from({ length: 2_000 }, (_, n) => aTrack(`Event ${n * 7919}`))),
  );

  it.each<readonly [string, () => string, RegExp]>([
    [
      'a file that is not there',
      () => `${folder.path}/none`,
      /^There is no file .*none\. Name a file/,
    ],
    ['a folder that is no workspace', () => folder.path, /has no log of a workspace/],
    [
      'gzip that ends early',
      () => folder.write('cut.gz', packed.subarray(0, 9_000)),
      /cut\.gz ends in the middle of its compressed data, after \d+ lines\./,
    ],
    [
      'gzip that is damaged',
      () =>
        folder.write(
          'bad.gz',
          Buffer.concat([packed.subarray(0, 4_000), Buffer.alloc(500, 7), packed.subarray(4_500)]),
        ),
      /bad\.gz is no gzip that can be unpacked, after \d+ lines:/,
    ],
    ['an address that is none', () => 'http://[', /is no address/],
  ])('%s is told', async (_, input, expected) => {
    await expect(read([input()])).rejects.toThrow(expected);
  });

  it('is told of a workspace that does not run', async () => {
    const { address, close } = await listen(() => [200, '']);
    await close();
    await expect(read([address])).rejects.toThrow(
      /^No workspace answers at http:\/\/127\.0\.0\.1:\d+: connect ECONNREFUSED .*\. Start it/,
    );
  });

  it('is told before anything is read', async () => {
    const events: unknown[] = [];
    const inputs = [folder.write(FILE, lines(A)), `${folder.path}/none`];
    await expect(
      read(inputs, { onMessage: (message) => void events.push(message) }),
    ).rejects.toThrow();
    expect(events).toEqual([]);
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
    const { events } = await read(['-'], { stdin: stdin() });
    expect(events).toEqual(['A standard input:1', 'B standard input:2']);
  });
});

describe('a workspace', () => {
  const entry = (seq: number, message: object, outcome = 'accepted') => ({
    seq,
    source: 'shop',
    receivedAt: '2026-01-31T12:00:00.000Z',
    outcome,
    message,
  });

  it('is read from its folder, also while it writes', async () => {
    folder.write('.waybill/log/00000002.ndjson', `${lines(entry(3, C))}{"seq":4,"sou`);
    folder.write('.waybill/log/00000001.ndjson', lines(entry(1, A), entry(2, B, 'rejected')));
    folder.write('.waybill/log/notes.txt', 'nothing');
    const expected = ['A /.waybill/log/00000001.ndjson:1', 'C /.waybill/log/00000002.ndjson:1'];

    for (const path of ['.waybill', '.waybill/log']) {
      const { events, faults, report } = await read([`${folder.path}/${path}`]);
      expect([events, faults, report.notAccepted]).toEqual([expected, [], 1]);
    }
  });

  it('is read after it was cleared', async () => {
    folder.write('cleared/log/00000003.ndjson', lines({ last: 7 }, entry(8, A)));
    const { events, faults } = await read([`${folder.path}/cleared`]);
    expect([events, faults]).toEqual([['A /cleared/log/00000003.ndjson:2'], []]);
    expect((await readFile(lines({ last: 7 }, A))).faults).toHaveLength(1);
  });

  it('is read from its address, page by page, up to what there was', async () => {
    const asked: string[] = [];
    const all = Array.from({ length: 2_500 }, (_, index) => entry(index + 1, A));
    const { address, close } = await listen((url) => {
      asked.push(url.search);
      const after = Number(url.searchParams.get('after'));
      const messages = all.slice(after, after + Number(url.searchParams.get('limit')));
      return [200, JSON.stringify({ messages, total: all.length, last: all.length })];
    });
    const { events, progress } = await read([address]);
    await close();

    expect(events).toHaveLength(2_500);
    expect(events.at(-1)).toBe(`A ${address}, message 2500`);
    expect(progress).toContain(`${address}: 2000 messages`);
    expect(asked).toEqual([
      '?outcome=accepted&order=asc&limit=1000&after=0',
      '?outcome=accepted&order=asc&limit=1000&after=1000&before=2501',
      '?outcome=accepted&order=asc&limit=1000&after=2000&before=2501',
    ]);
  });

  it.each<readonly [string, number, string]>([
    ['has nothing at that path', 404, 'Not found'],
    ['answers something else', 200, '<html>'],
    ['answers other JSON', 200, '{"messages":[{}],"last":1}'],
    ['fails', 503, '{"error":"not-recovered"}'],
  ])('is not what %s', async (_, status, text) => {
    const { address, close } = await listen(() => [status, text]);
    await expect(read([address])).rejects.toThrow(/is no workspace: \/api\/messages gave \d+\./);
    await close();
  });
});

type Answer = (url: URL) => readonly [status: number, text: string];

async function listen(answer: Answer) {
  const server = http.createServer((request, response) => {
    const [status, text] = answer(new URL(request.url ?? '/', 'http://localhost'));
    response.writeHead(status, { connection: 'close' }).end(text);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
  return { address: `http://127.0.0.1:${port}`, close };
}
