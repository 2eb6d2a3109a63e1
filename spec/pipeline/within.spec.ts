import { getEventListeners } from 'node:events';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { within } from '../../lib/pipeline/within.js';
import { aPromise } from '../support/a-promise.js';
import { ManualClock } from '../support/manual-clock.js';

let clock: ManualClock;

beforeEach(() => {
  clock = new ManualClock();
});

describe('what a plugin comes to within its time', () => {
  it('is its value, and no timer is left', async () => {
    const work = aPromise<number>();
    const result = within(work.promise, { clock, timeoutMs: 100 });
    await clock.advance(99);
    work.resolve(7);

    expect(await result).toBe(7);
    expect(clock.timers).toBe(0);
  });

  it('is its error, and no timer is left', async () => {
    const error = new Error('broken');

    await expect(within(Promise.reject(error), { clock, timeoutMs: 100 })).rejects.toBe(error);
    expect(clock.timers).toBe(0);
  });

  it('may come from anything that has a then', async () => {
    const thenable = Object.fromEntries([['then', (take: (value: number) => void) => take(7)]]);

    expect(await within(thenable as unknown as PromiseLike<number>, { clock, timeoutMs: 1 })).toBe(
      7,
    );
  });

  it('is an error that names the option, once the time is over; what comes later is ignored', async () => {
    const work = aPromise<number>();
    const result = within(work.promise, { clock, timeoutMs: 100 });
    const failed = expect(result).rejects.toThrow('100 ms (pluginTimeout)');
    await clock.advance(100);
    await failed;

    work.reject(new Error('nobody listens any more'));
    await clock.advance(0);
    expect(clock.timers).toBe(0);
  });
});

describe('a wait for a plugin', () => {
  it('ends with its signal, and leaves neither timer nor listener', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const result = within(new Promise(() => undefined), { clock, timeoutMs: 100, signal });
    expect([clock.timers, listenersOf(signal)]).toEqual([1, 1]);
    controller.abort();

    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    expect([clock.timers, listenersOf(signal)]).toEqual([0, 0]);
  });

  it('does not begin where the signal was aborted before', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    controller.abort();
    const result = within(Promise.resolve(1), { clock, timeoutMs: 100, signal });

    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
    expect([clock.timers, listenersOf(signal)]).toEqual([0, 0]);
  });

  it.each(['resolves', 'rejects', 'takes too long'])(
    'leaves no listener where the plugin %s',
    async (end) => {
      const { signal } = new AbortController();
      const work = aPromise<number>();
      const result = within(work.promise, { clock, timeoutMs: 100, signal });
      const settled = Promise.allSettled([result]);
      if (end === 'resolves') work.resolve(1);
      if (end === 'rejects') work.reject(new Error('broken'));
      await clock.advance(100);
      await settled;

      expect(listenersOf(signal)).toBe(0);
    },
  );
});

/** How many listen to a signal. */
function listenersOf(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length;
}
