import type { JsonObject } from './json-object.js';
import type { PlanVerdict } from './plan-verdict.js';
import type { Problem } from './problem.js';
import type { Reason } from './reason.js';

/** What becomes of a message: it is kept, it is not and why, or it had come before. */
export type Outcome = 'accepted' | 'rejected' | 'duplicate';

/** What is known of a message that came in, beside the message. */
export interface EntryHead {
  /** 1, 2, 3 … in the order of arrival, also across restarts. */
  readonly seq: number;
  /** The name of its source; empty where the write key is of none. */
  readonly source: string;
  /** When it came in, in ISO 8601. */
  readonly receivedAt: string;
  readonly outcome: Outcome;
  /** Why it was rejected. */
  readonly reason?: Reason;
  /** What is wrong with the request as a whole, where its messages can't be told apart. */
  readonly detail?: string;
}

/** One message that came in, whatever became of it. */
export interface Entry extends EntryHead {
  /** What its sender should know, the worst first. */
  readonly problems: readonly Problem[];
  /** What the tracking plan of its source says, of those that were accepted; absent where the source has none. */
  readonly plan?: PlanVerdict | undefined;
  /** Accepted ones with their times corrected; the others as they came. The write key is in none. */
  readonly message: JsonObject;
}
