import { afterEach, describe, expect, it } from '@jest/globals';
import { Child, commandOf } from './child.js';
import { LogStage, readNumbers, segmentsOf } from './log-stage.js';

const APPEND_LOAD = new URL('./programs/append-load.ts', import.meta.url);
const stage = new LogStage();
afterEach(() => stage.end());

/** After how many acknowledged lines the process is killed, round by round. */
const ROUNDS = [1, 4_000, 20_000, 333, 9_000];

describe('a process that is killed in the middle of a load', () => {
  it('loses nothing that it acknowledged, and has nothing twice', async () => {
    const folder = await stage.newFolder();
    const acknowledged: number[] = [];
    let next = 0;

    for (const count of ROUNDS) {
      const child = new Child(commandOf(APPEND_LOAD, folder, String(next)));
      await child.line(count - 1);
      await child.kill();
      acknowledged.push(...child.lines.map(Number));
      const log = await stage.open(folder);
      const numbers = await readNumbers(log);
      const { damaged } = await log.read(() => undefined);
      await log.close();

      const kept = new Set(numbers);
      expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
      expect(numbers.every((n, place) => place === 0 || n > (numbers[place - 1] ?? 0))).toBe(true);
      expect(damaged).toBe(0);
      next = (numbers.at(-1) ?? -1) + 1;
    }

    expect(acknowledged.length).toBeGreaterThan(30_000);
    expect((await segmentsOf(folder)).length).toBeGreaterThan(10);
  }, 60_000);
});
