import type { Position } from './record.js';

/** What became of the records of an import. `records` is the sum of all others, without `pending`. */
export interface ImportAccount {
  /** Those that are settled. */
  readonly records: number;
  readonly delivered: number;
  /** Written to the disk by the client's spool. */
  readonly spooled: number;
  /** In a dry run: what would have been sent. */
  readonly valid: number;
  /** Not delivered, by reason: what was wrong with the record, or a reason of drops. */
  readonly lost: Readonly<Record<string, number>>;
  /** Left out by `since`, `until`, `filter` and `map`, or on purpose by the client's plugins. */
  readonly skipped: number;
  /** Messages that were taken without a `timestamp`, and are put at the time of the import. */
  readonly withoutTimestamp: number;
}

/** The first places where the same went wrong. A reason has at most five of them; the fifth counts all that is otherwise. */
export interface ProblemPlaces {
  readonly reason: string;
  readonly count: number;
  /** `events.ndjson:17`; at most five. */
  readonly places: readonly string[];
  /** What happened, in words, at the first of them. */
  readonly error: string;
}

/** How an import is going, or how it ended. */
export interface ImportReport {
  readonly account: ImportAccount;
  /** Read, and not settled in their order yet. 0 at the end. */
  readonly pending: number;
  readonly problems: readonly ProblemPlaces[];
  /** The source that was settled last, and how far. Where it stopped, a later import goes on here. */
  readonly source: string | undefined;
  readonly position: Position;
  /** Since the beginning. */
  readonly seconds: number;
  /** Why it ended before its end: by `signal`, by `failFast`, or since the client was closed. */
  readonly stopped?: 'signal' | 'fail-fast' | 'closed';
}
