import { describe, expect, it } from '@jest/globals';
import { ValidationError } from '../../lib/base/errors.js';
import { fail, problem } from '../../lib/client/option-problem.js';

describe('the error for an option', () => {
  it('says which, what was found and what is expected', () => {
    const error = problem('flushAt', 'the number 0', 'a whole number');

    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ code: 'invalid', call: 'Analytics', field: 'flushAt' });
    expect(error.message).toBe('Analytics: flushAt must be a whole number; found the number 0.');
  });

  it.each(['a-secret-key', ['a-secret-key'], { key: 'a-secret-key' }])(
    'never quotes a text that was found, which may be a key: %j',
    (found) => {
      const make = (): never => fail('gzip', found, 'a boolean');

      expect(make).toThrow(ValidationError);
      expect(make).not.toThrow(/a-secret-key/);
    },
  );
});
