import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Line } from '../../lib/client/line.js';
import { Context } from '../../lib/pipeline/context.js';
import { processed } from '../../lib/pipeline/processed.js';
import { functionStep, type PreparedStep, runSteps } from '../../lib/pipeline/step.js';
import type { Limit } from '../../lib/pipeline/within.js';
import { anEvent } from '../pipeline/an-event.js';
import { aPromise } from '../support/a-promise.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { SEED, SEEDED } from '../support/seed.js';
import { anEntry } from './an-entry.js';

let clock: ManualClock;
let limit: Limit;
/** What became of the messages of a line: `through 1`, `given up 2`, `hurried`. */
let told: string[];
let isLoading: boolean;
/** The messages that are in plugins now. */
let inside: string[];
/** Lets a message out of its plugin. */
let gates: Map<string, (isKept: boolean) => void>;

beforeEach(() => {
  clock = new ManualClock();
  limit = { clock, timeoutMs: 1_000 };
  told = [];
  isLoading = false;
  inside = [];
  gates = new Map();
});

function aLine(maxInPlugins = 100): Line {
  return new Line({
    limit,
    maxInPlugins,
    isLoading: () => isLoading,
    finish: (passage) => processed(passage, { limit: 32_768, judge: undefined }),
    through: ({ messageId }, { kind }) =>
      told.push(`${kind === 'ready' ? 'passed' : kind} ${messageId}`),
    hurrying: () => told.push('hurrying'),
    hurried: () => told.push('hurried'),
    givenUp: ({ messageId }) => told.push(`given up ${messageId}`),
  });
}

const waiting: PreparedStep = functionStep((message) => {
  const { messageId } = message;
  const gate = aPromise<typeof message | null>();
  inside.push(messageId);
  gates.set(messageId, (isKept) => {
    inside = inside.filter((one) => one !== messageId);
    gate.resolve(isKept ? message : null);
  });
  return gate.promise;
});
const quick: PreparedStep = functionStep((message) => message);

async function letOut(...ids: readonly string[]): Promise<void> {
  for (const id of ids) gates.get(id)?.(true);
  await turns(2);
}

/** As a call does: a message that has to wait joins, and one that need not goes straight through. */
function call(line: Line, messageId: string, step: PreparedStep): void {
  const context = new Context(anEvent({ messageId }));
  const steps = [step];
  const entry = anEntry(messageId);
  if (line.hasToWait) line.join(entry, { steps, context }, undefined);
  else {
    const passage = runSteps(steps, context, limit);
    if (passage instanceof Promise) line.join(entry, { steps, context }, passage);
    else told.push(`${passage.kind} ${messageId}`);
  }
}

describe('messages that wait for plugins', () => {
  it('come through in the order of their calls, also those whose own plugins are quick', async () => {
    const line = aLine();
    call(line, '1', waiting);
    call(line, '2', quick);
    call(line, '3', waiting);
    await letOut('3');
    expect(told).toEqual([]);
    await letOut('1');

    expect(told).toEqual(['passed 1', 'passed 2', 'passed 3']);
    expect(line.hasToWait).toBe(false);
  });

  it('hold back none of the rest where they are dropped', async () => {
    const line = aLine();
    call(line, '1', waiting);
    call(line, '2', waiting);
    gates.get('1')?.(false);
    await letOut('2');

    expect(told).toEqual(['dropped 1', 'passed 2']);
  });

  it('are in plugins no more than so many at once, and the first of them first', async () => {
    const line = aLine(2);
    for (const id of ['1', '2', '3', '4']) call(line, id, waiting);
    expect(inside).toEqual(['1', '2']);
    await letOut('2');
    expect(inside).toEqual(['1', '3']);
    await letOut('1', '3');

    expect([inside, told]).toEqual([['4'], ['passed 1', 'passed 2', 'passed 3']]);
  });

  it('do not begin while plugins are being loaded', async () => {
    const line = aLine();
    isLoading = true;
    call(line, '1', waiting);
    call(line, '2', quick);
    expect([inside, line.hasToWait]).toEqual([[], true]);
    isLoading = false;
    line.startWaiting();
    expect(inside).toEqual(['1']);
    await letOut('1');

    expect(told).toEqual(['passed 1', 'passed 2']);
  });

  it('leave no timer when they are through', async () => {
    const line = aLine();
    call(line, '1', waiting);
    call(line, '2', waiting);
    await letOut('1', '2');

    expect(clock.timers).toBe(0);
  });
});

describe('a flush', () => {
  it('hurries what waits when it is made, and nothing that comes later', async () => {
    const line = aLine();
    call(line, '1', waiting);
    call(line, '2', waiting);
    line.sendAll();
    call(line, '3', waiting);
    await letOut('1');
    await letOut('3');
    await letOut('2');
    call(line, '4', waiting);
    await letOut('4');

    expect(told).toEqual(['passed 1', 'hurrying', 'passed 2', 'passed 3', 'hurried', 'passed 4']);
  });
});

describe('a line that is given up', () => {
  it('ends each message once, in the order of the calls, whatever plugins come to later', async () => {
    const line = aLine(2);
    for (const id of ['1', '2', '3', '4']) call(line, id, waiting);
    await letOut('2');
    line.giveUp();
    line.dispose();
    await letOut('1', '3');
    line.startWaiting();

    expect(told).toEqual(['1', '2', '3', '4'].map((id) => `given up ${id}`));
    expect([line.hasToWait, inside]).toEqual([false, []]);
  });
});

describe(`the order of a line (seed ${SEED})`, () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('waiting', 'quick') },
    { weight: 4, arbitrary: fc.nat(5) },
    { weight: 1, arbitrary: fc.constantFrom('load', 'loaded') },
  );

  it('is that of the calls, in whatever order plugins are done and loaded', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, bound) => {
          [told, inside, isLoading] = [[], [], false];
          const line = aLine(bound);
          let calls = 0;
          let most = 0;
          for (const one of steps) {
            if (typeof one === 'number')
              await letOut(inside[one % Math.max(1, inside.length)] ?? '');
            else if (one === 'load') isLoading = true;
            else if (one === 'loaded') {
              isLoading = false;
              line.startWaiting();
            } else {
              call(line, `${calls}`, one === 'quick' ? quick : waiting);
              calls += 1;
            }
            most = Math.max(most, inside.length);
          }
          isLoading = false;
          line.startWaiting();
          while (inside.length > 0) await letOut(...inside);

          expect(told).toEqual(Array.from({ length: calls }, (_, id) => `passed ${id}`));
          expect(most).toBeLessThanOrEqual(bound);
          expect(clock.timers).toBe(0);
        },
      ),
      { ...SEEDED, numRuns: 150 },
    );
  });
});
