import { createHmac } from 'node:crypto';
import { hasMembers, throughJson } from './plain.js';
import { type Wrong, wrong, wrongAs } from './step-options.js';

/** How values are hidden. */
export interface HidingOptions {
  /** `'remove'` leaves a value out, `'mask'` puts a text in its place, `'hash'` a keyed hash. @default 'remove' */
  readonly mode?: 'remove' | 'mask' | 'hash' | undefined;
  /** For `'hash'`, which needs it: a secret of at least 16 bytes. */
  readonly key?: string | Uint8Array | undefined;
  /** For `'mask'`: the text. @default '[redacted]' */
  readonly mask?: string | undefined;
}

/** What stands in the place of a value: undefined where JSON has no such value, and {@link REMOVED}. */
export type Hide = (value: unknown) => unknown;

/** In the place of a value that is to be left out: an undefined item of an array would be sent as null. */
export const REMOVED = Symbol('removed');

const MODES = ['remove', 'mask', 'hash'] as const;
const MIN_KEY_BYTES = 16;
const DEFAULT_MASK = '[redacted]';

/** @throws ValidationError for an option that is wrong, or that the mode has no use for: another mode was meant then. */
export function hiding(call: string, { mode = 'remove', key, mask }: HidingOptions): Hide {
  if (!MODES.includes(mode)) {
    throw wrong({ call, field: 'mode', found: mode, expected: `one of ${MODES.join(', ')}` });
  }
  if (key !== undefined && mode !== 'hash') throw stray({ call, field: 'key', found: key }, 'hash');
  if (mask !== undefined && mode !== 'mask') {
    throw stray({ call, field: 'mask', found: mask }, 'mask');
  }
  switch (mode) {
    case 'remove':
      return () => REMOVED;
    case 'mask':
      return masking(call, mask ?? DEFAULT_MASK);
    case 'hash':
      return hashing(call, key);
  }
}

function masking(call: string, mask: unknown): Hide {
  if (typeof mask !== 'string') {
    throw wrong({ call, field: 'mask', found: mask, expected: 'a string' });
  }
  return (value) => (isAbsent(value) ? undefined : mask);
}

function hashing(call: string, key: unknown): Hide {
  const secret = secretOf(key);
  if (secret === undefined || secret.length < MIN_KEY_BYTES) {
    const expected = `a secret of at least ${MIN_KEY_BYTES} bytes, as a string or a Buffer`;
    if (secret === undefined) throw wrong({ call, field: 'key', found: key, expected });
    throw wrongAs({ call, field: 'key', found: `one of ${secret.length} bytes`, expected });
  }
  return (value) => {
    const text = textOf(value);
    if (typeof text !== 'string') return text;
    return createHmac('sha256', secret).update(text).digest('hex');
  };
}

/** A copy: the program may wipe its own. */
function secretOf(key: unknown): Buffer | undefined {
  if (typeof key === 'string') return Buffer.from(key);
  return key instanceof Uint8Array ? Buffer.from(key) : undefined;
}

/**
 * What is hashed: a text as it is, numbers, booleans and bigints as decimal text, so that 42 and '42' are the same user, and
 * all else as JSON with its keys in order. Null stays: it hides nothing, and its hash would join everything that lacks one.
 */
function textOf(value: unknown): string | null | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? String(value) : null;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object': {
      if (value === null) return null;
      const plain = throughJson(value);
      return typeof plain === 'object' && plain !== null
        ? JSON.stringify(plain, sorted)
        : textOf(plain);
    }
    default:
      return undefined;
  }
}

/** For `JSON.stringify`: members in the order of their names, so that equal objects have equal hashes. */
function sorted(_key: string, value: unknown): unknown {
  if (!hasMembers(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries);
}

/** Whether JSON has no such value. */
function isAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'function' || typeof value === 'symbol';
}

function stray(what: Omit<Wrong, 'expected'>, mode: string): Error {
  return wrong({ ...what, expected: `left out, unless the mode is '${mode}'` });
}
