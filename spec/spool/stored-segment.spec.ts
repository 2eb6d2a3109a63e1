import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linesOf } from '../../lib/spool/record-line.js';
import { headerText } from '../../lib/spool/segment-header.js';
import { StoredSegment } from '../../lib/spool/stored-segment.js';
import { SEEDED } from '../support/seed.js';
import { useStage } from '../support/stage.js';
import { aFolder, spoolables } from './a-spoolable.js';

const stage = useStage();
const HEADER = headerText({ source: 'abc', createdAt: '2026-01-01T00:00:00.000Z' });
const [one = '', two = '', three = ''] = linesOf(spoolables(3), 0)
  .toString()
  .split(/(?<=\n)/);

function stored(text: string | Buffer): StoredSegment {
  const path = join(aFolder(stage), '0000000001.ndjson');
  writeFileSync(path, text);
  return new StoredSegment(path);
}

/** What a segment with such a text is found to hold. */
async function found(text: string | Buffer) {
  const messages = await stored(text).read();
  if (messages === undefined) return undefined;
  const { records, damaged, isTorn } = messages;
  return [records.map(({ ordinal }) => ordinal).join(' '), damaged, isTorn ? 'torn' : 'whole'];
}

describe('a segment that lies there', () => {
  it.each([
    ['is whole', one + two + three, '0 1 2', 0, 'whole'],
    ['has nothing', '', '', 0, 'whole'],
    ['has a last line that is torn', one + two.slice(0, 30), '0', 0, 'torn'],
    ['has a last line without its line feed alone', one + two.trimEnd(), '0 1', 0, 'whole'],
    ['ends with zeros', `${one}${two}\0\0\0\0`, '0 1', 0, 'torn'],
    ['ends with a torn line and zeros', `${one}${two.slice(0, 30)}\0\0\0\0`, '0', 0, 'torn'],
    ['has a hole of zeros', `${one}\0\0\0\0${three}`, '0 2', 0, 'whole'],
    [
      'has a piece of a line, then a hole',
      `${one}${two.slice(0, 9)}\0\0${three}`,
      '0 2',
      1,
      'whole',
    ],
    ['has damage in the midst', one + two.replace('m-2', 'm-X') + three, '0 2', 1, 'whole'],
    ['has damage at its end', one + two.replace('m-2', 'm-X'), '0', 1, 'whole'],
    ['has a strange line', `${one}hello\n${three}`, '0 2', 1, 'whole'],
  ])('that %s', async (_what, text, records, damaged, end) => {
    expect(await found(HEADER + text)).toEqual([records, damaged, end]);
  });

  it.each(['', '{"some":"thing"}\n', 'hello', HEADER.slice(0, 20)])(
    'is none of Waybill’s: %j',
    async (text) => {
      expect(await found(text)).toBeUndefined();
      expect(stored(text).source).toBeUndefined();
    },
  );

  it('gives, whatever byte changes, the other messages, and counts the one', async () => {
    const whole = Buffer.from(HEADER + one + two + three);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const body = whole.length - HEADER.length;
        const index = HEADER.length + (at % body);
        const changed = Buffer.from(whole);
        changed[index] = (changed[index] ?? 0) ^ flip;
        const messages = await stored(changed).read();
        const ids = messages?.records.map(({ json }) => JSON.parse(json.toString()).messageId);
        // Where a line feed changes, two lines are one; the last is not missed.
        expect(ids?.length).toBeGreaterThanOrEqual(1);
        expect(['m-1', 'm-2', 'm-3']).toEqual(expect.arrayContaining(ids ?? []));
        if (ids?.length === 3) return;
        expect((messages?.damaged ?? 0) + Number(messages?.isTorn)).toBeGreaterThan(0);
      }),
      { ...SEEDED, numRuns: 100 },
    );
  });

  it('knows whose it is and how long, and nothing where it is gone', () => {
    const segment = stored(HEADER + one);
    expect([segment.source, segment.bytes]).toEqual(['abc', HEADER.length + one.length]);
    const gone = new StoredSegment(join(aFolder(stage), 'gone.ndjson'));
    expect([gone.source, gone.bytes]).toEqual([undefined, 0]);
  });

  it('leaves out what is done, and goes with that when it is finished', async () => {
    const segment = stored(HEADER + one + two + three);
    await segment.done([0, 1]);
    await segment.done([]);
    expect((await segment.read())?.records.map(({ ordinal }) => ordinal)).toEqual([2]);

    await segment.finish({ isDamaged: false });
    expect(readdirSync(join(segment.path, '..'))).toEqual([]);
    await segment.finish({ isDamaged: false });
  });

  it('is kept under another name where it was damaged', async () => {
    const segment = stored(HEADER + one);
    await segment.done([0]);
    await segment.finish({ isDamaged: true });
    expect(readdirSync(join(segment.path, '..'))).toEqual(['0000000001.ndjson.damaged']);
    expect(existsSync(segment.path)).toBe(false);
  });
});
