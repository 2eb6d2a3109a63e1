import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import type { ImportOptions } from './import-options.js';

interface Rule {
  readonly expected: string;
  readonly isRight: (value: unknown) => boolean;
}

const A_FUNCTION: Rule = {
  expected: 'a function',
  isRight: (value) => typeof value === 'function',
};
const A_SWITCH: Rule = {
  expected: 'true or false',
  isRight: (value) => typeof value === 'boolean',
};
const A_TIME: Rule = {
  expected: 'a valid Date, or a time in ISO 8601',
  isRight: (value) =>
    (value instanceof Date || typeof value === 'string') &&
    !Number.isNaN(new Date(value).getTime()),
};
const AN_INTERVAL: Rule = {
  expected: 'a number of milliseconds from 10 to 3600000',
  isRight: (value) => typeof value === 'number' && value >= 10 && value <= 3_600_000,
};

const RULES: Readonly<Record<keyof ImportOptions, Rule>> = {
  source: {
    expected: 'a name that is not empty',
    isRight: (value) => typeof value === 'string' && value !== '',
  },
  rate: {
    expected: 'a number of messages a second above 0',
    isRight: (value) => typeof value === 'number' && value > 0 && Number.isFinite(value),
  },
  dryRun: A_SWITCH,
  since: A_TIME,
  until: A_TIME,
  filter: A_FUNCTION,
  map: A_FUNCTION,
  failFast: A_SWITCH,
  signal: { expected: 'an AbortSignal', isRight: (value) => value instanceof AbortSignal },
  onDeadLetter: A_FUNCTION,
  onProgress: A_FUNCTION,
  progressInterval: AN_INTERVAL,
  onCheckpoint: A_FUNCTION,
  checkpointInterval: AN_INTERVAL,
};

/** @throws ValidationError for an option that is wrong or unknown */
export function checkImportOptions(options: unknown, call: string): void {
  if (typeof options !== 'object' || options === null) {
    throw problem(call, 'options', { found: describe(options), expected: 'an object' });
  }
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(RULES, name)) {
      const expected = `one of ${Object.keys(RULES).join(', ')}`;
      throw problem(call, name, { found: 'an option that is not known', expected });
    }
    const { isRight, expected } = RULES[name as keyof ImportOptions];
    if (value === undefined || isRight(value)) continue;
    throw problem(call, name, { found: describe(value), expected });
  }
}

function problem(
  call: string,
  field: string,
  words: { readonly found: string; readonly expected: string },
): ValidationError {
  return new ValidationError({ code: 'invalid', call, field, ...words });
}
