import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import { scrollTo, windowOf } from '../../page/model/window.js';

const lists = fc.record({
  count: fc.nat({ max: 50_000 }),
  rowPx: fc.integer({ min: 20, max: 60 }),
  scrollPx: fc.integer({ min: -500, max: 3_500_000 }),
  viewPx: fc.nat({ max: 2_000 }),
});

describe('the part of a list that is drawn', () => {
  it('has every row that is in view, and few others', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const { first, end, offsetPx, heightPx } = windowOf(list);
        const topPx = Math.min(Math.max(list.scrollPx, 0), Math.max(0, heightPx - list.viewPx));

        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(list.count);
        expect(offsetPx).toBe(first * list.rowPx);
        expect(offsetPx).toBeLessThanOrEqual(topPx);
        expect(end * list.rowPx).toBeGreaterThanOrEqual(Math.min(topPx + list.viewPx, heightPx));
        expect(end - first).toBeLessThanOrEqual(Math.ceil(list.viewPx / list.rowPx) + 18);
      }),
      SEEDED,
    );
  });
});

describe('scrolling to a row', () => {
  it('shows all of it, and moves no more once it does', () => {
    fc.assert(
      fc.property(lists, fc.nat({ max: 50_000 }), (list, index) => {
        fc.pre(list.viewPx >= list.rowPx && list.scrollPx >= 0);
        const wantedPx = scrollTo({ ...list, index });
        const topPx = index * list.rowPx;

        expect(topPx).toBeGreaterThanOrEqual(wantedPx);
        expect(topPx + list.rowPx).toBeLessThanOrEqual(wantedPx + list.viewPx);
        expect(scrollTo({ ...list, index, scrollPx: wantedPx })).toBe(wantedPx);
      }),
      SEEDED,
    );
  });
});
