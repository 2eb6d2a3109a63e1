/**
 * Whether a value is an object with members: an object literal, or one of a class of the program, but no list, Map, Date or
 * the like. A proxy that was revoked may pass: writing it as JSON says what it is.
 */
export function isBag(value: unknown): value is Readonly<Record<string, unknown>> {
  try {
    if (typeof value !== 'object' || value === null) return false;
    // Almost always; and telling the rest by their tag costs more.
    if (Object.getPrototypeOf(value) === Object.prototype) return true;
    return Object.prototype.toString.call(value) === '[object Object]';
  } catch {
    return true;
  }
}

/** Writes a member of its own, whatever its name: `__proto__` by assignment would be the prototype. */
export function setMember(bag: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') bag[key] = value;
  else Object.defineProperty(bag, key, { value, ...WRITABLE });
}

const WRITABLE = { writable: true, enumerable: true, configurable: true } as const;
