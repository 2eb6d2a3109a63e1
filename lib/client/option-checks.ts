import { describe } from '../base/describe.js';
import { foreignHint } from './foreign-options.js';
import { NO_OPTION, nearOption } from './near-option.js';
import { fail, problem } from './option-problem.js';

export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly isFraction?: boolean;
}

type Bag = Readonly<Record<string, unknown>>;

export function checkNames(bag: Bag, known: readonly string[], prefix: string): void {
  for (const name of Object.keys(bag)) {
    if (known.includes(name)) continue;
    const expected = foreignHint(name) ?? nearOption(name, known);
    throw problem(`${prefix}${name}`, NO_OPTION, expected);
  }
}

export function checkNumbers(
  bag: Bag,
  numbers: Readonly<Record<string, Bounds>>,
  prefix: string,
): void {
  for (const [name, { min, max, isFraction }] of Object.entries(numbers)) {
    const value = bag[name];
    if (value === undefined) continue;
    const isKind = isFraction ? Number.isFinite(value) : Number.isInteger(value);
    if (!isKind || typeof value !== 'number' || value < min || value > max) {
      fail(
        `${prefix}${name}`,
        value,
        `a ${isFraction ? '' : 'whole '}number from ${min} to ${max}`,
      );
    }
  }
}

export function checkOneOf(name: string, value: unknown, types: readonly string[]): void {
  if (value !== undefined && (value === null || !types.includes(typeof value))) {
    fail(name, value, `a ${types.join(' or ')}`);
  }
}

export function checkMethods(name: string, value: unknown, methods: readonly string[]): void {
  if (value === undefined) return;
  const isObject = typeof value === 'object' && value !== null;
  const lacking = methods.filter(
    (method) => !isObject || typeof (value as Bag)[method] !== 'function',
  );
  if (lacking.length === 0) return;
  const found = isObject ? `${describe(value)} without ${lacking.join(', ')}` : describe(value);
  throw problem(name, found, `an object with the methods ${methods.join(', ')}`);
}
