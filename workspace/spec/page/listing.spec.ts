import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import { compileFilter, countFilters, NO_FILTER } from '../../page/model/filter.js';
import { Listing } from '../../page/model/listing.js';
import { nameOf, rowOf } from '../../page/model/row.js';
import { anEntry } from './an-entry.js';

describe('a filter', () => {
  const entry = anEntry({
    source: 'shop',
    outcome: 'rejected',
    problems: [{ level: 'warning', code: 'c', path: '', text: 't' }],
    message: { anonymousId: 'Visitor-7', properties: { coupon: 'TEA "10"', total: 3 } },
  });

  it.each([
    [{}, true],
    [{ q: 'tea' }, true],
    [{ q: '"total": 3' }, true],
    [{ q: '"total":3' }, true],
    [{ q: 'coffee' }, false],
    [{ source: 'shop' }, true],
    [{ source: 'sho' }, false],
    [{ type: 'track' }, true],
    [{ type: 'page' }, false],
    [{ event: 'completed' }, true],
    [{ event: 'started' }, false],
    [{ user: 'USER-1' }, true],
    [{ user: 'visitor-7' }, true],
    [{ user: 'user-2' }, false],
    [{ outcome: 'rejected' }, true],
    [{ outcome: 'accepted' }, false],
    [{ problems: true }, true],
    [{ problems: true, q: 'coffee' }, false],
  ])('%j shows the message: %s', (filter, isShown) => {
    const isMatch = compileFilter({ ...NO_FILTER, ...filter });

    expect(isMatch?.(rowOf(entry)) ?? true).toBe(isShown);
  });

  it('for problems leaves hints alone', () => {
    const hinted = anEntry({ problems: [{ level: 'hint', code: 'c', path: '', text: 't' }] });

    expect(compileFilter({ ...NO_FILTER, problems: true })?.(rowOf(hinted))).toBe(false);
  });

  it('is counted by what is set', () => {
    expect(countFilters({ ...NO_FILTER, q: 'x', problems: true })).toBe(2);
  });
});

describe('the name of a message', () => {
  it.each([
    [{ type: 'track', event: 'Bought' }, 'Bought'],
    [{ type: 'track', event: { a: 1 } }, '{"a":1}'],
    [{ type: 'page', category: 'Docs', name: 'Home' }, 'Docs · Home'],
    [{ type: 'screen', name: 'Cart' }, 'Cart'],
    [{ type: 'group', groupId: 'acme' }, 'acme'],
    [{ type: 'alias', previousId: 'a', userId: 'b' }, 'a → b'],
    [{ type: 'identify', traits: { email: 'a@b.c' } }, 'a@b.c'],
    [{ type: 'identify', traits: 'no object' }, ''],
    [{}, ''],
  ])('%j is %j', (message, name) => {
    expect(nameOf(message)).toBe(name);
  });
});

describe('the list of messages', () => {
  it('shows the newest first', () => {
    const listing = new Listing();
    listing.append([anEntry({ seq: 4 }), anEntry({ seq: 5 })]);
    listing.prepend([anEntry({ seq: 2 })]);

    expect(shownIn(listing)).toEqual([5, 4, 2]);
    expect([listing.indexOf(2), listing.indexOf(3), listing.find(4)?.seq]).toEqual([2, -1, 4]);
  });

  it('shows what the filter shows, whatever comes in which order', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30 }), (list) => {
        const listing = new Listing(20);
        const known = applyAll(listing, list);

        while (!listing.isScanned) listing.scan(3);

        expect(shownIn(listing)).toEqual(known);
      }),
      SEEDED,
    );
  });
});

type Step =
  | { readonly kind: 'append' | 'prepend' | 'scan'; readonly count: number }
  | { readonly kind: 'filter'; readonly type: string }
  | { readonly kind: 'clear' };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('append', 'prepend', 'scan'), count: fc.nat({ max: 9 }) }),
  fc.record({ kind: fc.constant('filter' as const), type: fc.constantFrom('', 'track', 'page') }),
  fc.record({ kind: fc.constant('clear' as const) }),
);

/** Does the steps; returns what has to be shown in the end, found in the simplest way. */
function applyAll(listing: InstanceType<typeof Listing>, list: readonly Step[]): readonly number[] {
  let known: number[] = [];
  let [first, last, wanted] = [1_000, 999, ''];
  for (const step of list) {
    if (step.kind === 'append') {
      const seqs = Array.from({ length: step.count }, () => ++last);
      listing.append(seqs.map(aMessage));
      known = [...known, ...seqs].slice(-20);
    } else if (step.kind === 'prepend') {
      const seqs = Array.from({ length: step.count }, () => --first).reverse();
      listing.prepend(seqs.map(aMessage));
      const room = 20 - known.length;
      known = room > 0 ? [...seqs.slice(-room), ...known] : known;
      first = Math.min(first, known[0] ?? first);
    } else if (step.kind === 'scan') listing.scan(step.count);
    else if (step.kind === 'filter') {
      wanted = step.type;
      listing.setFilter({ ...NO_FILTER, type: wanted });
    } else {
      listing.clear();
      known = [];
    }
    first = known[0] ?? first;
  }
  return known.filter((seq) => wanted === '' || typeOf(seq) === wanted).reverse();
}

const typeOf = (seq: number): string => (seq % 3 === 0 ? 'page' : 'track');

function aMessage(seq: number) {
  return anEntry({ seq, message: { type: typeOf(seq) } });
}

function shownIn(listing: InstanceType<typeof Listing>): readonly number[] {
  return Array.from({ length: listing.count }, (_, index) => listing.at(index)?.seq ?? 0);
}
