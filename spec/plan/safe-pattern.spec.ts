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

function engineOf(given: string): RegExp | undefined {
  try {
    return new RegExp(given);
  } catch {
    return undefined;
  }
}
