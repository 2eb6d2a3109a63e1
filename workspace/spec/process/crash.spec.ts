import { afterEach, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import { Child, commandOf } from '../log/child.js';
import { LogStage } from '../log/log-stage.js';
import { BURST, keptAt, Load, type Moment } from './load.js';

const RUN_WORKSPACE = new URL('./programs/run-workspace.ts', import.meta.url);
const ROUNDS = 4;
const MAX_SECONDS = 1.5;

const stage = new LogStage();
const children: Child[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) await child.kill();
  await stage.end();
});

async function run(folder: string): Promise<{ readonly url: string; readonly child: Child }> {
  const child = new Child(commandOf(RUN_WORKSPACE, folder));
  children.push(child);
  return { url: await child.line(0), child };
}

function aMoment(): Moment {
  return {
    seconds: Math.random() * MAX_SECONDS,
    answers: Math.floor(Math.random() * BURST),
  };
}

/** What has to be there and is not. */
function missing(wanted: readonly number[], kept: readonly number[]): number[] {
  const found = new Set(kept);
  return wanted.filter((n) => !found.has(n));
}

function inOrder(numbers: readonly number[]): number[] {
  return [...numbers].sort((one, other) => one - other);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

/** Expects of a workspace that started again what it answered for, and that it takes the rest, each once. */
async function expectKept(url: string, load: Load, moments: readonly Moment[]): Promise<void> {
  const kept = await keptAt(url);
  const lost = missing(load.acknowledged, kept);
  expect({ moments, lost }).toEqual({ moments, lost: [] });
  expect({ moments, twice: kept.length - new Set(kept).size }).toEqual({ moments, twice: 0 });
  await load.repeat(url);
  expect(load.unanswered).toEqual([]);
  expect(inOrder(await keptAt(url))).toEqual(upTo(load.size));
}

describe('a workspace that is killed under a load of 5 000 events a second', () => {
  it('has all that it answered for, each once, and takes repeats of the rest', async () => {
    const folder = await stage.newFolder();
    const load = new Load();
    const moments: Moment[] = [];
    let cut = 0;

    for (let round = 0; round < ROUNDS; round += 1) {
      const { url, child } = await run(folder);
      await expectKept(url, load, moments);
      const moment = aMoment();
      moments.push(moment);
      await load.run(url, moment, () => child.kill());
      cut += load.unanswered.length;
    }

    const { url } = await run(folder);
    await expectKept(url, load, moments);
    // Else the kills came too late to say anything.
    expect(cut).toBeGreaterThan(0);
  }, 120_000);
});

describe('a workspace that is closed under such a load', () => {
  it('has all that it answered for when it starts again, each once', async () => {
    const folder = await stage.newFolder();
    const load = new Load();

    for (let round = 0; round < 3; round += 1) {
      const workspace = await startWorkspace({ folder });
      await load.repeat(workspace.url);
      await load.run(workspace.url, { seconds: 0.5, answers: round * 4 }, () => workspace.close());
    }

    const workspace = await startWorkspace({ folder });
    const lost = missing(load.acknowledged, await keptAt(workspace.url));
    await load.repeat(workspace.url);
    const after = await keptAt(workspace.url);
    await workspace.close();
    expect(lost).toEqual([]);
    expect(load.unanswered).toEqual([]);
    expect(inOrder(after)).toEqual(upTo(load.size));
  }, 60_000);
});
