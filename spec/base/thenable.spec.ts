import { describe, expect, it } from '@jest/globals';
import { isThenable } from '../../lib/base/thenable.js';

describe('a value that has to be waited for', () => {
  const then = (): undefined => undefined;

  it.each<readonly [string, unknown, boolean]>([
    ['a promise', Promise.resolve(), true],
    ['an object with a then', Object.fromEntries([['then', then]]), true],
    ['one whose then is no function', Object.fromEntries([['then', 1]]), false],
    ['an object', {}, false],
    ['null', null, false],
    ['undefined', undefined, false],
    ['a text', 'then', false],
  ])('is told from others: %s', (_what, value, expected) => {
    expect(isThenable(value)).toBe(expected);
  });
});
