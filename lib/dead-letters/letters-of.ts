import { type AnalyticsError, DeliveryError } from '../base/errors.js';
import type { DeadLetter } from '../message/dead-letter.js';
import type { Message } from '../message/message.js';

/** Why messages were not delivered, and when they were given up. */
export interface GivenUp {
  readonly reason: string;
  readonly error: AnalyticsError;
  readonly nowMs: number;
}

/** A letter for each message that a client could not deliver. */
export function lettersOf(
  messages: readonly Message[],
  { reason, error, nowMs }: GivenUp,
): readonly DeadLetter[] {
  const at = new Date(nowMs).toISOString();
  const status = error instanceof DeliveryError ? error.status : undefined;
  const reply = status === undefined ? {} : { reply: { status } };
  return messages.map((message) => ({ reason, at, error: error.message, ...reply, message }));
}
