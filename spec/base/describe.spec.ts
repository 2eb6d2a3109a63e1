import { describe, expect, it } from '@jest/globals';
import { describe as describeValue } from '../../lib/base/describe.js';
import { revoked } from '../support/hostile-values.js';

describe('the words for a value', () => {
  it.each<readonly [string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['an empty string', ''],
    ['a string', 'ada@example.com'],
    ['a string of 101 characters', 'x'.repeat(101)],
    ['the number 42', 42],
    ['the number NaN', Number.NaN],
    ['the number Infinity', Number.POSITIVE_INFINITY],
    ['a boolean', true],
    ['a bigint', 1n],
    ['a symbol', Symbol('secret')],
    ['a function', () => 1],
    ['an array', [1, 2]],
    ['a Date', new Date(0)],
    ['an invalid Date', new Date(Number.NaN)],
    ['an object that is not plain', new Map()],
    ['a proxy that was revoked or throws', revoked()],
  ])('are "%s"', (words, value) => {
    expect(describeValue(value)).toBe(words);
  });

  it('do not call an object literal something that is not plain', () => {
    expect(describeValue({ a: 1 })).toBe('an object');
  });
});
