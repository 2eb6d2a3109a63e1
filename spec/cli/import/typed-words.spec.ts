import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { typedAgain } from '../../../lib/cli/import/typed-words.js';
import { SEEDED } from '../../support/seed.js';

describe('a command that is typed again', () => {
  it('is as it was, with what is new at its end', () => {
    expect(typedAgain(['import', 'a.ndjson', '--rate', '1000/s'], ['--resume'])).toBe(
      'waybill import a.ndjson --rate 1000/s --resume',
    );
    expect(typedAgain(['import', '--resume', 'a'], ['--resume'])).toBe('waybill import --resume a');
  });

  it.each([[['--write-key', 'secret']], [['--write-key=secret']]])(
    'keeps the key of %j to itself',
    (words) => {
      const command = typedAgain(['import', 'a', ...words]);
      expect(command).toMatch(/^waybill import a --write-key[ =]KEY$/);
    },
  );

  it('gives a shell the same words', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => !/[\0\n\r]/.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const command = typedAgain(['import', ...words]).replace('waybill', "printf '%s\\n'");
        const printed = execFileSync('sh', ['-c', command], { encoding: 'utf8' });
        expect(printed.split('\n').slice(1, -1)).toEqual(words);
      }),
      { ...SEEDED, numRuns: 50 },
    );
  });
});
