/**
 * `change`: `--write` rewrites it. `manual`: it must be changed by hand. `check`: it works and behaves differently, so
 * somebody has to look. `note`: good to know, with nothing to do.
 */
export type Severity = 'change' | 'check' | 'manual' | 'note';

/** A construct of another client that means something else in Waybill. `{subject}` stands for the name it is about. */
export interface Construct {
  readonly severity: Severity;
  /** What stands there. */
  readonly found: string;
  /** Why that matters. */
  readonly reason: string;
  /** What to do about it; absent, where each place says so itself. */
  readonly todo?: string;
}
