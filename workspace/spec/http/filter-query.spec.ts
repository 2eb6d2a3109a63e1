import { describe, expect, it } from '@jest/globals';
import { QueryError } from '../../lib/http/api-error.js';
import { checkNames, extentOf, FILTERS, filterOf, numberOf } from '../../lib/http/filter-query.js';

describe('the filters of a query', () => {
  it.each<[Readonly<Record<string, string>>, object]>([
    [{}, {}],
    [
      { event: 'E', userId: 'u', anonymousId: 'a', messageId: 'm', source: 's', reason: 'r' },
      { event: 'E', userId: 'u', anonymousId: 'a', messageId: 'm', source: 's', reason: 'r' },
    ],
    [{ event: '' }, { event: '' }],
    [{ type: 'track' }, { type: 'track' }],
    [{ outcome: 'any' }, { outcome: 'any' }],
    [{ problems: '1' }, { hasProblems: true }],
    [{ problems: '0' }, {}],
    [{ q: 'text' }, { text: 'text' }],
    [{ q: '' }, {}],
    [{ since: '1767268800000' }, { since: new Date('2026-01-01T12:00:00Z') }],
    [{ until: '2026-01-01T12:00:00Z' }, { until: new Date('2026-01-01T12:00:00Z') }],
    [{ since: '2026-01-01' }, { since: new Date('2026-01-01T00:00:00Z') }],
    [
      { after: '0', before: '7' },
      { after: 0, before: 7 },
    ],
    [{ limit: '5', order: 'desc', count: '3' }, {}],
  ])('%j are %j', (query, filter) => {
    expect(filterOf(query)).toEqual(filter);
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [{ type: 'buy' }, 'type must be one of the six calls; found buy.'],
    [{ outcome: 'lost' }, 'outcome must be one of accepted, rejected, duplicate, any; found lost.'],
    [{ since: 'yesterday' }, 'since must be a time in ISO 8601 or in milliseconds since 1970;'],
    [{ until: '' }, 'until must be a time'],
    [{ since: '9'.repeat(20) }, 'since must be a time'],
    [{ after: '-1' }, 'after must be a whole number from 0 to 9007199254740991; found -1.'],
    [{ before: 'x' }, 'before must be a whole number'],
  ])('%j are refused', (query, text) => {
    expect(() => filterOf(query)).toThrow(QueryError);
    expect(() => filterOf(query)).toThrow(text);
  });
});

describe('the extent of a query', () => {
  it.each<[Readonly<Record<string, string>>, object]>([
    [{}, {}],
    [
      { limit: '1', order: 'asc' },
      { limit: 1, order: 'asc' },
    ],
    [
      { limit: '10000', order: 'desc' },
      { limit: 10_000, order: 'desc' },
    ],
  ])('of %j is %j', (query, extent) => {
    expect(extentOf(query)).toEqual(extent);
  });

  it.each([{ limit: '0' }, { limit: '10001' }, { limit: '1.5' }, { order: 'DESC' }])(
    'is not %j',
    (query) => {
      expect(() => extentOf(query)).toThrow(QueryError);
    },
  );
});

describe('a number of a query', () => {
  it.each(['', ' ', 'one', '1.5', 'NaN', 'Infinity', '0', '11'])('is not %j', (text) => {
    expect(() => numberOf('limit', text, 1, 10)).toThrow(
      `limit must be a whole number from 1 to 10; found ${text}.`,
    );
  });
});

describe('a parameter that there is not', () => {
  it('is named, with those that there are', () => {
    expect(() => checkNames({ limit: '1', evnt: 'E' }, [...FILTERS, 'limit'])).toThrow(
      /^There is no parameter evnt; there are event, .*, before, limit\.$/,
    );
  });

  it('is not one that is known', () => {
    expect(() =>
      checkNames({ event: 'E', q: '', limit: '1' }, [...FILTERS, 'limit']),
    ).not.toThrow();
  });
});
