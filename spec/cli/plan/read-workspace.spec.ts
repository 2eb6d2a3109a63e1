import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFolder, aTrack, type Folder, lines } from './a-folder.js';
import { listen } from './listen.js';
import { readFileIn, readIn } from './read-in.js';

const A = aTrack('A');
const B = aTrack('B');
const C = aTrack('C');

let folder: Folder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.dispose());

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
      const { events, faults, report } = await readIn(folder, [`${folder.path}/${path}`]);
      expect([events, faults, report.notAccepted]).toEqual([expected, [], 1]);
    }
  });

  it('is read after it was cleared', async () => {
    folder.write('cleared/log/00000003.ndjson', lines({ last: 7 }, entry(8, A)));
    const { events, faults } = await readIn(folder, [`${folder.path}/cleared`]);
    expect([events, faults]).toEqual([['A /cleared/log/00000003.ndjson:2'], []]);
    expect((await readFileIn(folder, lines({ last: 7 }, A))).faults).toHaveLength(1);
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
    const { events, progress } = await readIn(folder, [address]);
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
    await expect(readIn(folder, [address])).rejects.toThrow(
      /is no workspace: \/api\/messages gave \d+\./,
    );
    await close();
  });
});
