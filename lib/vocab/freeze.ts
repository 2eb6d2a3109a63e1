/** Freezes a value and everything in it: whoever asks is given the same one. */
export function freezeAll<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) freezeAll(inner);
  return Object.freeze(value);
}
