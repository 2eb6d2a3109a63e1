/** What a number may be. */
export interface Bounds {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** @param what Which number of which call, such as `startWorkspace: port`. @throws RangeError that says what was found */
export function checkBounds(what: string, { value, min, max }: Bounds): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new RangeError(`${what} must be a whole number from ${min} to ${max}; found ${value}.`);
}
