/** What the tracking plan of its source says of a message, and what the service does by it: here every message is kept. */
export interface PlanVerdict {
  /** The rule that it is held to; absent where the plan has none for it. */
  readonly rule?: PlanRuleName;
  /** It is let through as it is, or with keys left out, or not at all. */
  readonly outcome: 'pass' | 'modify' | 'block';
  /** Why it is blocked, in the words of the service, such as `unplanned` or `schema_violation`. */
  readonly reason?: string;
  /** Whether it is an event that the plan does not have. */
  readonly isUnplanned: boolean;
  /** The first of them. */
  readonly violations: readonly PlanViolation[];
  /** How many more there are. */
  readonly more?: number;
  /** Keys that are not planned, such as `color` or `products.$.color`; the first of them. */
  readonly unplanned: readonly string[];
  /** Keys that are left out since they are not planned. */
  readonly omitted: readonly string[];
  /** Keys that are left out since what they hold breaks the plan. */
  readonly omittedOnViolation: readonly string[];
}

export interface PlanRuleName {
  /** `TRACK`, `IDENTIFY` … */
  readonly type: string;
  /** The name of the event, page or screen. */
  readonly key?: string;
  readonly version: number;
}

/** What in a message breaks the plan, in the form in which the service reports it. */
export interface PlanViolation {
  /** The kind: `Required`, `Invalid Type`, `Enum` … */
  readonly type: string;
  /** Where in the message: `properties.products.0.price`; `(root)` for the message as a whole. */
  readonly field: string;
  readonly description: string;
}

/** The kinds of what is no violation, but not planned either. */
export const UNPLANNED_EVENT = 'Unplanned Event';
export const UNPLANNED_PROPERTY = 'Unplanned Property';

/** Whether anything of a message is of a kind: that of a violation, or one of the two above. */
export function hasKind(
  { isUnplanned, unplanned, violations }: PlanVerdict,
  kind: string,
): boolean {
  if (kind === UNPLANNED_EVENT) return isUnplanned;
  if (kind === UNPLANNED_PROPERTY) return unplanned.length > 0;
  return violations.some(({ type }) => type === kind);
}
