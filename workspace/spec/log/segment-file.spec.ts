import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SegmentFile } from '../../lib/log/segment-file.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-segment-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('the file of a segment', () => {
  it.each([
    { name: 'a sync', syncs: 1 },
    { name: 'several syncs', syncs: 5 },
  ])('that is closed during $name lets it come to its end', async ({ name, syncs }) => {
    for (let number = 0; number < 20; number += 1) {
      const path = join(folder, `${name} ${number}.ndjson`);
      const file = await SegmentFile.open(path);
      await file.append(Buffer.from('{}\n'));
      const syncing = Array.from({ length: syncs }, () => file.sync());
      // The last is not the one that takes longest.
      await syncing.at(-1);
      const all = await Promise.all([Promise.allSettled(syncing), file.close()]);
      expect(all[0].map(({ status }) => status)).toEqual(syncing.map(() => 'fulfilled'));
      expect(await readFile(path, 'utf8')).toBe('{}\n');
    }
  });
});
