/** Closes a switch over a union: a variant that was forgotten fails to compile. */
export function assertNever(value: never): never {
  throw new TypeError(`A variant that the code does not know: ${String(value)}`);
}
