import { VALUE_LIKE } from '../value-like.js';

/** A name with its ids, numbers, dates and addresses replaced by `*`; the name itself, where it has none. */
export function formOf(name: string): string {
  if (!MAY_HAVE_VALUES.test(name)) return name;
  return name
    .split(BETWEEN_PARTS)
    .map((part) => (VALUES.some((value) => value.test(part)) ? '*' : part))
    .join('');
}

/** Whether a key is data: an id, a date, a number or an address. */
export function isKeyLikeId(key: string): boolean {
  return formOf(key) !== key;
}

/** A value has a digit, or is an address. */
const MAY_HAVE_VALUES = /[\d@]/;
const BETWEEN_PARTS = /([\s/,;:()[\]]+)/;
const VALUES: readonly RegExp[] = [
  ...VALUE_LIKE,
  // A number of three digits or more, but a year.
  /(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}/,
];
