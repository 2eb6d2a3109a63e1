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
  it('that is closed during a sync lets it come to its end', async () => {
    for (let number = 0; number < 20; number += 1) {
      const path = join(folder, `${number}.ndjson`);
      const file = await SegmentFile.open(path);
      await file.append(Buffer.from('{}\n'));
      const syncing = file.sync();
      await Promise.all([file.close(), expect(syncing).resolves.toBeUndefined()]);
      expect(await readFile(path, 'utf8')).toBe('{}\n');
    }
  });
});
