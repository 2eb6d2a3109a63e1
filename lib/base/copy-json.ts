import { setMember } from './bag.js';
import { MAX_DEPTH } from './exact-json.js';

type Bag = Readonly<Record<string, unknown>>;

/** What is left of the room for a copy. */
interface Room {
  left: number;
}

/** Thrown for what is not plain data, or too much of it. Never leaves this file. */
const GIVE_UP = Symbol('give up');
const MAX_SMALL_MEMBERS = 64;
const dateToJson: unknown = Date.prototype.toJSON;

/**
 * A copy of plain data as it would come back from its JSON: dates as text, what JSON leaves out left out, each member read
 * once. In place of writing and parsing, which costs several times as much. Gives up, with undefined, on whatever is not
 * plain (a bigint, a `toJSON`, a cycle, a getter that throws) and on more than about `limit`
 * characters of JSON: writing it says what it is. Members by symbol, which JSON doesn't see, may come
 * along as they are.
 */
export function copyJson<Value extends object>(value: Value, limit: number): Value | undefined {
  try {
    // Somebody wrote to the prototype of all objects: what is inherited looks like a member of each.
    for (const _inherited in {}) return undefined;
    return copyObject(value, 0, { left: limit }) as Value;
  } catch {
    return undefined;
  }
}

function copyObject(value: object, depth: number, room: Room): unknown {
  if (depth >= MAX_DEPTH) throw GIVE_UP;
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (toJSON !== undefined) return copyDate(value, toJSON, room);
  if (Array.isArray(value)) return copyArray(value, depth, room);
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  if (!isPlain && isOdd(value)) throw GIVE_UP;
  spend(room, 2);
  const bag = value as Bag;
  if (prototype === Object.prototype && isSmall(bag)) return copySmall(bag, depth, room);
  const copy: Record<string, unknown> = {};
  for (const key in bag) {
    if (!isPlain && !Object.hasOwn(bag, key)) continue;
    const member = bag[key];
    spend(room, key.length + 1);
    if (typeof member === 'string') spend(room, member.length);
    const copied = typeof member === 'string' ? member : copyMember(member, depth, room);
    if (copied === undefined) continue;
    setMember(copy, key, copied);
  }
  return copy;
}

/** A larger one is to be given up before all of it was copied. */
function isSmall(bag: Bag): boolean {
  let members = 0;
  for (const _name in bag) {
    members += 1;
    if (members > MAX_SMALL_MEMBERS) return false;
  }
  return true;
}

/** Copied as a whole, which takes half the time, and mended where JSON has something else. */
function copySmall(bag: Bag, depth: number, room: Room): Bag {
  const copy: Record<string, unknown> = { ...bag };
  let isWhole = true;
  for (const key in copy) {
    const member = copy[key];
    spend(room, key.length + 1);
    if (typeof member === 'string') {
      spend(room, member.length);
      continue;
    }
    const copied = copyMember(member, depth, room);
    if (copied === undefined) isWhole = false;
    // Zero has a sign that JSON doesn't have.
    if (copied !== member || copied === 0) setMember(copy, key, copied);
  }
  return isWhole ? copy : withoutAbsent(copy);
}

function withoutAbsent(bag: Bag): Bag {
  const present: Record<string, unknown> = {};
  for (const key in bag) {
    const member = bag[key];
    if (member !== undefined) setMember(present, key, member);
  }
  return present;
}

/** JSON looks through the object forms of the simple types, and makes members of the bytes of a view. */
function isOdd(value: object): boolean {
  return (
    value instanceof Number ||
    value instanceof String ||
    value instanceof Boolean ||
    value instanceof BigInt ||
    ArrayBuffer.isView(value)
  );
}

/** What becomes of a member that is no text and no boolean; undefined for what JSON leaves out. */
function copyMember(member: unknown, depth: number, room: Room): unknown {
  switch (typeof member) {
    case 'number':
      // JSON has no minus zero either.
      return Number.isFinite(member) ? member + 0 : null;
    case 'object':
      return member === null ? null : copyObject(member, depth + 1, room);
    case 'bigint':
      throw GIVE_UP;
    case 'function':
      if ('toJSON' in member) throw GIVE_UP;
      return undefined;
    case 'string':
    case 'boolean':
      return member;
    default:
      return undefined;
  }
}

function copyArray(value: readonly unknown[], depth: number, room: Room): unknown {
  // Read once: a proxy may claim another length each time.
  const { length } = value;
  spend(room, 2 + length);
  const copy: unknown[] = [];
  for (let index = 0; index < length; index += 1) {
    const member = value[index];
    if (typeof member === 'string') spend(room, member.length);
    copy.push(copyMember(member, depth, room) ?? null);
  }
  return copy;
}

function copyDate(value: object, toJSON: unknown, room: Room): unknown {
  if (toJSON !== dateToJson || !(value instanceof Date)) throw GIVE_UP;
  spend(room, 4);
  return Number.isNaN(value.getTime()) ? null : value.toISOString();
}

function spend(room: Room, length: number): void {
  room.left -= length;
  if (room.left < 0) throw GIVE_UP;
}
