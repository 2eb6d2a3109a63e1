import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { sleep, systemClock } from '../../lib/base/clock.js';
import { ManualClock, turns } from '../support/manual-clock.js';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a wait', () => {
  it('is over when its time has passed, and not before', async () => {
    const clock = new ManualClock();
    let isOver = false;
    const waiting = sleep(clock, 1_000, new AbortController().signal).then(() => {
      isOver = true;
    });

    await clock.advance(999);
    expect(isOver).toBe(false);
    await clock.advance(1);
    await waiting;

    expect(isOver).toBe(true);
  });

  it('ends early, without an error, when its signal is aborted, and leaves no timer', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const waiting = sleep(clock, 1_000, controller.signal);

    controller.abort();

    await expect(waiting).resolves.toBeUndefined();
    expect(clock.timers).toBe(0);
  });

  it('does not begin where the signal is aborted already', async () => {
    const clock = new ManualClock();

    await sleep(clock, 1_000, AbortSignal.abort());

    expect(clock.timers).toBe(0);
  });

  it('leaves no listener on the signal', async () => {
    const clock = new ManualClock();
    const { signal } = new AbortController();
    const added = jest.spyOn(signal, 'addEventListener');
    const removed = jest.spyOn(signal, 'removeEventListener');
    const waiting = sleep(clock, 10, signal);

    await clock.advance(10);
    await waiting;

    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
  });
});

describe("the machine's clock", () => {
  it('calls back after a time', async () => {
    const calledBack = await new Promise((resolve) => {
      systemClock.after(1, () => resolve(true));
    });

    expect(calledBack).toBe(true);
  });

  it('never keeps the process alive for a timer', () => {
    const setTimer = jest.spyOn(globalThis, 'setTimeout');

    systemClock.after(60_000, () => undefined).cancel();

    expect(setTimer.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([
      false,
    ]);
  });

  it('does not fire at once for a wait that is longer than Node can count', () => {
    const setTimer = jest.spyOn(globalThis, 'setTimeout');

    systemClock.after(2 ** 40, () => undefined).cancel();

    expect(setTimer.mock.calls.map(([, waitMs]) => waitMs)).toEqual([2 ** 31 - 1]);
  });

  it('forgets a timer that was cancelled, and may be told so twice', async () => {
    const called: string[] = [];
    const timer = systemClock.after(0, () => called.push('cancelled'));
    timer.cancel();
    timer.cancel();

    await new Promise<void>((resolve) => systemClock.after(1, resolve));

    expect(called).toEqual([]);
  });

  it('calls back soon: in another turn, before any timer that is set now', async () => {
    const called: string[] = [];
    systemClock.soon(() => called.push('soon'));
    called.push('now');

    await turns(2);

    expect(called).toEqual(['now', 'soon']);
  });
});
