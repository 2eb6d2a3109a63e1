import { describe, expect, it } from '@jest/globals';
import { wrapped, wrappedProse } from '../../lib/cli/wrapped.js';

describe('a wrapped text', () => {
  it.each([
    ['', 5, ['']],
    ['one two three', 20, ['one two three']],
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 3, ['one', 'two', 'three']],
    ['a-long-word is whole', 6, ['a-long-word', 'is', 'whole']],
  ])('%j within %d', (text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines);
  });

  it('leaves what is indented, and all of it where nobody watches', () => {
    const text = 'one two three\n  waybill one two three\n';
    expect(wrappedProse(text, 8)).toBe('one two\nthree\n  waybill one two three\n');
    expect(wrappedProse(text, undefined)).toBe(text);
  });
});
