import type { Problem } from '../entry/problem.js';
import { found } from './found.js';
import type { Shape } from './shape.js';

const MAX_CHARACTERS = 200;

/** What is wrong with a text or number of the right type, if anything is. */
export function formatProblem(
  value: unknown,
  { format, values }: Shape,
  path: string,
): Omit<Problem, 'code'> | undefined {
  if (values !== undefined && typeof value === 'string' && !values.includes(value)) {
    return {
      level: 'hint',
      path,
      text: `${path} is ${found(value)}: give one of ${values.join(', ')}.`,
    };
  }
  switch (format) {
    case 'iso4217':
      if (typeof value !== 'string' || /^[A-Za-z]{3}$/.test(value)) return undefined;
      return problem('warning', path, value, 'the three letters of a currency, such as EUR');
    case 'iso8601':
    case 'date-time':
      if (typeof value !== 'string' || isTime(value)) return undefined;
      return problem('warning', path, value, 'a date that can be read, in ISO 8601');
    case 'email':
      if (typeof value !== 'string' || value.includes('@')) return undefined;
      return problem('hint', path, value, 'an email address');
    case 'percent-0-100':
      if (typeof value !== 'number' || (value >= 0 && value <= 100)) return undefined;
      return problem('hint', path, value, 'a number from 0 to 100');
    default:
      return undefined;
  }
}

/** Whether a text says a time that is understood everywhere. A text of digits alone is not. */
export function isTime(text: string): boolean {
  return text.length <= MAX_CHARACTERS && /\D/.test(text) && !Number.isNaN(Date.parse(text));
}

function problem(
  level: Problem['level'],
  path: string,
  value: unknown,
  wanted: string,
): Omit<Problem, 'code'> {
  return { level, path, text: `${path} is ${found(value)}: give ${wanted}.` };
}
