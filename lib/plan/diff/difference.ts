/** Whether calls that were as planned stay so: `breaking`, where some may not. */
export type Effect = 'breaking' | 'safe';

/** What can change in a plan. The codes are stable. */
export const CHANGE_CODES = [
  'rule-added',
  'rule-removed',
  'version-added',
  'version-removed',
  'calls-unplanned',
  'property-added',
  'property-removed',
  'required-added',
  'required-removed',
  'type-changed',
  'values-added',
  'values-removed',
  'pattern-changed',
  'format-changed',
  'range-changed',
  'closed',
  'opened',
  'condition-changed',
  'dialect-changed',
  'description-changed',
  'labels-changed',
  'planning-changed',
  'destination-added',
  'destination-removed',
  'deprecation-changed',
  'source-added',
  'source-removed',
  'settings-changed',
  'transformation-added',
  'transformation-removed',
  'transformation-changed',
] as const;

export type ChangeCode = (typeof CHANGE_CODES)[number];

/** A difference between two schemas. */
export interface Difference {
  readonly code: ChangeCode;
  readonly effect: Effect;
  /** Where in the message; `$` stands for the items of a list. */
  readonly keys: readonly string[];
  /** What happened there, in words that follow the name of the place. */
  readonly text: string;
  /** The name that it may have now. */
  readonly renamedTo?: string | undefined;
}

/** A difference where its place is known already. */
export type Found = Pick<Difference, 'code' | 'effect' | 'text'>;

/** What is said of a key that a plan no longer has. */
export const UNPLANNED: Readonly<Record<Effect, string>> = {
  breaking: 'was removed, and is unplanned now',
  safe: 'was removed, and is unplanned now, which every source lets pass',
};
