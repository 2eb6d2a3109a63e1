import { describe, expect, it } from '@jest/globals';
import { ContextCancelation } from '../../lib/pipeline/cancelation.js';
import type { Context } from '../../lib/pipeline/context.js';
import { aPromise } from '../support/a-promise.js';
import { revoked } from '../support/hostile-values.js';
import { turns } from '../support/manual-clock.js';
import {
  aWatchedDestination,
  failing,
  hanging,
  passing,
  saying,
  type Track,
  WatchedDestination,
} from './a-destination.js';

describe('a message that a destination fails for', () => {
  it('is given again after each backoff, until its retries are spent', async () => {
    const atMs: number[] = [];
    const to = aWatchedDestination((context) => {
      atMs.push(to.clock.now());
      return failing(context);
    });
    const startMs = to.clock.now();
    to.offer('m-1');
    await to.clock.advance(10_000);

    expect(atMs.map((ms) => ms - startMs)).toEqual([0, 100, 300]);
    expect(to.it.stats()).toMatchObject({ dropped: { 'retries-spent': 1 }, retried: 2 });
    expect(to.losses).toEqual([{ code: 'retries-spent', ids: ['m-1'], attempts: 3 }]);
    expect([to.ends, to.clock.timers]).toEqual([['m-1 dropped'], 0]);
  });

  it('is given again as it was, with the number of the attempt', async () => {
    const seen: unknown[] = [];
    const to = aWatchedDestination((context) => {
      seen.push([context.id, context.attempts, { ...context.event }]);
      context.updateEvent('userId', 'written');
      if (context.attempts < 3) throw new Error('down');
      return context;
    });
    to.offer('m-1');
    await to.clock.advance(300);

    expect(seen).toEqual([1, 2, 3].map((attempt) => ['m-1', attempt, { messageId: 'm-1' }]));
    expect(to.ends).toEqual(['m-1 delivered']);
  });

  it.each<readonly [string, Track]>([
    ['rejects', failing],
    ['throws', () => throwing(new Error('down'))],
    ['throws a text', () => throwing('down')],
    ['throws a proxy that was revoked', () => throwing(revoked())],
    ['says so in its context', saying],
    ['takes too long', hanging],
  ])('is counted, where it %s', async (_what, track) => {
    const to = aWatchedDestination(track, { maxRetries: 0 });
    to.offer('m-1');
    await to.clock.advance(1_000);

    expect(to.it.stats().dropped['retries-spent']).toBe(1);
    expect([to.ends, to.clock.timers]).toEqual([['m-1 dropped'], 0]);
  });

  it.each<readonly [string, Track]>([
    ['null', () => null],
    ['a cancelation', () => throwing(new ContextCancelation())],
    ['a promise of null', () => Promise.resolve(null)],
  ])('is filtered, and never given again, where it comes to %s', async (_what, track) => {
    const to = aWatchedDestination(track);
    to.offer('m-1');
    await to.clock.advance(10_000);

    expect(to.it.stats()).toMatchObject({ dropped: { filtered: 1 }, retried: 0 });
  });
});

describe('a destination', () => {
  it('is given no more than maxInFlight at once, in the order of the calls', async () => {
    const gates = new Map<string, () => void>();
    const seen: string[] = [];
    const track: Track = (context) => {
      const { promise, resolve } = aPromise<Context>();
      seen.push(context.id);
      gates.set(context.id, () => resolve(context));
      return promise;
    };
    const to = aWatchedDestination(track, { maxInFlight: 2 });
    to.offer('1', '2', '3', '4');
    expect(seen).toEqual([]);
    await turns();
    expect(seen).toEqual(['1', '2']);
    gates.get('2')?.();
    await turns();

    expect([seen, to.ends]).toEqual([['1', '2', '3'], ['2 delivered']]);
  });

  it('keeps the order of the calls with maxInFlight 1, while one of them is given again', async () => {
    const seen: string[] = [];
    const track: Track = (context) => {
      seen.push(context.id);
      return context.id === '1' && context.attempts < 3 ? throwing(new Error('down')) : context;
    };
    const to = aWatchedDestination(track, { maxInFlight: 1 });
    to.offer('1', '2', '3');
    await to.clock.advance(300);

    expect(seen).toEqual(['1', '1', '1', '2', '3']);
  });

  it('holds maxSize messages; of one more nothing is told in the turn of its call', async () => {
    const to = aWatchedDestination(passing, { maxSize: 2 });
    to.offer('1', '2', '3', '4');
    expect([to.losses, to.ends, to.it.stats().pending]).toEqual([[], [], 4]);
    await turns();

    expect(to.losses).toMatchObject([
      { code: 'queue-full', ids: ['3'] },
      { code: 'queue-full', ids: ['4'] },
    ]);
    expect(to.it.stats()).toMatchObject({ delivered: 2, dropped: { 'queue-full': 2 } });
  });

  it('says when it begins to have something pending, and when it has nothing more', async () => {
    const to = aWatchedDestination(passing);
    to.offer('1', '2');
    expect(to.busy).toEqual([true]);
    await turns();
    to.offer('3');
    await turns();

    expect(to.busy).toEqual([true, false, true, false]);
  });

  it('is given nothing until it is loaded; where that fails, what waits and comes is dropped', async () => {
    const [to, broken] = [new WatchedDestination(passing), new WatchedDestination(passing)];
    to.offer('1');
    broken.offer('1');
    await turns();
    expect([to.ends, broken.ends]).toEqual([[], []]);
    to.it.open();
    broken.it.fail(new Error('not loaded'));
    broken.offer('2');
    await turns();

    expect([to.ends, broken.ends]).toEqual([['1 delivered'], ['1 dropped', '2 dropped']]);
    expect(broken.losses.map(({ code }) => code)).toEqual(['plugin-failed', 'plugin-failed']);
  });

  it('takes the types that it has a handler for, where the integrations let it', () => {
    const { it: to } = aWatchedDestination(passing);

    expect([to.takes('track', {}), to.takes('page', {})]).toEqual([true, false]);
    expect([to.takes('track', { to: false }), to.takes('track', { All: false })]).toEqual([
      false,
      false,
    ]);
  });
});

describe('a destination that is given up', () => {
  it.each<readonly [string, Track]>([
    ['hangs', hanging],
    ['waits to be tried again', failing],
  ])(
    'ends at once while it %s, is given nothing more, and leaves no timer',
    async (_what, track) => {
      let given = 0;
      const counted: Track = (context) => {
        given += 1;
        return track(context);
      };
      const to = aWatchedDestination(counted, { maxInFlight: 1 });
      to.offer('1', '2');
      await turns();
      to.it.giveUp();
      to.offer('3');
      await turns();

      expect([given, to.clock.timers, to.ends.length]).toEqual([1, 0, 3]);
      expect(to.it.stats()).toMatchObject({ dropped: { deadline: 3 }, pending: 0, retried: 0 });
    },
  );

  it('drops what waits though it was never loaded', () => {
    const to = new WatchedDestination(passing);
    to.offer('1');
    to.it.giveUp();

    expect([to.ends, to.losses]).toMatchObject([['1 dropped'], [{ code: 'deadline' }]]);
  });
});

describe('the close of a destination', () => {
  it('is there at once with nothing pending', async () => {
    const to = aWatchedDestination(hanging);
    await to.it.close(100);

    expect(to.clock.timers).toBe(0);
  });

  it('waits for what is pending, and leaves no timer', async () => {
    const to = aWatchedDestination(passing);
    to.offer('1');
    await to.it.close(100);

    expect([to.ends, to.clock.timers]).toEqual([['1 delivered'], 0]);
  });

  it('gives up what is pending when its time is over', async () => {
    const to = aWatchedDestination(hanging);
    to.offer('1');
    const closed = Promise.all([to.it.close(100), to.it.close(200)]);
    await to.clock.advance(100);
    await closed;

    expect([to.ends, to.clock.timers]).toEqual([['1 dropped'], 0]);
  });
});

function throwing(thrown: unknown): never {
  throw thrown;
}
