type Bag = Readonly<Record<string, unknown>>;

/** What lies at the end of keys; undefined where nothing does. Lists are not entered. */
export function valueAt(start: unknown, keys: readonly string[]): unknown {
  let value = start;
  for (const key of keys) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/**
 * Puts a value at the end of keys, and makes the objects that lack on the way. Not through what is no object: then it gives
 * false.
 */
export function setAt(start: Bag, keys: readonly string[], value: unknown): boolean {
  const [key, ...rest] = keys;
  if (key === undefined) return false;
  if (rest.length === 0) {
    setOwn(start, key, value);
    return true;
  }
  const existing = Object.hasOwn(start, key) ? start[key] : undefined;
  if (existing !== undefined && !isObject(existing)) return false;
  if (existing !== undefined) return setAt(existing, rest, value);
  const made = {};
  setOwn(start, key, made);
  return setAt(made, rest, value);
}

/** Takes out what lies at the end of keys. */
export function removeAt(start: Bag, keys: readonly string[]): void {
  const owner = valueAt(start, keys.slice(0, -1));
  const key = keys.at(-1);
  if (isObject(owner) && key !== undefined) Reflect.deleteProperty(owner, key);
}

function isObject(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of its own, whatever its name: `__proto__` by assignment would be the prototype. */
function setOwn(object: Bag, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
