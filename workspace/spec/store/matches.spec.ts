import { describe, expect, it } from '@jest/globals';
import type { Filter } from '../../lib/entry/filter.js';
import type { Problem } from '../../lib/entry/problem.js';
import { KeptEntry } from '../../lib/store/kept-entry.js';
import { testOf } from '../../lib/store/matches.js';
import { aKeptEntry } from './kept-entries.js';

const RECEIVED_AT = '2026-01-01T12:00:00.000Z';

describe('a filter', () => {
  it.each<[string, Filter, Parameters<typeof aKeptEntry>[0], boolean]>([
    ['of nothing takes what was accepted', {}, {}, true],
    ['of nothing leaves repeats out', {}, { outcome: 'duplicate' }, false],
    ['of any outcome takes all', { outcome: 'any' }, { outcome: 'rejected' }, true],
    ['of an outcome leaves others out', { outcome: 'duplicate' }, {}, false],
    ['of a source', { source: 'shop' }, { source: 'shop' }, true],
    ['of another source', { source: 'sho' }, { source: 'shop' }, false],
    ['of a number takes later ones', { after: 4 }, { seq: 5 }, true],
    ['of a number leaves it out', { after: 5 }, { seq: 5 }, false],
    ['up to a number takes earlier ones', { before: 6 }, { seq: 5 }, true],
    ['up to a number leaves it out', { before: 5 }, { seq: 5 }, false],
    ['of a time takes that time', { since: new Date(RECEIVED_AT) }, {}, true],
    ['of a later time', { since: new Date(Date.parse(RECEIVED_AT) + 1) }, {}, false],
    ['up to a time leaves it out', { until: new Date(RECEIVED_AT) }, {}, false],
    ['up to a later time', { until: new Date(Date.parse(RECEIVED_AT) + 1) }, {}, true],
    ['of a time after the year 9999', { since: new Date(8.64e15) }, {}, false],
    ['up to a time after the year 9999', { until: new Date(8.64e15) }, {}, true],
    ['of a time before the year 0', { since: new Date(-8.64e15) }, {}, true],
    ['of an event', { event: 'Ordered' }, { message: { event: 'Ordered' } }, true],
    ['of an event in part', { event: 'Order' }, { message: { event: 'Ordered' } }, false],
    [
      'of an event in quotes',
      { event: 'A "B" \\ é\u2028' },
      { message: { event: 'A "B" \\ é\u2028' } },
      true,
    ],
    [
      'of an event that is a name',
      { event: 'Home' },
      { message: { type: 'page', name: 'Home' } },
      true,
    ],
    [
      'of an event that is a property',
      { event: 'x' },
      { message: { properties: { event: 'x' } } },
      false,
    ],
    ['of the name of a track call', { event: 'Home' }, { message: { name: 'Home' } }, false],
    ['of a call', { type: 'track' }, {}, true],
    ['of another call', { type: 'page' }, { message: { name: 'page' } }, false],
    ['of a user', { userId: 'u' }, { message: { userId: 'u' } }, true],
    ['of a user who is another id', { userId: 'u' }, { message: { anonymousId: 'u' } }, false],
    ['of an anonymous id', { anonymousId: 'a' }, { message: { anonymousId: 'a' } }, true],
    ['of a message', { messageId: 'm' }, { message: { messageId: 'm' } }, true],
    [
      'of all at once',
      { userId: 'u', event: 'E' },
      { message: { userId: 'u', event: 'F' } },
      false,
    ],
    ['of a text', { text: '"total":1' }, { message: { properties: { total: 12 } } }, true],
    ['of a text in other letters', { text: 'TOTAL' }, { message: { total: 1 } }, false],
    ['of a text in the head', { text: 'shop' }, { source: 'shop' }, false],
  ])('%s', (_, filter, entry, isMatching) => {
    expect(testOf(filter)(aKeptEntry(entry))).toBe(isMatching);
  });

  it('of a reason takes what was rejected for it', () => {
    const entry = aKeptEntry({ outcome: 'rejected', reason: 'bad_request' });

    expect(testOf({ outcome: 'rejected', reason: 'bad_request' })(entry)).toBe(true);
    expect(testOf({ outcome: 'any', reason: 'empty_batch' })(entry)).toBe(false);
  });

  it.each<[Problem['level'] | undefined, boolean]>([
    ['error', true],
    ['warning', true],
    ['hint', false],
    [undefined, false],
  ])('of problems, where the worst is %s: %s', (level, isMatching) => {
    const { json, seq, source, receivedAt, outcome } = aKeptEntry();
    const problems = level === undefined ? [] : [{ level, code: 'code', path: '', text: 'Text.' }];
    const entry = new KeptEntry(
      seq,
      { source, receivedAt, outcome, json },
      { findProblems: () => problems },
    );

    expect(testOf({ hasProblems: true })(entry)).toBe(isMatching);
    expect(testOf({})(entry)).toBe(true);
  });

  it('reads no message whose text has nothing of what is looked for', () => {
    const json = 'no JSON, which would throw if it were read';
    const text = { source: '', receivedAt: RECEIVED_AT, outcome: 'accepted', json } as const;
    const entry = new KeptEntry(1, text, { findProblems: () => [] });

    expect(testOf({ userId: 'u', event: 'E' })(entry)).toBe(false);
  });
});
