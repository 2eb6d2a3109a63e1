import { describe, expect, it } from '@jest/globals';
import { durationText, Pace } from '../../../lib/cli/import/pace.js';

describe('the pace of an import', () => {
  it('is unknown until something was seen twice', () => {
    const pace = new Pace();
    expect([pace.rate, pace.secondsUntil(100)]).toEqual([0, undefined]);
    pace.take({ atMs: 0, bytes: 10, settled: 1 });
    expect([pace.rate, pace.secondsUntil(100)]).toEqual([0, undefined]);
  });

  it('is that of what was seen, not of what was there before', () => {
    const pace = new Pace();
    pace.take({ atMs: 5_000, bytes: 1_000, settled: 500 });
    pace.take({ atMs: 7_000, bytes: 1_400, settled: 700 });
    expect([pace.rate, pace.secondsUntil(2_000)]).toEqual([100, 3]);
  });

  it('forgets what was more than ten seconds ago', () => {
    const pace = new Pace();
    for (let second = 0; second <= 60; second += 1) {
      const settled = second <= 30 ? second * 1_000 : 30_000 + (second - 30) * 10;
      pace.take({ atMs: second * 1_000, bytes: settled, settled });
    }
    expect(pace.rate).toBe(10);
  });
});

describe('a duration', () => {
  it.each([
    [0.4, '0s'],
    [59.4, '59s'],
    [65, '1m05s'],
    [3_599, '59m59s'],
    [3_600, '1h00m'],
    [100_000, '1d03h'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
