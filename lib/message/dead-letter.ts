import type { Message } from './message.js';

/** A message that was not delivered, or a record that is none, as a line of a dead-letter file. */
export interface DeadLetter {
  /** Why: a reason of drops, or what was wrong with the record. */
  readonly reason: string;
  /** When it was given up, in ISO 8601. */
  readonly at: string;
  /** What happened, in words. */
  readonly error?: string;
  /** What the endpoint answered last, where it answered. */
  readonly reply?: { readonly status: number };
  /** Where it was read, in an import. */
  readonly source?: { readonly name: string; readonly line: number };
  /** What can be sent again. */
  readonly message?: Message;
  /** What was read, where no message could be made of it. Long texts are cut. */
  readonly text?: string;
}
