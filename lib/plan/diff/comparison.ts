import type { JsonSchema } from '../document.js';
import type { PlannedKeys } from '../planned-keys.js';
import type { Difference, Effect, Found } from './difference.js';

/** Where in the message two schemas are compared. */
export interface Position {
  readonly keys: readonly string[];
  /** The keys that messages could have there before; undefined where they could have any. */
  readonly planned: PlannedKeys | undefined;
}

/** Two schemas of the same value. */
export interface Pair {
  readonly before: JsonSchema;
  readonly after: JsonSchema;
}

/** What compares the parts of two schemas. */
export interface Comparison {
  compare(before: unknown, after: unknown, position: Position): readonly Difference[];
  /** Whether something that was as planned before may break what is asked now. */
  breaks(before: unknown, after: unknown, position: Position): boolean;
  /** Whether two parts ask the same, with what they refer to. */
  isSame(before: unknown, after: unknown): boolean;
  /** What becomes of calls that have a key which is no longer planned; nothing, where it still is. */
  lostAt(keys: readonly string[]): Effect | undefined;
  /** The position of a member. */
  memberAt(position: Position, name: string): Position;
}

/** A place as a key of maps. */
export function placeOf(keys: readonly string[]): string {
  return JSON.stringify(keys);
}

export function at({ keys }: Position, found: Found): Difference {
  return { ...found, keys };
}
