import { describe, expect, it } from '@jest/globals';
import { Counters } from '../../lib/client/stats.js';

describe('the account', () => {
  it('begins with nothing', () => {
    const { dropped, refused, lastMinute, ...rest } = new Counters().snapshot(0);
    const numbers = [dropped, refused, lastMinute, rest].flatMap((part) => Object.values(part));

    expect(new Set(numbers)).toEqual(new Set([0]));
  });

  it('counts every call: those accepted, and those refused for any reason', () => {
    const counters = new Counters();
    counters.accepted = 10;
    for (const reason of Object.keys(counters.refused) as (keyof typeof counters.refused)[]) {
      counters.refused[reason] = 2;
    }

    expect(counters.snapshot(0).calls).toBe(10 + 2 * 6);
  });

  it('is a copy: it stays as it was when the client goes on', () => {
    const counters = new Counters();
    const before = counters.snapshot(0);
    counters.accepted += 1;
    counters.dropped.refused += 1;
    counters.refused.closed += 1;

    expect(before).toMatchObject({ accepted: 0, dropped: { refused: 0 }, refused: { closed: 0 } });
    expect(counters.snapshot(0)).toMatchObject({
      calls: 2,
      accepted: 1,
      dropped: { refused: 1 },
      refused: { closed: 1 },
    });
  });
});
