import { JsonFault, MAX_DEPTH, writeExactly } from './exact-json.js';

const TOO_LARGE = -1;
const ODD = -2;
const dateToJson: unknown = Date.prototype.toJSON;

/**
 * Writes a value as JSON, in at most about `limit` characters, and leaves it as it was. Plain data is measured first, which
 * gives up as soon as the limit is passed, and is then written by the engine in one go. Whatever is not plain (a bigint, a
 * `toJSON`, an object of a class, a cycle, a getter that throws) goes to the exact writer, which is slower and can say
 * where the trouble is.
 */
export function toJson(value: object, limit: number): string | JsonFault {
  try {
    const room = measure(value, 0, limit);
    if (room === TOO_LARGE) return JsonFault.tooLarge(limit);
    if (room !== ODD) {
      const json: unknown = JSON.stringify(value);
      if (typeof json === 'string') return json;
    }
  } catch {
    // A getter or a proxy threw. The exact writer meets it again and names its path.
  }
  return writeExactly(value, limit);
}

/** The same for what came out of `JSON.parse`, unmeasured; nothing, where it turns out to be something else, or nested too deep. */
export function dataToJson(value: object): string | undefined {
  try {
    return isDeeper(value, MAX_DEPTH) ? undefined : JSON.stringify(value);
  } catch {
    // Somebody has put something else into it.
    return undefined;
  }
}

function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      if (typeof item === 'object' && item !== null && isDeeper(item, levels - 1)) return true;
    }
    return false;
  }
  const bag = value as Record<string, unknown>;
  for (const key in bag) {
    const member = bag[key];
    if (typeof member === 'object' && member !== null && isDeeper(member, levels - 1)) return true;
  }
  return false;
}

/** Writes a text as a JSON string. Most texts need no escaping, and then this is much cheaper than `JSON.stringify`. */
export function quote(text: string): string {
  const { length } = text;
  if (length > 64) return JSON.stringify(text);
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    // Control characters, the quote, the backslash and (perhaps lone) surrogates.
    if (code < 0x20 || code === 0x22 || code === 0x5c || code >= 0xd800)
      return JSON.stringify(text);
  }
  return `"${text}"`;
}

/** What is left of `room` after a value, by a lower bound of its length in JSON; or that it is too large, or not plain. */
function measure(value: unknown, depth: number, room: number): number {
  switch (typeof value) {
    case 'string':
      return spend(room, value.length + 2);
    case 'object':
      if (value === null) return spend(room, 4);
      return depth < MAX_DEPTH ? measureObject(value, depth, room) : ODD;
    case 'bigint':
      return ODD;
    case 'function':
      return 'toJSON' in value ? ODD : spend(room, 1);
    default:
      // Even what is left out costs something, so that a bag of a million undefined values ends here.
      return spend(room, 1);
  }
}

function spend(room: number, length: number): number {
  return room < length ? TOO_LARGE : room - length;
}

function measureObject(value: object, depth: number, room: number): number {
  const { toJSON } = value as { toJSON?: unknown };
  if (toJSON !== undefined) return toJSON === dateToJson ? spend(room, 4) : ODD;
  let left = spend(room, 2);
  if (Array.isArray(value)) {
    if (value.length > left) return TOO_LARGE;
    for (let index = 0; left >= 0 && index < value.length; index += 1) {
      left = measure(value[index], depth + 1, left);
    }
    return left;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return ODD;
  const bag = value as Record<string, unknown>;
  for (const key in bag) {
    if (left < 0) return left;
    const member = bag[key];
    left = measure(member, depth + 1, left);
    if (left >= 0 && member !== undefined) left = spend(left, key.length);
  }
  return left;
}
