import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  type Checkpoint,
  readCheckpoint,
  removeCheckpoint,
  writeCheckpoint,
} from '../../../lib/cli/import/checkpoint-file.js';
import { differenceOf, identityOf } from '../../../lib/cli/import/source-identity.js';

const folder = mkdtempSync(join(tmpdir(), 'waybill-checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const checkpoint: Checkpoint<{ readonly delivered: number }> = {
  at: '2026-01-01T00:00:00.000Z',
  endpoint: 'http://localhost/v1/batch',
  key: 'abc',
  sources: [{ name: 'a.ndjson', bytes: 9, head: 'x', line: 3, end: 9, isDone: false }],
  account: { delivered: 3 },
};

describe('a checkpoint', () => {
  it('is read as it was written, again and again, and leaves nothing beside it', () => {
    const path = join(folder, 'kept', 'a.checkpoint');
    writeCheckpoint(path, checkpoint);
    const later = { ...checkpoint, account: { delivered: 4 } };
    writeCheckpoint(path, later);

    expect(readCheckpoint(path)).toMatchObject(later);
    expect(readdirSync(join(folder, 'kept'))).toEqual(['a.checkpoint']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('takes the place of what a crash left half', () => {
    const path = join(folder, 'b.checkpoint');
    writeCheckpoint(path, checkpoint);
    writeFileSync(`${path}.new`, '{"kind":"waybill imp');

    expect(readCheckpoint(path)).toMatchObject(checkpoint);
    writeCheckpoint(path, checkpoint);
    expect(readCheckpoint(path)).toMatchObject(checkpoint);
  });

  it('is none where there is no file, or where it was removed', () => {
    const path = join(folder, 'c.checkpoint');
    expect(readCheckpoint(path)).toBeUndefined();
    removeCheckpoint(path);
    writeCheckpoint(path, checkpoint);
    removeCheckpoint(path);
    expect(readCheckpoint(path)).toBeUndefined();
  });

  it.each([
    ['another file', '{"name":"waybill"}', 'is no checkpoint of waybill import'],
    ['no JSON', '{"kind":"waybill import check', 'is no checkpoint of waybill import'],
    ['a list', '[]', 'is no checkpoint of waybill import'],
    [
      'one of another version',
      '{"kind":"waybill import checkpoint","version":2}',
      'another version of Waybill',
    ],
  ])('is refused where it is %s', (_name, text, complaint) => {
    const path = join(folder, 'd.checkpoint');
    writeFileSync(path, text);
    expect(() => readCheckpoint(path)).toThrow(`${path} `);
    expect(() => readCheckpoint(path)).toThrow(complaint);
  });

  it('is named where it can not be written or read', () => {
    const path = join(folder, 'folder');
    mkdirSync(path);
    expect(() => writeCheckpoint(path, checkpoint)).toThrow(
      `The checkpoint ${path} can't be written: it is no file.`,
    );
    expect(() => readCheckpoint(path)).toThrow(
      `The checkpoint ${path} can't be read: it is a folder.`,
    );
  });
});

describe('the identity of a file', () => {
  const aFile = (text: string): string => {
    const path = join(folder, 'source.ndjson');
    writeFileSync(path, text);
    return path;
  };

  it('is the same for the same file', () => {
    const before = identityOf(aFile('{"a":1}\n'));
    expect(differenceOf(before, identityOf(before.name))).toBeUndefined();
  });

  it.each([
    ['{"a":1}\n{}\n', 'it had 8 bytes, and has 11 now'],
    ['{"a":2}\n', 'it begins with something else'],
  ])('is another for %j', (text, difference) => {
    const before = identityOf(aFile('{"a":1}\n'));
    expect(differenceOf(before, identityOf(aFile(text)))).toContain(difference);
  });
});
