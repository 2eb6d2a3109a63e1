import type { Outcome } from './entry.js';
import type { MessageType } from './stored-message.js';

/** Which entries are meant. What is left out matches all; what is there must match at once. */
export interface Filter {
  /** The event of a track call, or the name of a page or screen. */
  readonly event?: string;
  readonly type?: MessageType;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly messageId?: string;
  /** The name of a source. */
  readonly source?: string;
  /** @default 'accepted' */
  readonly outcome?: Outcome | 'any';
  /** Why it was rejected: a reason code. */
  readonly reason?: string;
  /** Only entries with errors or warnings. */
  readonly hasProblems?: boolean;
  /** Only entries that break the tracking plan of their source. */
  readonly hasViolations?: boolean;
  /** The kind of something that is not as planned: `Required`, `Invalid Type` …, `Unplanned Event` or `Unplanned Property`. */
  readonly violation?: string;
  /** A text that the message as JSON contains, as it is. */
  readonly text?: string;
  /** Received at this time or later. */
  readonly since?: Date;
  /** Received before this time. */
  readonly until?: Date;
  /** Only entries with a higher `seq`. */
  readonly after?: number;
  /** Only entries with a lower `seq`. */
  readonly before?: number;
}
