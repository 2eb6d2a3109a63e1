import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DoneRanges, rangesText } from '../../lib/spool/done-ranges.js';
import { SEEDED } from '../support/seed.js';

const numbers = fc.uniqueArray(fc.nat({ max: 60 }));

function allIn(text: string): readonly number[] {
  const ranges = DoneRanges.in(text);
  return Array.from({ length: 100 }, (_, ordinal) => ordinal).filter((one) => ranges.has(one));
}

describe('the records that are done', () => {
  it('are lines of neighbours, in whatever order they were', () => {
    expect(rangesText([3, 1, 2, 7]).replace(/,"[0-9a-f]{8}"/g, '')).toBe('[1,3]\n[7,7]\n');
    expect(rangesText([])).toBe('');
  });

  it('are read as they were written, in as many pieces as there are', () => {
    fc.assert(
      fc.property(fc.array(numbers), (groups) => {
        const all = [...new Set(groups.flat())].sort((one, other) => one - other);
        expect(allIn(groups.map(rangesText).join(''))).toEqual(all);
      }),
      SEEDED,
    );
  });

  it('are never more than were written, whatever is torn off or changed', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 127 }), (done, at, flip) => {
        const text = rangesText(done);
        const cut = text.slice(0, at % (text.length + 1));
        const changed = Buffer.from(text);
        if (text !== '') changed[at % text.length] = (changed[at % text.length] ?? 0) ^ flip;
        for (const torn of [cut, changed.toString('latin1'), `${cut}${text}`]) {
          expect(allIn(torn).filter((one) => !done.includes(one))).toEqual([]);
        }
      }),
      SEEDED,
    );
  });

  it('are not believed where there are more than a segment has', () => {
    expect(allIn('[0,9999999999,"00000000"]\n')).toEqual([]);
  });
});
