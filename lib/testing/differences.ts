import { isBag } from '../base/bag.js';
import { isAsymmetric } from './value-text.js';

/** A place where a message is not as it is wanted. */
export interface Difference {
  /** `properties.products[0].price`. */
  readonly path: string;
  readonly wanted: unknown;
  /** `undefined`, where there is nothing. */
  readonly found: unknown;
}

/**
 * Where a message, or a part of it, is not as it is wanted. Of objects only the members count that are wanted, at any depth; lists
 * are as long as they are wanted. Asymmetric matchers, functions that say yes or no, and patterns for texts may stand anywhere. What
 * is wanted is compared as JSON has it: a Date is its text, and `undefined` is nothing.
 */
export function differences(wanted: unknown, found: unknown, path = ''): readonly Difference[] {
  const different = (isSame: boolean): readonly Difference[] =>
    isSame ? [] : [{ path, wanted, found }];
  if (isAsymmetric(wanted)) return different(wanted.asymmetricMatch(found));
  if (typeof wanted === 'function') return different(Boolean(wanted(found)));
  if (wanted instanceof RegExp)
    return different(typeof found === 'string' && isLike(found, wanted));
  const plain = asJson(wanted);
  if (Array.isArray(plain)) {
    if (!Array.isArray(found) || found.length !== plain.length) return different(false);
    return plain.flatMap((item, index) => differences(item, found[index], `${path}[${index}]`));
  }
  if (!isBag(plain)) return different(Object.is(plain, found) || plain === found);
  if (!isBag(found)) return different(false);
  return Object.entries(plain).flatMap(([key, member]) =>
    differences(member, Object.hasOwn(found, key) ? found[key] : undefined, joined(path, key)),
  );
}

/** A pattern that remembers where it was is asked from the start. */
function isLike(text: string, pattern: RegExp): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

/** As messages are written. */
function asJson(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  const { toJSON } = (isObject(value) ? value : {}) as { readonly toJSON?: unknown };
  return typeof toJSON === 'function' ? toJSON.call(value) : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function joined(path: string, key: string): string {
  if (!/^[\w$ -]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
