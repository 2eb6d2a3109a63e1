import type { Entry } from '../../lib/entry/entry.js';

/** An entry, of which a spec says what matters. */
export function anEntry({ message, ...rest }: Partial<Entry> = {}): Entry {
  return {
    seq: 1,
    source: 'web',
    receivedAt: '2026-05-04T12:00:00.000Z',
    outcome: 'accepted',
    problems: [],
    message: { type: 'track', userId: 'user-1', event: 'Order Completed', ...message },
    ...rest,
  };
}
