import { randomUUID } from 'node:crypto';

const LIBRARY = { name: 'limit', version: '1.0.0' };

/** What any client has to do in a call: the message with its id, time and library, written as JSON once. */
export function writePlainMessage(call) {
  return JSON.stringify({
    type: 'track',
    messageId: randomUUID(),
    timestamp: new Date().toISOString(),
    userId: call.userId,
    event: call.event,
    properties: call.properties,
    context: { library: LIBRARY },
  });
}
