import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { writeExactly } from '../../lib/base/exact-json.js';
import { toJson } from '../../lib/base/json.js';

const LIMIT = 32_768;

afterEach(() => {
  jest.restoreAllMocks();
});

class Money {
  constructor(readonly cents: number) {}
  toJSON(): unknown {
    return { amount: this.cents / 100 };
  }
}

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

describe('a value that JSON does not know', () => {
  const values: readonly (readonly [string, object, unknown])[] = [
    [
      'a bigint becomes decimal text',
      { id: 12345678901234567890n },
      { id: '12345678901234567890' },
    ],
    ['a negative bigint too', [-1n], ['-1']],
    ['a bigint object too', { id: Object(7n) as object }, { id: '7' }],
    ['NaN becomes null', { n: Number.NaN, big: 1n }, { n: null, big: '1' }],
    [
      'infinities become null',
      { list: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], big: 1n },
      { list: [null, null], big: '1' },
    ],
    [
      'a Date becomes ISO 8601',
      { at: new Date(0), big: 1n },
      { at: '1970-01-01T00:00:00.000Z', big: '1' },
    ],
    ['an invalid Date becomes null', { at: new Date(Number.NaN), big: 1n }, { at: null, big: '1' }],
    [
      'undefined, functions and symbols are left out of objects',
      { a: undefined, b: () => 1, c: Symbol('c'), big: 1n },
      { big: '1' },
    ],
    [
      'undefined, functions and symbols are null in arrays',
      [undefined, () => 1, Symbol('c'), 1n],
      [null, null, null, '1'],
    ],
    ['toJSON is honoured', { price: new Money(150) }, { price: { amount: 1.5 } }],
    ['what toJSON leaves out is left out', { a: { toJSON: () => undefined }, b: 1 }, { b: 1 }],
    ['a bigint from toJSON becomes text', { a: { toJSON: () => 5n } }, { a: '5' }],
    ['a toJSON that is no function is a member', { toJSON: 'yes', a: 1 }, { toJSON: 'yes', a: 1 }],
    ['an object of a class is its members', { at: new Point(1, 2) }, { at: { x: 1, y: 2 } }],
    ['a Map is empty', { map: new Map([['a', 1]]) }, { map: {} }],
    ['a Set is empty', { set: new Set([1]) }, { set: {} }],
    ['a RegExp is empty', { pattern: /a/ }, { pattern: {} }],
    ['an Error is empty', { error: new Error('no') }, { error: {} }],
    [
      'a small typed array is an object',
      { bytes: new Uint8Array([1, 2]) },
      { bytes: { 0: 1, 1: 2 } },
    ],
    [
      'a small Buffer is what its toJSON says',
      { b: Buffer.from('a') },
      { b: { type: 'Buffer', data: [97] } },
    ],
    ['a URL is its text', { url: new URL('https://a.example/b') }, { url: 'https://a.example/b' }],
    ['objects of simple types are simple', [Object('a'), Object(1), Object(true)], ['a', 1, true]],
  ];

  it.each(values)('%s', (_name, value, expected) => {
    const json = toJson(value, LIMIT);

    expect(typeof json).toBe('string');
    expect(JSON.parse(String(json))).toEqual(expected);
  });

  it('is given to toJSON with its key', () => {
    const keys: unknown[] = [];
    const asked = {
      toJSON: (key: unknown) => {
        keys.push(key);
        return 1;
      },
    };

    toJson({ a: asked, list: [asked] }, LIMIT);

    expect(keys).toEqual(['a', '0']);
  });

  it('is read once by the exact writer, getters and toJSON included', () => {
    let reads = 0;
    const value = {
      get member() {
        reads += 1;
        return { toJSON: () => (reads += 10) };
      },
    };

    expect(writeExactly(value, LIMIT)).toBe('{"member":11}');
  });
});

describe('the exact writer', () => {
  it('gives up before it copies a huge text', () => {
    const stringify = jest.spyOn(JSON, 'stringify');

    const fault = writeExactly({ id: 1n, text: 'x'.repeat(10_000_000) }, LIMIT);

    expect(fault).toMatchObject({ kind: 'too-large' });
    expect(stringify.mock.calls.filter(([text]) => isLong(text))).toHaveLength(0);
  });

  it('gives up before a huge Buffer is made a list of numbers', () => {
    const listed = jest.spyOn(Buffer.prototype, 'toJSON');

    const fault = toJson({ file: Buffer.alloc(1_000_000) }, LIMIT);

    expect(fault).toMatchObject({ kind: 'too-large' });
    expect(listed).not.toHaveBeenCalled();
  });

  it.each([
    ['of a text', { a: 'abc', n: 1n }],
    ['of an array', { a: [1, 2, 3], n: 1n }],
    ['of keys', { abc: 1n }],
  ])('stops one character past the limit: the length %s counts', (_name, value) => {
    const json = String(writeExactly(value, LIMIT));

    expect(writeExactly(value, json.length)).toBe(json);
    expect(writeExactly(value, json.length / 2)).toMatchObject({ kind: 'too-large' });
  });
});

function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > LIMIT;
}
