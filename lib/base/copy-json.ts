import { MAX_DEPTH } from './exact-json.js';

/** What is left of the room for a copy. */
interface Room {
  left: number;
}

/** Thrown for what is not plain data, or too much of it. Never leaves this file. */
const GIVE_UP = Symbol('give up');
const dateToJson: unknown = Date.prototype.toJSON;

/**
 * A copy of plain data as it would come back from its JSON: dates as text, what JSON leaves out left out, each member read
 * once. In place of writing and parsing, which costs several times as much. Gives up, with undefined, on whatever is not
 * plain (a bigint, a `toJSON`, an object of a class, a cycle, a getter that throws) and on more than about `limit`
 * characters of JSON: writing it says what it is.
 */
export function copyJson<Value extends object>(value: Value, limit: number): Value | undefined {
  try {
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
  if (prototype !== Object.prototype && prototype !== null) throw GIVE_UP;
  spend(room, 2);
  // The engine copies an object as a whole many times faster than member by member: only what has to change is written.
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) {
    const member = copy[key];
    if (typeof member === 'string') {
      spend(room, key.length + member.length + 2);
      continue;
    }
    spend(room, key.length + 1);
    if (typeof member === 'boolean') continue;
    const copied = copyMember(member, depth, room);
    // What JSON leaves out would make a slow object of the copy, if it were deleted.
    if (copied === undefined) return withoutGaps(copy, depth, room);
    if (!Object.is(copied, member)) copy[key] = copied;
  }
  return copy;
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

/** The copy of an object without the members that JSON leaves out. Those that were copied are copied again. */
function withoutGaps(value: Readonly<Record<string, unknown>>, depth: number, room: Room): unknown {
  const pairs: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    const member = copyMember(value[key], depth, room);
    // Even what is left out costs something, so that a bag of a million undefined values ends here.
    spend(room, key.length + (typeof member === 'string' ? member.length : 1));
    if (member !== undefined) pairs.push([key, member]);
  }
  return Object.fromEntries(pairs);
}

function copyArray(value: readonly unknown[], depth: number, room: Room): unknown {
  spend(room, 2 + value.length);
  const copy: unknown[] = [];
  for (let index = 0; index < value.length; index += 1) {
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
