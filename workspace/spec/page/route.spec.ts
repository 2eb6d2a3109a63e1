import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import { formatRoute, HOME, parseRoute, TABS, VIEWS } from '../../page/model/route.js';

describe('the address of the page', () => {
  it('says all that is needed to show the same', () => {
    const text = fc.string();
    const routes = fc.record({
      tab: fc.constantFrom(...TABS),
      filter: fc.record({
        q: text,
        source: text,
        type: text,
        event: text,
        user: text,
        outcome: text,
        problems: fc.boolean(),
      }),
      seq: fc.nat(),
      user: text,
      view: fc.constantFrom(...VIEWS),
    });
    fc.assert(
      fc.property(routes, (route) => {
        const expected = route.tab === 'users' ? route : { ...route, user: '' };

        expect(parseRoute(formatRoute(route))).toEqual(expected);
      }),
      SEEDED,
    );
  });

  it.each(['', '#', '#/', '#/nowhere', '#/messages?seq=-1', '#/messages?seq=1e9&view=x', '#//%'])(
    '%j is the page as it opens',
    (hash) => {
      expect(parseRoute(hash)).toEqual(HOME);
    },
  );

  it('with half a character is read as far as it goes', () => {
    expect(parseRoute('#/users/%E0%A4')).toEqual({ ...HOME, tab: 'users' });
  });
});
