import { describe, expect, it } from '@jest/globals';
import { Pace } from '../../lib/import/pace.js';
import { ManualClock } from '../support/manual-clock.js';

/** Takes what it may, and waits as long as it is told, for so long. */
async function passed(rate: number, ms: number): Promise<readonly number[]> {
  const clock = new ManualClock(0);
  const pace = new Pace(rate, clock);
  const times: number[] = [];
  while (clock.now() < ms) {
    if (pace.take()) times.push(clock.now());
    else {
      const waiting = pace.wait();
      await clock.advance(clock.waits[0] ?? 0);
      await waiting;
    }
  }
  return times;
}

describe('a pace', () => {
  it.each([[1], [7], [100], [2_500], [80_000]])('lets %i a second pass', async (rate) => {
    const { length } = await passed(rate, 10_000);

    expect(length).toBeGreaterThan(rate * 9.8);
    expect(length).toBeLessThanOrEqual(rate * 10 + 1);
  });

  it('is even: in no tenth of a second much more than its share', async () => {
    const times = await passed(2_000, 2_000);
    for (let start = 0; start < 2_000; start += 100) {
      const { length } = times.filter((at) => at >= start && at < start + 100);
      expect(Math.abs(length - 200)).toBeLessThanOrEqual(25);
    }
  });

  it('catches up little after a standstill', async () => {
    const clock = new ManualClock(0);
    const pace = new Pace(1_000, clock);
    pace.take();
    await clock.advance(60_000);
    let count = 0;
    while (pace.take()) count += 1;

    expect(count).toBe(50);
  });
});
