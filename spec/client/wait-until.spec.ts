import { describe, expect, it } from '@jest/globals';
import { WaitUntil } from '../../lib/client/wait-until.js';
import { aPromise } from '../support/a-promise.js';
import { ManualClock, turns } from '../support/manual-clock.js';

/** A clock, what the runtime was handed, and when flushes began. */
function aRuntime(flush: () => Promise<unknown> = () => Promise.resolve()) {
  const clock = new ManualClock();
  const startedMs = clock.now();
  const handed: Promise<unknown>[] = [];
  const settled: Promise<unknown>[] = [];
  const flushedAtMs: number[] = [];
  const waitUntil = new WaitUntil({
    clock,
    waitUntil: (work) => {
      handed.push(work);
      void work.then(() => settled.push(work));
    },
    flush: () => {
      flushedAtMs.push(clock.now() - startedMs);
      return flush();
    },
  });
  return { clock, waitUntil, handed, settled, flushedAtMs };
}

describe('waitUntil', () => {
  it('is handed a promise with the first call, which settles with the flush', async () => {
    const sent = aPromise<void>();
    const { clock, waitUntil, handed, settled, flushedAtMs } = aRuntime(() => sent.promise);
    expect(handed).toHaveLength(0);

    waitUntil.called();
    expect(handed).toHaveLength(1);
    await clock.advance(49);
    expect(flushedAtMs).toEqual([]);
    await clock.advance(1);

    expect([flushedAtMs, settled]).toEqual([[50], []]);
    sent.resolve();
    await turns(1);
    expect(settled).toEqual(handed);
  });

  it('is handed one promise for calls that come within 50 ms of each other', async () => {
    const { clock, waitUntil, handed, flushedAtMs } = aRuntime();

    for (const waitMs of [0, 0, 49, 49, 30]) {
      await clock.advance(waitMs);
      waitUntil.called();
    }
    await clock.advance(1_000);

    expect(handed).toHaveLength(1);
    expect(flushedAtMs).toEqual([49 + 49 + 30 + 50]);
  });

  it('puts sending off by 500 ms at most, while calls keep coming', async () => {
    const { clock, waitUntil, handed, flushedAtMs } = aRuntime();

    for (let call = 0; call < 100; call += 1) {
      waitUntil.called();
      await clock.advance(10);
    }
    await clock.advance(1_000);

    expect(flushedAtMs).toEqual([500, 1_000]);
    expect(handed).toHaveLength(2);
  });

  it('is handed another promise for calls that come during a flush', async () => {
    const first = aPromise<void>();
    const flushes = [first.promise, Promise.resolve()];
    const { clock, waitUntil, handed, settled } = aRuntime(() => flushes.shift() ?? first.promise);
    waitUntil.called();
    await clock.advance(50);

    waitUntil.called();
    await clock.advance(50);

    expect(handed).toHaveLength(2);
    expect(settled).toEqual([handed[1]]);
    first.resolve();
    await turns(1);
    expect(settled).toHaveLength(2);
  });

  it('waits no longer where somebody sets the clock back', async () => {
    const clock = new ManualClock();
    const [startedMs] = [clock.now()];
    let backMs = 0;
    const flushes: number[] = [];
    const waitUntil = new WaitUntil({
      clock: {
        now: () => clock.now() - backMs,
        after: (waitMs, callback) => clock.after(waitMs, callback),
        soon: (callback) => clock.soon(callback),
      },
      waitUntil: () => undefined,
      flush: async () => void flushes.push(clock.now() - startedMs),
    });
    waitUntil.called();
    backMs = 3_600_000;

    await clock.advance(1_000);

    expect(flushes).toEqual([500]);
  });
});
