import { isBag } from '../base/bag.js';
import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import { NO_OPTION, nearOption } from '../client/near-option.js';

/** What was found, and what would have been right. */
export interface Mistake {
  readonly found: string;
  readonly expected: string;
}

/** The error for something that a test gave, in words. */
export function mistake(call: string, field: string, details: Mistake): ValidationError {
  return new ValidationError({ code: 'invalid', call, field, ...details });
}

/** @throws ValidationError for what are no options, and for one of another name, with the nearest */
export function checkOptions(call: string, options: unknown, known: readonly string[]): void {
  if (!isBag(options)) {
    const expected = `an object with ${known.join(', ')}`;
    throw mistake(call, 'options', { found: describe(options), expected });
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw mistake(call, unknown, { found: NO_OPTION, expected: nearOption(unknown, known) });
}

/**
 * The arguments of a matcher or an assert, of which the first may be left out. It must not be `undefined` by mistake, as a constant
 * that doesn't exist: any call would do then. Only where others follow, and a call may be without it, it has to stand there.
 *
 * @throws ValidationError
 */
export function named<Given extends readonly unknown[]>(
  call: string,
  field: string,
  given: Given,
): Given {
  const isMeant = given.length === 0 || (given.length > 1 && field !== 'event');
  if (isMeant || given[0] !== undefined) return given;
  const expected =
    'a value, a pattern, a matcher or a function (without arguments, any call will do)';
  throw mistake(call, field, { found: 'undefined', expected });
}
