import { describe, expect, it } from '@jest/globals';
import { isBag, setMember } from '../../lib/base/bag.js';

describe('a bag', () => {
  class Traits {}
  it.each<readonly [string, unknown, boolean]>([
    ['an object literal', {}, true],
    ['an object without a prototype', Object.create(null), true],
    ['a proxy of an object literal', new Proxy({}, {}), true],
    ['an array', [], false],
    ['a Date', new Date(0), false],
    ['a Map', new Map(), false],
    ['an object of a class', new Traits(), true],
    ['a promise', Promise.resolve(), false],
    ['a URL', new URL('https://example.com'), false],
    ['a function', () => 1, false],
    ['a text', 'text', false],
    ['a number', 1, false],
    ['null', null, false],
    ['undefined', undefined, false],
  ])('%s: is it one?', (_name, value, expected) => {
    expect(isBag(value)).toBe(expected);
  });
});

describe('a member of a bag', () => {
  it.each(['a', '0', 'constructor', '__proto__'])('is its own, whatever its name: %s', (name) => {
    const bag: Record<string, unknown> = {};
    setMember(bag, name, { inner: true });

    expect(Object.getOwnPropertyDescriptor(bag, name)).toEqual({
      value: { inner: true },
      writable: true,
      enumerable: true,
      configurable: true,
    });
    expect(Object.getPrototypeOf(bag)).toBe(Object.prototype);
  });
});
