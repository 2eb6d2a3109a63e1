import { appendFile, stat, truncate, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Log } from '../../lib/log/log.js';
import { contentsOf, LogStage, linesOf, readAll, readNumbers, segmentsOf } from './log-stage.js';

const stage = new LogStage();
afterEach(() => stage.end());

/** A folder whose log was closed with these numbers in it. */
async function aFolderWith(...numbers: readonly number[]): Promise<string> {
  const folder = await stage.newFolder();
  const log = await stage.open(folder);
  await log.append(linesOf(...numbers));
  await log.close();
  return folder;
}

async function lastSegment(folder: string): Promise<string> {
  const path = (await segmentsOf(folder)).at(-1);
  if (path === undefined) throw new Error('There is no segment.');
  return path;
}

describe('a log whose end was torn', () => {
  it.each([
    ['a part of a line', '{"n":3'],
    ['a whole text without its line feed', '{"n":3}'],
    ['zeros', '\0'.repeat(10_000)],
    ['a part of a line and zeros', `{"n":3,"text":"${'\0'.repeat(100_000)}`],
    ['a line that is no JSON', '{"n":3,"te\0\0\0\0\n'],
    ['a part of a long line', `{"text":"${'x'.repeat(300_000)}`],
  ])('is cut off after the last whole line: %s', async (_, rest) => {
    const folder = await aFolderWith(1, 2);
    await appendFile(await lastSegment(folder), rest);

    const log = await stage.open(folder);

    expect(await contentsOf(folder)).toEqual(['{"n":1}\n{"n":2}\n']);
    expect(await log.read(() => undefined)).toEqual({
      lines: 2,
      damaged: 0,
      tornBytes: Buffer.byteLength(rest),
    });
  });

  it('goes on after what was cut off', async () => {
    const folder = await aFolderWith(1, 2);
    await appendFile(await lastSegment(folder), '{"n":');

    const log = await stage.open(folder);
    await log.append(linesOf(3));

    expect(await readNumbers(log)).toEqual([1, 2, 3]);
  });

  it('is empty when nothing was whole', async () => {
    const folder = await aFolderWith(1);
    await writeFile(await lastSegment(folder), '\0\0\0');

    expect(await readNumbers(await stage.open(folder))).toEqual([]);
  });
});

describe('a log that is damaged inside', () => {
  it('skips and counts such lines', async () => {
    const folder = await aFolderWith(1);
    const invalidUtf8 = Buffer.from([0x22, 0xff, 0x22, 0x0a]);
    await appendFile(
      await lastSegment(folder),
      Buffer.concat([Buffer.from('{"n":\n\n'), invalidUtf8]),
    );
    await appendFile(await lastSegment(folder), '{"n":2}\n');

    const log = await stage.open(folder);

    expect(await readNumbers(log)).toEqual([1, 2]);
    expect(await log.read(() => undefined)).toEqual({ lines: 2, damaged: 3, tornBytes: 0 });
  });

  it('does not join the end of a segment to the beginning of the next', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder, { segmentBytes: 10 });
    await log.append(linesOf(1));
    await log.append(linesOf(2));
    await log.close();
    const [first = ''] = await segmentsOf(folder);
    await truncate(first, 4);

    const reopened = await stage.open(folder);

    expect(await readNumbers(reopened)).toEqual([2]);
    expect(await reopened.read(() => undefined)).toMatchObject({ damaged: 1 });
  });

  it('survives a file that has no line feed in 13 MB', async () => {
    const folder = await aFolderWith(1);
    await appendFile(await lastSegment(folder), `${'x'.repeat(13_000_000)}\n{"n":2}\n`);

    const log = await stage.open(folder);

    expect(await readNumbers(log)).toEqual([1, 2]);
  });
});

type Deed =
  | { readonly kind: 'append'; readonly texts: readonly string[] }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'cut'; readonly share: number };

const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('append' as const),
      texts: fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 5 }),
    }),
    fc.record({ kind: fc.constant('reopen' as const) }),
    fc.record({
      kind: fc.constant('cut' as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  ),
  { maxLength: 12 },
);

/** Cuts the last segment off at a byte, as a loss of power may. Says how many lines stay whole in it. */
async function cut(folder: string, share: number): Promise<void> {
  const path = (await segmentsOf(folder)).at(-1);
  if (path === undefined) return;
  const { size } = await stat(path);
  await truncate(path, Math.floor(size * share));
}

describe('any sequence of appends, reopenings and cuts of the last segment', () => {
  it('leaves whole lines, from the first on', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, fc.integer({ min: 20, max: 200 }), async (sequence, segmentBytes) => {
        const folder = await stage.newFolder();
        let log: Log = await stage.open(folder, { segmentBytes });
        let expected: string[] = [];
        for (const deed of sequence) {
          if (deed.kind === 'append') {
            const lines = deed.texts.map((text) => JSON.stringify(text));
            await log.append(lines);
            expected.push(...lines);
            continue;
          }
          await log.close();
          if (deed.kind === 'cut') await cut(folder, deed.share);
          const left = wholeLines(await contentsOf(folder));
          expect(left).toEqual(expected.slice(0, left.length));
          if (deed.kind === 'reopen') expect(left).toEqual(expected);
          expected = left;
          log = await stage.open(folder, { segmentBytes });
          expect(await readAll(log)).toEqual(expected);
        }
        await log.close();
        expect((await contentsOf(folder)).join('')).toBe(
          expected.map((line) => `${line}\n`).join(''),
        );
      }),
      { numRuns: 60 },
    );
  });
});

function wholeLines(contents: readonly string[]): string[] {
  return contents.flatMap((text) => text.split('\n').slice(0, -1));
}
