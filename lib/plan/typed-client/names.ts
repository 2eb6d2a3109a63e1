import { toCamelCase } from 'remeda';

// What is beyond the basic plane is left out: not every compiler knows the letters that were added there last.
const NOT_IN_NAMES = /[^\p{ID_Continue}]|[\u{10000}-\u{10FFFF}]/gu;
const BEGINS_NAME = /^[\p{ID_Start}]/u;
const MAX_CODE_POINTS = 8;

/** A name for a function out of any text: `orderCompleted` for `Order Completed`. */
export function functionName(text: string): string {
  const words = text.replace(NOT_IN_NAMES, ' ').replace(/_/g, ' ');
  const name = toCamelCase(words, { preserveConsecutiveUppercase: false }).replace(
    NOT_IN_NAMES,
    '',
  );
  if (name === '') return `event${codePointsOf(text)}`;
  return BEGINS_NAME.test(name) ? name : `_${name}`;
}

/** The name of a type beside a function: `OrderCompleted`. */
export function typeName(text: string): string {
  const name = functionName(text);
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** A text without a letter, such as an emoji, is named after its characters, which stays the same whatever else is planned. */
function codePointsOf(text: string): string {
  return [...text]
    .slice(0, MAX_CODE_POINTS)
    .map((character) => `U${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
    .join('');
}

/** Names that are given once. One that is taken gets a number, with an underscore that no name has by itself. */
export class Names {
  readonly #taken: Set<string>;

  constructor(reserved: Iterable<string>) {
    this.#taken = new Set(reserved);
  }

  take(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${wanted}_${number}`;
    this.#taken.add(name);
    return name;
  }
}
