import type { ObservedMessages } from '../client/observed-message.js';

/** Of how many messages that end together the time is looked at: those of one request hardly differ. */
const MOST = 4;

/** How many milliseconds messages took that end now, from their calls: of some of them, where they are many. */
export function* waitsOf(messages: ObservedMessages, nowMs: number): Generator<number> {
  const step = Math.ceil(messages.length / MOST);
  for (let index = 0; index < messages.length; index += step) {
    const acceptedAt = messages.at(index)?.acceptedAt;
    if (acceptedAt !== undefined) yield nowMs - acceptedAt;
  }
}
