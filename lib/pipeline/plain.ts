import { copyJson } from '../base/copy-json.js';
import { JsonFault } from '../base/exact-json.js';
import { toJson } from '../base/json.js';
import { LIMITS } from '../message/limits.js';
import type { Bag } from '../message/segment-event.js';

/**
 * What JSON makes of an object, to look into: the object itself, where it is plain. Otherwise what is inside may have little
 * to do with what is sent: a `toJSON`, or an object of a class, is written as JSON and read back.
 */
export function asPlain(value: object): unknown {
  return isPlain(value) ? value : throughJson(value);
}

/** What JSON makes of a value that is no function. @throws TypeError where it can't be written as JSON */
export function throughJson(value: unknown): unknown {
  const json = toJson({ value }, LIMITS.largestMessage);
  if (json instanceof JsonFault) {
    throw new TypeError(`It met ${json.found}, which JSON can't have.`);
  }
  return (JSON.parse(json) as { readonly value?: unknown }).value;
}

/** A copy that shares nothing with the value; undefined for what JSON leaves out. */
export function copyPlain(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  return copyJson(value, LIMITS.largestMessage) ?? throughJson(value);
}

/** Whether something is an object with members, in contrast to an array and null. */
export function hasMembers(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What lies at the end of keys, as JSON has it; undefined where nothing does. */
export function valueAt(start: unknown, keys: readonly string[]): unknown {
  let value = start;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    const plain = asPlain(value);
    if (typeof plain !== 'object' || plain === null || !Object.hasOwn(plain, key)) return undefined;
    value = (plain as Bag)[key];
  }
  return value;
}

function isPlain(value: object): boolean {
  if (typeof (value as { readonly toJSON?: unknown }).toJSON === 'function') return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
