import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonFault } from '../../lib/base/exact-json.js';
import { dataToJson, quote, toJson } from '../../lib/base/json.js';
import { branching, nested } from '../support/hostile-values.js';
import { SEEDED } from '../support/seed.js';

const LIMIT = 32_768;

describe('a value that is plain data', () => {
  const values: readonly (readonly [string, object])[] = [
    ['an empty object', {}],
    ['an empty array', []],
    ['nested data', { a: { b: [1, 'two', true, null, { c: -0 }] } }],
    ['numbers of all kinds', [0, -0, 1.5, 1e21, 5e-324, Number.NaN, Number.POSITIVE_INFINITY]],
    ['dates', { at: new Date(0), list: [new Date('2026-01-01T00:00:00.000Z')] }],
    ['an invalid date', { at: new Date(Number.NaN) }],
    ['members that JSON leaves out', { a: undefined, b: () => 1, c: Symbol('c'), d: 1 }],
    ['items that JSON leaves out', [undefined, () => 1, Symbol('c'), 1]],
    ['an array with holes', Object.assign([1], { 2: 3 })],
    ['texts that need escaping', { 'a"b\\c\n': '\u2028 \u0000 "quoted" \ud83d\ude00' }],
    ['lone surrogates', { '\ud800': '\udfff' }],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['symbol keys', { [Symbol('hidden')]: 1, shown: 2 }],
    ['a key named __proto__', JSON.parse('{"__proto__":{"a":1}}') as object],
    ['numeric keys, which come first', { b: 1, 2: 2, 1: 1 }],
  ];

  it.each(values)('is written as JSON.stringify writes it: %s', (_name, value) => {
    expect(toJson(value, LIMIT)).toBe(JSON.stringify(value));
  });

  it('is left as it was', () => {
    const value = { list: [1, { a: undefined }], at: new Date(0) };
    const copy = structuredClone(value);

    toJson(value, LIMIT);

    expect(value).toEqual(copy);
  });

  it('is written where it nests exactly as deeply as is allowed', () => {
    const value = nested(100);

    expect(toJson(value, LIMIT)).toBe(JSON.stringify(value));
  });

  it('may hold the same object twice', () => {
    const shared = { a: 1 };

    expect(toJson({ one: shared, two: [shared, shared] }, LIMIT)).toBe(
      '{"one":{"a":1},"two":[{"a":1},{"a":1}]}',
    );
  });
});

describe('a value that is too large', () => {
  const values: readonly (readonly [string, () => object])[] = [
    ['a long text', () => ({ text: 'x'.repeat(LIMIT) })],
    ['a long key', () => ({ ['x'.repeat(LIMIT)]: 1 })],
    ['an array with a length of 1e9', () => hugeArray()],
    ['such an array further down', () => ({ items: hugeArray() })],
    ['such an array beside a bigint', () => ({ id: 1n, items: hugeArray() })],
    ['a bag of a million undefined values', () => manyUndefined()],
    ['a typed array of 100 MB', () => ({ bytes: new Uint8Array(100_000_000) })],
    ['a view of such a buffer', () => ({ view: new DataView(new ArrayBuffer(100_000_000)) })],
    ['many small members', () => Object.fromEntries(range(10_000).map((n) => [`k${n}`, n]))],
    ['a graph with few objects and very many paths', () => branching(60)],
  ];

  it.each(values)('is given up: %s', (_name, make) => {
    expect(toJson(make(), LIMIT)).toMatchObject({
      kind: 'too-large',
      path: '',
      found: 'more than 32768 bytes of JSON',
    });
  });

  it.each([
    ['plain', {}],
    ['with a bigint', { first: 1n }],
  ])('is read only as far as the limit goes: %s', (_name, start) => {
    let reads = 0;
    const target: Record<string, unknown> = { ...start };
    for (const number of range(20_000)) target[`key-${number}`] = number;
    const counting = new Proxy(target, {
      get: (bag, key) => {
        reads += 1;
        return Reflect.get(bag, key) as unknown;
      },
    });

    expect(toJson(counting, 1_000)).toBeInstanceOf(JsonFault);
    expect(reads).toBeLessThan(1_002);
  });

  it('is read only as far as the limit goes, as an array that claims to be endless', () => {
    let reads = 0;
    const endless = new Proxy([] as unknown[], {
      get: (list, key) => {
        reads += 1;
        return key === 'length' ? reads + 1 : key in list ? Reflect.get(list, key) : null;
      },
    });

    expect(toJson(endless, 1_000)).toMatchObject({ kind: 'too-large' });
    expect(reads).toBeLessThan(3_000);
  });
});

describe('the limit', () => {
  it('lets through what just fits', () => {
    const value = { text: 'x'.repeat(100) };
    const { length } = JSON.stringify(value);

    expect(toJson(value, length)).toBe(JSON.stringify(value));
  });

  it('counts characters from below, so that no text that fits is turned away', () => {
    const value = { a: 'é'.repeat(100), list: [1, 2, 3], at: new Date(0), no: null, yes: true };
    const { length } = JSON.stringify(value);

    expect(toJson(value, length)).toBe(JSON.stringify(value));
  });
});

describe('a quoted text', () => {
  it.each([
    '',
    'plain',
    'with "quotes"',
    'back\\slash',
    'line\nend',
    '\u0000',
    '\u001f',
    '\u007f',
    '\u2028',
    'ü€',
    '😀',
    '\ud800',
    '\udc00 alone',
    '\uffff',
    'x'.repeat(64),
    'x'.repeat(65),
    `${'x'.repeat(63)}"`,
    `${'x'.repeat(64)}"`,
  ])('is what JSON.stringify makes of %j', (text) => {
    expect(quote(text)).toBe(JSON.stringify(text));
  });
});

function hugeArray(): unknown[] {
  const list: unknown[] = [];
  list.length = 1_000_000_000;
  return list;
}

function manyUndefined(): object {
  const bag: Record<string, undefined> = {};
  for (const number of range(1_000_000)) bag[number] = undefined;
  return bag;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

describe('what came out of JSON.parse', () => {
  it('is written as anything else is', () => {
    const any = fc.jsonValue().map((value) => JSON.parse(JSON.stringify({ value })) as object);
    const property = fc.property(any, (value) => {
      expect(dataToJson(value)).toBe(toJson(value, Number.MAX_SAFE_INTEGER));
    });
    fc.assert(property, SEEDED);
  });

  it('is left to the exact writer where it is nested too deep, or something else was put into it', () => {
    for (let levels = 95; levels < 105; levels += 1) {
      const json = toJson(nested(levels), LIMIT);
      expect(dataToJson(nested(levels))).toBe(typeof json === 'string' ? json : undefined);
    }
    expect(dataToJson(nested(10_000))).toBeUndefined();
    expect(dataToJson({ a: 7n })).toBeUndefined();
    expect(dataToJson({ toJSON: () => undefined })).toBeUndefined();
  });
});
