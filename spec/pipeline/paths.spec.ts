import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compilePaths, MAX_PATHS, type PathPlace, parseKeys } from '../../lib/pipeline/paths.js';
import { SEEDED } from '../support/seed.js';
import { covers } from './leaves.js';

const SOURCE = { call: 'redact', field: 'paths' };

/** Whether a walk along keys comes by the end of a path. */
function isReached(paths: readonly string[], keys: readonly string[]): boolean {
  let place: PathPlace | undefined = compilePaths(paths, SOURCE);
  for (const key of keys) {
    place = place?.enter(key);
    if (place?.isEnd === true) return true;
  }
  return false;
}

describe('compiled paths', () => {
  it.each([
    ['one key', 'a', ['a'], true],
    ['another key', 'a', ['b'], false],
    ['what is above the end', 'a.b', ['a'], false],
    ['what is below the end', 'a.b', ['a', 'b', 'c'], true],
    ['any key', 'a.*.c', ['a', 'x', 'c'], true],
    ['one key only for a star', 'a.*.c', ['a', 'x', 'y', 'c'], false],
    ['no key for two stars', 'a.**.c', ['a', 'c'], true],
    ['several keys for two stars', 'a.**.c', ['a', 'x', 'y', 'c'], true],
    ['two stars in front', '**.c', ['c'], true],
    ['what is below two stars at the end', 'a.**', ['a', 'x'], true],
    ['not what two stars at the end stand below', 'a.**', ['a'], false],
    ['a key with a dot', 'a.b\\.c', ['a', 'b.c'], true],
    ['a dot that is none of a key', 'a.b\\.c', ['a', 'b', 'c'], false],
    ['a key that is a star', 'a.\\*', ['a', '*'], true],
    ['that key alone', 'a.\\*', ['a', 'b'], false],
    ['a key with a backslash before a dot', 'a\\\\.b', ['a\\', 'b'], true],
    ['an item of an array', 'a.0', ['a', '0'], true],
    ['names of the prototype', 'a.__proto__.constructor', ['a', '__proto__', 'constructor'], true],
    ['not names of the prototype', 'a', ['constructor'], false],
  ])('lead to %s', (_what, path, keys, expected) => {
    expect(isReached([path], keys)).toBe(expected);
  });

  it('lead where each of them leads', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 });
    const pattern = fc.array(fc.constantFrom('a', 'b', 'c', '*', '**'), {
      minLength: 1,
      maxLength: 5,
    });
    const all = fc.array(pattern, { maxLength: 5 });
    fc.assert(
      fc.property(all, keys, (list, path) => {
        const paths = list.map((one) => one.join('.'));

        expect(isReached(paths, path)).toBe(list.some((one) => covers(one, path)));
      }),
      { ...SEEDED, numRuns: 3_000 },
    );
  });

  it.each([
    ['no array', 'a.b', 'paths', 'a string'],
    ['a number', [1], 'paths[0]', 'the number 1'],
    ['an empty path', ['a', ''], 'paths[1]', 'an empty string'],
    ['an empty key', ['a..b'], 'paths[0]', 'a key that is empty, or that a star is only a part of'],
    ['a dot at the end', ['a.'], 'paths[0]', expect.stringContaining('a key that is empty')],
    ['a star in a word', ['card*'], 'paths[0]', expect.stringContaining('only a part of')],
    ['a lone backslash', ['a\\'], 'paths[0]', expect.stringContaining('a key that is empty')],
    ['a path that is too deep', [new Array(101).fill('a').join('.')], 'paths[0]', '101 keys'],
    ['too many paths', new Array(MAX_PATHS + 1).fill('a'), 'paths', 'an array'],
  ])('are not made of %s', (_what, paths, field, found) => {
    expect(() => compilePaths(paths, SOURCE)).toThrow(
      expect.objectContaining({ code: 'invalid', call: 'redact', field, found }),
    );
  });

  it('are made of as many paths as there may be', () => {
    const paths = Array.from({ length: MAX_PATHS }, (_, index) => `properties.p${index}.*.secret`);

    expect(isReached(paths, ['properties', 'p999', '3', 'secret'])).toBe(true);
  });

  it('are given up where there are too many combinations of them', () => {
    const path = ['**', 'a', ...new Array<string>(20).fill('*')].join('.');

    expect(() => compilePaths([path], SOURCE)).toThrow(
      expect.objectContaining({ field: 'paths', found: 'too many combinations' }),
    );
  });
});

describe('a path to one place', () => {
  it('is a list of keys', () => {
    const source = { call: 'sample', field: 'by', fields: ['properties'] };

    expect(parseKeys('properties.a\\.b.0', source)).toEqual(['properties', 'a.b', '0']);
    expect(() => parseKeys('properties.*.id', source)).toThrow('a path to one place');
    expect(() => parseKeys('id', source)).toThrow('a field of the message: properties');
  });
});
