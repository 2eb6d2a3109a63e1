import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safePattern } from '../../lib/plan/safe-pattern.js';
import { SEEDED } from '../support/seed.js';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '_', ' ', '-', '|'), maxLength: 6 });
const pattern = fc.string({
  unit: fc.constantFrom('a', 'b', '1', '_', ' ', '-', '|', '(', ')', '^', '$'),
  maxLength: 8,
});

describe('a pattern that may be a list of choices', () => {
  it('matches what the engine matches, and is refused at once where the engine refuses it', () => {
    fc.assert(
      fc.property(pattern, fc.array(text), (given, texts) => {
        const engine = engineOf(given);
        if (engine === undefined) return expect(() => safePattern(given)).toThrow();
        const safe = safePattern(given);
        return expect(texts.map(safe.test)).toEqual(texts.map((one) => engine.test(one)));
      }),
      { ...SEEDED, numRuns: 2_000 },
    );
  });
});

describe('a pattern that is compiled when it is first needed', () => {
  const parts = [
    'a',
    'b',
    '1',
    '-',
    '^',
    '$',
    '|',
    '.',
    '(',
    '(?:',
    '(?=',
    ')',
    '[',
    '[^',
    ']',
    '{',
    '}',
    ',',
  ].concat([
    '*',
    '+',
    '?',
    '\\d',
    '\\W',
    '\\.',
    '\\-',
    '\\1',
    '{2}',
    '{1,3}',
    '{1001}',
    '{99}',
    '{9,99}',
    '\\b',
    'ä',
    ' ',
  ]);
  const given = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((all) => all.join(''));

  it('was refused before, or never fails, and matches what the engine matches', () => {
    fc.assert(
      fc.property(given, fc.array(text), (one, texts) => {
        const safe = loaded(one);
        if (safe === undefined) return;
        const found = texts.map(safe.test);
        const engine = engineOf(one, 'u');
        if (engine !== undefined) expect(found).toEqual(texts.map((each) => engine.test(each)));
      }),
      { ...SEEDED, numRuns: 5_000 },
    );
  });
});

function loaded(given: string): ReturnType<typeof safePattern> | undefined {
  try {
    return safePattern(given);
  } catch {
    return undefined;
  }
}

function engineOf(given: string, flags = ''): RegExp | undefined {
  try {
    return new RegExp(given, flags);
  } catch {
    return undefined;
  }
}
