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
  const bag = typeof value === 'object' && value !== null ? (value as Bag) : {};
  const lacking = methods.find((method) => typeof bag[method] !== 'function');
  if (lacking !== undefined) fail(name, value, `an object with the methods ${methods.join(', ')}`);
}
