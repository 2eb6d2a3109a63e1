import { isPlainObject } from 'remeda';

/** Says what a value is, briefly and without its contents: contents may be personal. */
export function describe(value: unknown): string {
  try {
    return describeValue(value);
  } catch {
    return 'a proxy that was revoked or throws';
  }
}

function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (value === '') return 'an empty string';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'string')
    return value.length > 100 ? `a string of ${value.length} characters` : 'a string';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : 'a Date';
  if (typeof value === 'object')
    return isPlainObject(value) ? 'an object' : 'an object that is not plain';
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}
