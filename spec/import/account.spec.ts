import { describe, expect, it } from '@jest/globals';
import { Account } from '../../lib/import/account.js';
import type { LostRecord } from '../../lib/import/import-options.js';

function told(errors: readonly string[]) {
  const account = new Account();
  errors.forEach((error, index) => {
    const record = { source: 'a', unit: 'line', line: index + 1, end: 0 };
    account.lost({ record, reason: 'invalid', error } as LostRecord, true);
  });
  return account.problems.map(({ count, places, error }) => [count, places.join(' '), error]);
}

describe('the problems of an import', () => {
  it('are told apart where different things are wrong for one reason', () => {
    expect(told(['no event', 'no user', 'no event'])).toEqual([
      [2, 'a:1 a:3', 'no event'],
      [1, 'a:2', 'no user'],
    ]);
  });

  it('are one where they differ in numbers alone', () => {
    expect(told(['found 40303 bytes', 'found 7 bytes'])).toEqual([
      [2, 'a:1 a:2', 'found 40303 bytes'],
    ]);
  });

  it('are five for a reason at most, and count everything', () => {
    const problems = told([...'abcdefgh']);

    expect(problems).toHaveLength(5);
    expect(problems.at(-1)).toEqual([4, 'a:5 a:6 a:7 a:8', 'e']);
  });
});
