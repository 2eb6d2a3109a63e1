import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFolder, aTrack, type Folder, lines } from './a-folder.js';
import { listen } from './listen.js';
import { readIn } from './read-in.js';

let folder: Folder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.dispose());

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
    await expect(readIn(folder, [input()])).rejects.toThrow(expected);
  });

  it('is told of a workspace that does not run', async () => {
    const { address, close } = await listen(() => [200, '']);
    await close();
    await expect(readIn(folder, [address])).rejects.toThrow(
      /^No workspace answers at http:\/\/127\.0\.0\.1:\d+: connect ECONNREFUSED .*\. Start it/,
    );
  });

  it('is told before anything is read', async () => {
    const events: unknown[] = [];
    const inputs = [folder.write('events.ndjson', lines(aTrack('A'))), `${folder.path}/none`];
    await expect(
      readIn(folder, inputs, { onMessage: (message) => void events.push(message) }),
    ).rejects.toThrow();
    expect(events).toEqual([]);
  });
});
