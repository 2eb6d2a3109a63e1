import { type AcceptedEntry, type Call, Entry } from '../../lib/client/entry.js';
import { OpenReceipt } from '../../lib/client/receipt.js';
import { Tally } from '../../lib/client/tally.js';
import { Pages } from '../../lib/queue/pages.js';

/** A call as it comes in; say only what matters. */
export function aCall(fields: Partial<Call> = {}): Call {
  return {
    type: 'track',
    fields: { userId: 'user-1', event: 'Something Happened' },
    callback: undefined,
    scopeTally: undefined,
    isRaw: false,
    atMs: 0,
    ...fields,
  };
}

/** An accepted message, with a tally of its own where none is given. */
export function anEntry(
  messageId = 'm-1',
  call: Partial<Call> = {},
  tally: Tally = new Tally(),
): AcceptedEntry {
  const { type, callback, scopeTally, atMs } = aCall(call);
  const place = new Pages().write(JSON.stringify({ type, messageId }));
  const receipt = new OpenReceipt(messageId);
  return new Entry(place, { type, callback, atMs }, receipt, tally.join(), scopeTally?.join());
}
