import { describe, expect, it } from '@jest/globals';
import { Comparison } from '../../lib/client/comparison.js';
import { FanOut } from '../../lib/client/fan-out.js';
import { Tally } from '../../lib/client/tally.js';
import { Pipeline } from '../../lib/pipeline/pipeline.js';
import type { PluginClient, PluginLike } from '../../lib/pipeline/plugin.js';
import { aPromise } from '../support/a-promise.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { aDestination, onTrack } from '../support/plugins.js';
import { aLane } from './a-lane.js';
import { anEntry } from './an-entry.js';

const clock = new ManualClock();
const JSON_OF_ONE = '{"type":"track","messageId":"m-1"}';

function aPipeline(...plugins: readonly PluginLike[]): Pipeline {
  const nothing = (): void => undefined;
  const pipeline = new Pipeline({
    limit: { clock, timeoutMs: 100 },
    client: () => ({}) as PluginClient,
    failed: nothing,
    ready: nothing,
    passed: () => Promise.resolve(),
    stayAwake: () => nothing,
    destinations: {
      clock,
      timeoutMs: 100,
      maxRetries: 0,
      backoffMs: () => 0,
      maxCharacters: 1_000_000,
      lost: nothing,
      busy: nothing,
      idle: nothing,
    },
  });
  void pipeline.register(plugins, { call: 'Analytics', keepsFailed: true });
  return pipeline;
}

describe('a message that goes to destinations too', () => {
  it('is given to those that it lets, as it is sent', async () => {
    const [one, other] = [aDestination({ name: 'one' }), aDestination({ name: 'other' })];
    const fanOut = new FanOut({
      pipeline: aPipeline(one.plugin, other.plugin),
      mirror: undefined,
      forward: undefined,
    });

    fanOut.toDestinations(anEntry(), JSON_OF_ONE, { other: false });
    await turns();

    expect([one.events, other.events]).toEqual([[JSON.parse(JSON_OF_ONE)], []]);
  });

  it('is waited for by a flush of the client, and by one of its scope, there as well', async () => {
    const { promise, resolve } = aPromise<undefined>();
    const plugin = onTrack(() => promise, { name: 'slow', type: 'destination' });
    const fanOut = new FanOut({
      pipeline: aPipeline(plugin),
      mirror: undefined,
      forward: undefined,
    });
    const [tally, scopeTally] = [new Tally(), new Tally()];
    const entry = anEntry('m-1', { scopeTally }, tally);
    fanOut.toDestinations(entry, JSON_OF_ONE, {});
    const marks = [tally.mark(), scopeTally.mark()];
    for (const generation of [entry.generation, entry.scopeGeneration]) {
      generation?.settle('delivered');
    }
    await turns();
    expect(marks.map(({ isDone }) => isDone)).toEqual([false, false]);
    resolve(undefined);
    await turns();

    const slow = { delivered: 1, dropped: 0, spooled: 0, pending: 0 };
    expect(marks.map((mark) => mark.report().destinations)).toEqual([{ slow }, { slow }]);
    expect(marks.map(({ isDone }) => isDone)).toEqual([true, true]);
  });
});

describe('a message that goes to the mirror too', () => {
  it('has a copy of its own there, in the same account of what a flush waits for', async () => {
    const { lane, transport } = aLane({}, 'mirror');
    const mirror = { lane, comparison: new Comparison() };
    const fanOut = new FanOut({ pipeline: aPipeline(), mirror, forward: undefined });
    const tally = new Tally();
    const entry = anEntry('m-1', {}, tally);
    fanOut.toMirror(entry);
    const mark = tally.mark();
    entry.twin?.end('endpoint', 'm-1', false);
    entry.generation.settle('dropped');
    lane.sendAll();
    await turns();

    expect(transport.ids).toEqual([['m-1']]);
    expect(mark.report()).toMatchObject({ dropped: 1, mirror: { delivered: 1, pending: 0 } });
    expect(mirror.comparison.snapshot()).toMatchObject({ mirrorOnly: 1, open: 0 });
    lane.dispose();
  });

  it.each([
    ['queue-full', { maxQueueSize: 1 }, 'm-'],
    ['too-large', { maxEventBytes: 512 }, 'm'.repeat(512)],
  ] as const)('is refused there alone, as %s', (reason, options, prefix) => {
    const { lane } = aLane(options, 'mirror');
    const comparison = new Comparison();
    const fanOut = new FanOut({
      pipeline: aPipeline(),
      mirror: { lane, comparison },
      forward: undefined,
    });
    const ids = [`${prefix}1`, `${prefix}2`];
    const entries = ids.map((id) => anEntry(id));
    for (const entry of entries) fanOut.toMirror(entry);
    for (const entry of entries) entry.twin?.end('endpoint', entry.messageId, true);

    const lacked = reason === 'queue-full' ? ids.slice(1) : ids;
    expect(lane.counters.refused[reason]).toBe(lacked.length);
    expect(comparison.snapshot()).toMatchObject({ lackedByMirror: lacked });
    expect(entries.some(({ receipt }) => receipt.isSettled)).toBe(false);
    lane.giveUp();
  });

  it('goes nowhere where there is neither a mirror nor a destination', () => {
    const fanOut = new FanOut({ pipeline: aPipeline(), mirror: undefined, forward: undefined });
    const entry = anEntry();
    fanOut.toMirror(entry);

    expect(entry.twin).toBeUndefined();
  });
});
