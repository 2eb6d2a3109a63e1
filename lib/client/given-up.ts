import { DeliveryError } from '../base/errors.js';
import type { Ending } from '../delivery/ending.js';
import type { Batch } from '../delivery/parcel.js';
import type { Entry } from './entry.js';

/** What to say of messages that nobody could try to send any more. */
export function endingAtDeadline(batch: Batch<Entry>): Ending {
  return givenUp(batch, 'the client was closed before they could be sent.');
}

/** What to say of messages that are given up without a request. */
export function givenUp(entries: Batch<Entry>, why: string): Ending {
  const count = entries.length === 1 ? '1 message was' : `${entries.length} messages were`;
  const error = new DeliveryError(`${count} not delivered (deadline): ${why}`, {
    code: 'deadline',
    messageIds: entries.map(({ messageId }) => messageId),
    attempts: 0,
  });
  return { kind: 'dropped', reason: 'deadline', error, isGeneral: false };
}
