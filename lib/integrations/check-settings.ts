import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import { isThenable } from '../base/thenable.js';
import { NO_OPTION, nearOption } from '../client/near-option.js';

/** What a setting has to be, in words and as a check. */
export interface Rule {
  readonly expected: string;
  readonly isRight: (value: unknown) => boolean;
}

export type Rules = Readonly<Record<string, Rule>>;

/** A whole or broken number of milliseconds within bounds. */
export function milliseconds(most: number): Rule {
  return {
    expected: `a number of milliseconds from 0 to ${most}`,
    isRight: (value) => typeof value === 'number' && value >= 0 && value <= most,
  };
}

/** A number within bounds. */
export function numberWithin(least: number, most: number): Rule {
  return {
    expected: `a number from ${least} to ${most}`,
    isRight: (value) => typeof value === 'number' && value >= least && value <= most,
  };
}

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number): Rule {
  return {
    expected: `a whole number from ${least} to ${most}`,
    isRight: (value) => Number.isInteger(value) && numberWithin(least, most).isRight(value),
  };
}

/** One of two texts. */
export function either(one: string, other: string): Rule {
  return {
    expected: `'${one}' or '${other}'`,
    isRight: (value) => value === one || value === other,
  };
}

export const aFunction: Rule = {
  expected: 'a function',
  isRight: (value) => typeof value === 'function',
};

export const aSwitch: Rule = {
  expected: 'true or false',
  isRight: (value) => typeof value === 'boolean',
};

const anObject: Rule = {
  expected: 'an object',
  isRight: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** A value, where it was found, and what it has to be. */
export interface Setting {
  readonly call: string;
  readonly field: string;
  readonly value: unknown;
  readonly rule: Rule;
}

/** @throws ValidationError where it is not right. */
export function checkSetting({ call, field, value, rule }: Setting): void {
  if (!rule.isRight(value)) throw problem({ call, field, value, expected: rule.expected });
}

/**
 * Checks the options of an entry point, by name; what is undefined is left out.
 * @throws ValidationError for what holds no options, and for the first that is wrong or that does not exist.
 */
export function checkSettings(call: string, options: unknown, rules: Rules): void {
  for (const [field, value] of entriesOf(call, options)) {
    const rule = rules[field];
    if (rule === undefined) {
      const expected = nearOption(field, Object.keys(rules));
      throw new ValidationError({ code: 'invalid', call, field, found: NO_OPTION, expected });
    }
    if (value !== undefined) checkSetting({ call, field, value, rule });
  }
}

/** @throws ValidationError for what holds no options. */
export function entriesOf(call: string, options: unknown): readonly (readonly [string, unknown])[] {
  checkSetting({ call, field: 'options', value: options, rule: anObject });
  return Object.entries(options as object);
}

interface Problem {
  readonly call: string;
  readonly field: string;
  readonly value: unknown;
  readonly expected: string;
}

/** What is told of a value that is not right. */
export function problem({ call, field, value, expected }: Problem): ValidationError {
  const found = isThenable(value) ? 'a promise' : describe(value);
  return new ValidationError({ code: 'invalid', call, field, found, expected });
}
