import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Log } from '../../lib/log/log.js';
import { contentsOf, LogStage, linesOf, readAll, readNumbers, segmentsOf } from './log-stage.js';

const stage = new LogStage();
afterEach(() => stage.end());

describe('a log', () => {
  it('has what was appended after it is opened again, in the order of the calls', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder);

    await Promise.all([log.append(linesOf(1, 2)), log.append([]), log.append(linesOf(3))]);
    await log.append(['{"text":"größer 🎈"}']);
    await log.close();

    const lines = await readAll(await stage.open(folder));
    expect(lines).toEqual([...linesOf(1, 2, 3), '{"text":"größer 🎈"}']);
  });

  it('passes on what a line says beside its text', async () => {
    const log = await stage.open(await stage.newFolder());
    await log.append(['{"n": 1}']);
    const heard: unknown[] = [];

    const reading = await log.read((line, value) => heard.push([line, value]));

    expect(heard).toEqual([['{"n": 1}', { n: 1 }]]);
    expect(reading).toEqual({ lines: 1, damaged: 0, tornBytes: 0 });
  });

  it('tells how far the reading is, segment by segment', async () => {
    const log = await stage.open(await stage.newFolder(), { segmentBytes: 1 });
    for (const n of [1, 2, 3]) await log.append(linesOf(n));
    const told: number[][] = [];

    await log.read(
      () => undefined,
      ({ readBytes, totalBytes }) => told.push([readBytes, totalBytes]),
    );

    const bytes = '{"n":1}\n'.length;
    expect(told).toEqual([0, 1, 2, 3].map((count) => [count * bytes, 3 * bytes]));
  });

  it('has lines on disk as soon as an append resolves', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder);

    await log.append(linesOf(1, 2));

    expect(await contentsOf(folder)).toEqual(['{"n":1}\n{"n":2}\n']);
  });

  it('reads lines that are longer than the chunks it reads', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder);
    const long = JSON.stringify('é'.repeat(700_000));

    await log.append([...linesOf(1), long, ...linesOf(2)]);

    expect(await readAll(log)).toEqual([...linesOf(1), long, ...linesOf(2)]);
  });

  it('lets others run while it reads', async () => {
    const log = await stage.open(await stage.newFolder());
    const text = 'x'.repeat(1_000);
    const lines = Array.from({ length: 3_000 }, (_, n) => JSON.stringify({ n, text }));
    await log.append(lines);
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    });
    const turnsSeen = new Set<number>();

    await log.read(() => turnsSeen.add(turns));
    clearInterval(ticking);

    expect(turnsSeen.size).toBeGreaterThan(1);
  });

  it('keeps a folder that it made out of git, and leaves others alone', async () => {
    const [made, found] = [await stage.newFolder(), await stage.emptyFolder()];

    await stage.open(made);
    await stage.open(found);

    expect(await readFile(join(made, '.gitignore'), 'utf8')).toBe('*\n');
    expect(await readdir(found)).not.toContain('.gitignore');
  });

  it('removes the oldest segments when there is too much', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder, { maxBytes: 4_000, segmentBytes: 500 });
    const appended = Array.from({ length: 2_000 }, (_, n) => n);
    const sizes: number[] = [];

    for (const n of appended) {
      await log.append(linesOf(n));
      if (n % 100 === 0) sizes.push(await bytesOf(folder));
    }

    const kept = await readNumbers(log);
    expect(kept).toEqual(appended.slice(-kept.length));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4_000);
    expect(await bytesOf(folder)).toBeGreaterThan(3_000);
  });

  it('goes on in the last segment, up to its size', async () => {
    const folder = await stage.newFolder();
    for (const n of [1, 2, 3, 4, 5]) {
      const log = await stage.open(folder, { segmentBytes: 20 });
      await log.append(linesOf(n));
      await log.close();
    }

    expect(await contentsOf(folder)).toEqual([
      '{"n":1}\n{"n":2}\n',
      '{"n":3}\n{"n":4}\n',
      '{"n":5}\n',
    ]);
  });

  it('forgets everything that was appended before it is cleared, and nothing after', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder, { segmentBytes: 20 });
    await log.append(linesOf(1, 2, 3, 4, 5));

    await Promise.all([log.append(linesOf(6)), log.clear(), log.append(linesOf(7))]);
    await log.close();

    expect(await readNumbers(await stage.open(folder))).toEqual([7]);
    expect(await segmentsOf(folder)).toHaveLength(1);
  });

  it('writes what waits when it is closed, and takes nothing after', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder);
    const appended = log.append(linesOf(1));

    await Promise.all([log.close(), log.close()]);
    await appended;

    await expect(log.append(linesOf(2))).rejects.toMatchObject({ code: 'closed' });
    expect(await readNumbers(await stage.open(folder))).toEqual([1]);
  });

  it('says so when its folder was removed, before long', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder, { syncMs: 1 });
    await log.append(linesOf(1));

    await rm(folder, { recursive: true });
    const appended = appendForever(log);

    await expect(appended).rejects.toMatchObject({ name: 'LogError', code: 'ENOENT' });
    await expect(log.append(linesOf(2))).rejects.toThrow(
      /was removed .* Start the workspace again/,
    );
  });

  it.each([
    ['a line feed', '{\n}'],
    ['more characters than can be read again', 'x'.repeat(4 * 1024 * 1024 + 1)],
  ])('takes no line with %s', async (_, line) => {
    const log = await stage.open(await stage.newFolder());

    await expect(log.append([line])).rejects.toThrow(RangeError);
  });

  it.each([
    ['maxBytes', { maxBytes: 3 }],
    ['segmentBytes', { segmentBytes: 0 }],
    ['syncMs', { syncMs: 1.5 }],
  ])('names %s when it is out of its bounds', async (name, options) => {
    await expect(stage.open(await stage.newFolder(), options)).rejects.toThrow(name);
  });
});

async function appendForever(log: Log): Promise<never> {
  for (;;) await log.append(linesOf(1));
}

async function bytesOf(folder: string): Promise<number> {
  const paths = await segmentsOf(folder);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
