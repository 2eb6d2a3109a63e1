import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LastMinute } from '../../lib/client/last-minute.js';
import { SEEDED } from '../support/seed.js';

const START_MS = 1_800_000_000_000;

describe('what happened in the last minute', () => {
  it('is nothing at first, and nothing again after a minute', () => {
    const minute = new LastMinute();
    expect(minute.sum(START_MS)).toBe(0);

    minute.add(3, START_MS);
    minute.add(4, START_MS + 30_000);

    expect(minute.sum(START_MS + 59_999)).toBe(7);
    expect(minute.sum(START_MS + 60_000)).toBe(4);
    expect(minute.sum(START_MS + 90_000)).toBe(0);
    expect(minute.sum(START_MS + 10 * 3_600_000)).toBe(0);
  });

  it('is counted on by a clock that was set back', () => {
    const minute = new LastMinute();
    minute.add(1, START_MS);
    minute.add(1, START_MS - 3_600_000);

    expect(minute.sum(START_MS)).toBe(2);
  });

  it('is what was counted in this second and the 59 before it, at any time', () => {
    const steps = fc.array(fc.tuple(fc.nat(20_000), fc.nat(5)), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (given) => {
        const minute = new LastMinute();
        const counted: { second: number; count: number }[] = [];
        let nowMs = START_MS;
        for (const [waitMs, count] of given) {
          nowMs += waitMs;
          minute.add(count, nowMs);
          counted.push({ second: Math.floor(nowMs / 1_000), count });
          const first = Math.floor(nowMs / 1_000) - 59;
          const expected = counted.filter(({ second }) => second >= first);
          expect(minute.sum(nowMs)).toBe(expected.reduce((sum, one) => sum + one.count, 0));
        }
      }),
      SEEDED,
    );
  });
});
