import { isJsonObject, type JsonObject } from '../entry/json-object.js';

/** The last value of each trait, and the message that brought it. */
export type Traits = Map<
  string,
  { readonly value: unknown; readonly seq: number; readonly weight: number }
>;

const MAX_DEPTH = 4;
const MAX_VALUES = 100;
const MAX_TEXT_CHARACTERS = 1_000;
/** What a value takes, in characters, beside its text. */
const VALUE_WEIGHT = 50;

/** Sets traits; null is a value as well. Returns how much weight that adds. */
export function setTraits(
  traits: Traits,
  given: JsonObject,
  { seq, max }: { readonly seq: number; readonly max: number },
): number {
  let added = 0;
  for (const name of Object.keys(given)) {
    const before = traits.get(name);
    if (before === undefined && traits.size >= max) continue;
    const copy: Copy = { left: MAX_VALUES, weight: name.length + VALUE_WEIGHT };
    const value = copyOf(given[name], 1, copy);
    traits.set(name, { value, seq, weight: copy.weight });
    added += copy.weight - (before?.weight ?? 0);
  }
  return added;
}

/** Takes over traits of another; the later value stays. Returns how much weight that adds. */
export function mergeTraits(traits: Traits, others: Traits, max: number): number {
  let added = 0;
  for (const [name, other] of others) {
    const own = traits.get(name);
    if (own === undefined ? traits.size >= max : own.seq > other.seq) continue;
    traits.set(name, other);
    added += other.weight - (own?.weight ?? 0);
  }
  return added;
}

export function toObject(traits: Traits): JsonObject {
  return Object.fromEntries([...traits].map(([name, { value }]) => [name, value]));
}

interface Copy {
  /** How many values it may still have. */
  left: number;
  weight: number;
}

/** A copy of a bounded size: what is too much is left out. */
function copyOf(value: unknown, depth: number, copy: Copy): unknown {
  copy.left -= 1;
  copy.weight += VALUE_WEIGHT;
  if (typeof value === 'string') {
    copy.weight += Math.min(value.length, MAX_TEXT_CHARACTERS);
    return value.length > MAX_TEXT_CHARACTERS ? `${value.slice(0, MAX_TEXT_CHARACTERS)}…` : value;
  }
  if (Array.isArray(value)) return depth > MAX_DEPTH ? [] : itemsOf(value, depth, copy);
  if (isJsonObject(value)) return depth > MAX_DEPTH ? {} : fieldsOf(value, depth, copy);
  return value;
}

function itemsOf(items: readonly unknown[], depth: number, copy: Copy): unknown[] {
  const copied: unknown[] = [];
  for (const item of items) {
    if (copy.left <= 0) break;
    copied.push(copyOf(item, depth + 1, copy));
  }
  return copied;
}

function fieldsOf(fields: JsonObject, depth: number, copy: Copy): JsonObject {
  const copied: [string, unknown][] = [];
  for (const name of Object.keys(fields)) {
    if (copy.left <= 0) break;
    if (name.length > MAX_TEXT_CHARACTERS) continue;
    copy.weight += name.length;
    copied.push([name, copyOf(fields[name], depth + 1, copy)]);
  }
  // Defines each field: an assignment to `__proto__` would do something else.
  return Object.fromEntries(copied);
}
