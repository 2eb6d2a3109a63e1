import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differences } from '../../lib/testing/differences.js';
import { SEED } from '../support/seed.js';

const FOUND = {
  event: 'Order Completed',
  properties: {
    total: 30,
    paid: null,
    at: '1970-01-01T00:00:00.000Z',
    products: [{ id: 'a', n: 1 }],
  },
};

describe('a message that is compared with what is wanted', () => {
  it.each([
    ['nothing', {}],
    ['members at any depth', { properties: { total: 30 } }],
    ['items of a list by their members', { properties: { products: [{ id: 'a' }] } }],
    ['a Date by its text', { properties: { at: new Date(0) } }],
    ['nothing where undefined is wanted', { properties: { coupon: undefined } }],
    ['null where a number is none', { properties: { paid: Number.NaN } }],
    ['a matcher of Jest', { properties: { total: expect.any(Number) } }],
    ['a matcher in a list', { properties: { products: [expect.objectContaining({ n: 1 })] } }],
    ['a pattern', { event: /^Order/g }],
    ['a function', { properties: { total: (total: number) => total > 29 } }],
  ])('is as wanted: %s', (_what, wanted) => {
    expect(differences(wanted, FOUND)).toEqual([]);
    // A pattern with a flag remembers where it was.
    expect(differences(wanted, FOUND)).toEqual([]);
  });

  it.each([
    ['another value', { properties: { total: '30' } }, 'properties.total', 30],
    ['what is not there', { properties: { coupon: 'TEA' } }, 'properties.coupon', undefined],
    ['what should not be there', { properties: { total: undefined } }, 'properties.total', 30],
    ['an item', { properties: { products: [{ id: 'b' }] } }, 'properties.products[0].id', 'a'],
    [
      'the length of a list',
      { properties: { products: [] } },
      'properties.products',
      [{ id: 'a', n: 1 }],
    ],
    ['a part that is no object', { event: { name: 'a' } }, 'event', 'Order Completed'],
    ['a matcher', { properties: { total: expect.any(String) } }, 'properties.total', 30],
    ['a pattern', { properties: { total: /30/ } }, 'properties.total', 30],
    ['a name with signs', { properties: { 'a.b': 1 } }, 'properties["a.b"]', undefined],
    ['a name of the prototype', { toString: 'a' }, 'toString', undefined],
  ])('differs by %s', (_what, wanted, path, found) => {
    expect(differences(wanted, FOUND)).toMatchObject([
      { path, ...(found === undefined ? {} : { found }) },
    ]);
  });

  it('is as wanted where it is the same JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        expect(differences(value, json)).toEqual([]);
      }),
      { seed: SEED },
    );
  });
});
