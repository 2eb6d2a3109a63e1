import type { JsonSchema } from '../document.js';
import type { Found } from './difference.js';

const ALL_TYPES = ['string', 'number', 'boolean', 'object', 'array', 'null'];

/** The types that a schema allows; none where it says nothing of them. */
export function typesOf({ type, nullable }: JsonSchema): readonly string[] | undefined {
  if (type === undefined) return undefined;
  const types = (Array.isArray(type) ? type : [type]).map(String);
  return nullable === true && !types.includes('null') ? [...types, 'null'] : types;
}

/** What changed about the types of a value. */
export function typesDifference(before: JsonSchema, after: JsonSchema): Found | undefined {
  const [was, is] = [typesOf(before), typesOf(after)];
  const lost = (was ?? ALL_TYPES).filter((type) => !covers(is, type));
  const gained = (is ?? ALL_TYPES).filter((type) => !covers(was, type));
  if (lost.length === 0 && gained.length === 0) return undefined;
  return {
    code: 'type-changed',
    effect: lost.length === 0 ? 'safe' : 'breaking',
    text: typeText({ was, is, lost, gained }),
  };
}

/** Whether no value can be of a type that both allow. */
export function areDisjoint(before: JsonSchema, after: JsonSchema): boolean {
  const [was, is] = [typesOf(before), typesOf(after)];
  if (was === undefined || is === undefined) return false;
  return !was.some((type) => covers(is, type)) && !is.some((type) => covers(was, type));
}

function covers(types: readonly string[] | undefined, type: string): boolean {
  if (types === undefined || types.includes(type)) return true;
  return type === 'integer' && types.includes('number');
}

interface Types {
  readonly was: readonly string[] | undefined;
  readonly is: readonly string[] | undefined;
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

function typeText({ was, is, lost, gained }: Types): string {
  if (was === undefined) return `must be ${named(is)} now; any type was allowed`;
  if (is === undefined) return `may be of any type now; it was ${named(was)}`;
  if (lost.length === 0 && gained.join() === 'null') return 'may be null, too';
  if (gained.length === 0 && lost.join() === 'null') return 'may no longer be null';
  return `is ${named(is)} now; it was ${named(was)}`;
}

function named(types: readonly string[] | undefined): string {
  return (types ?? []).join(' or ');
}
