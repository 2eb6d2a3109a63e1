import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';

/** Never says what a text contains: it may be a key that came into the wrong place. @throws ValidationError */
export function fail(field: string, found: unknown, expected: string): never {
  throw problem(field, describe(found), expected);
}

/** The error for an option, in words. */
export function problem(field: string, found: string, expected: string): ValidationError {
  return new ValidationError({ code: 'invalid', call: 'Analytics', field, found, expected });
}
