import { isThenable } from '../base/thenable.js';
import type { Id } from '../message/call.js';
import { problem } from './check-settings.js';

/** Who a request is from. */
export interface Visitor {
  readonly userId?: Id | null | undefined;
  readonly anonymousId?: Id | null | undefined;
  /** Sent as `context.traits` with every call of the request. */
  readonly traits?: object | null | undefined;
}

/** What `identify` may give: a visitor, a user's id, or nothing where it is nobody that it knows. */
export type Identified = Visitor | Id | null | undefined;

/** A visitor after it was checked. */
export interface KnownVisitor {
  readonly userId?: Id | undefined;
  readonly anonymousId?: Id | undefined;
  readonly traits?: object | undefined;
}

const NOBODY: KnownVisitor = {};

/**
 * Reads what `identify` gave. An empty text is nobody, as null is.
 * @throws ValidationError for what is neither a visitor nor an id.
 */
export function readVisitor(given: unknown, call: string): KnownVisitor {
  if (isNothing(given)) return NOBODY;
  if (isId(given)) return { userId: given };
  if (typeof given !== 'object' || Array.isArray(given) || isThenable(given)) {
    const expected = 'something that gives a visitor, an id or undefined';
    throw problem({ call, field: 'identify', value: given, expected });
  }
  const { userId, anonymousId, traits } = given as Readonly<Record<string, unknown>>;
  return {
    userId: readId(userId, call, 'userId'),
    anonymousId: readId(anonymousId, call, 'anonymousId'),
    traits: readTraits(traits, call),
  };
}

function readId(value: unknown, call: string, name: string): Id | undefined {
  if (isNothing(value)) return undefined;
  if (isId(value)) return value;
  throw problem({
    call,
    field: `identify().${name}`,
    value,
    expected: 'a text or a finite number',
  });
}

function readTraits(value: unknown, call: string): object | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value;
  throw problem({ call, field: 'identify().traits', value, expected: 'an object' });
}

function isNothing(value: unknown): value is null | undefined | '' {
  return value === undefined || value === null || value === '';
}

function isId(value: unknown): value is Id {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}
