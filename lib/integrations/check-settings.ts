import { ValidationError } from '../base/errors.js';
import { nameOf } from './visitor.js';

/** What a setting has to be, in words and as a check. */
export interface Rule {
  readonly expected: string;
  readonly isRight: (value: unknown) => boolean;
}

/** A whole or broken number of milliseconds within bounds. */
export function milliseconds(most: number): Rule {
  return {
    expected: `a number of milliseconds from 0 to ${most}`,
    isRight: (value) => typeof value === 'number' && value >= 0 && value <= most,
  };
}

export const aFunction: Rule = {
  expected: 'a function',
  isRight: (value) => typeof value === 'function',
};

/**
 * Checks what an entry point is given, by name; what is undefined is left out.
 * @throws ValidationError that names the first setting that is wrong, or that does not exist.
 */
export function checkSettings(
  call: string,
  given: object,
  rules: Readonly<Record<string, Rule>>,
): void {
  for (const [field, value] of Object.entries(given)) {
    const rule = rules[field];
    if (rule !== undefined && (value === undefined || rule.isRight(value))) continue;
    const expected = rule?.expected ?? `one of the options ${Object.keys(rules).join(', ')}`;
    throw new ValidationError({ code: 'invalid', call, field, found: foundIn(value), expected });
  }
}

/** A number is no secret, and the one that is out of bounds is worth telling. */
function foundIn(value: unknown): string {
  return typeof value === 'number' ? `the number ${value}` : nameOf(value);
}
