import { describe, expect, it } from '@jest/globals';
import { SeenIds } from '../../lib/intake/seen-ids.js';

const NOW_MS = Date.parse('2026-01-01T00:00:00Z');
const DAY_MS = 86_400_000;

describe('the ids that were seen', () => {
  it('are told from new ones', () => {
    const seen = new SeenIds(10);

    expect([seen.add('a', NOW_MS), seen.add('b', NOW_MS), seen.add('a', NOW_MS)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('are forgotten from the oldest when there are too many', () => {
    const seen = new SeenIds(2);
    for (const id of ['a', 'b', 'c']) seen.add(id, NOW_MS);

    expect([seen.add('c', NOW_MS), seen.add('b', NOW_MS), seen.add('a', NOW_MS)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('are forgotten after a day, and remembered anew from then on', () => {
    const seen = new SeenIds(10);
    const times = [0, DAY_MS - 1, DAY_MS, DAY_MS + 1];

    const news = times.map((afterMs) => seen.add('a', NOW_MS + afterMs));

    expect(news).toEqual([true, false, true, false]);
  });

  it('can be taken back, where a message could not be kept', () => {
    const seen = new SeenIds(10);
    seen.add('a', NOW_MS);

    seen.remove('a');

    expect(seen.add('a', NOW_MS)).toBe(true);
  });
});
