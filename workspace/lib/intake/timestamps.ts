import type { StoredMessage } from '../entry/stored-message.js';

/** The times of a message, in ISO 8601. */
type Timestamps = Pick<StoredMessage, 'originalTimestamp' | 'receivedAt' | 'timestamp'>;

/** What a sender says of time. */
export interface SenderTimes {
  readonly timestamp: unknown;
  readonly sentAt: unknown;
}

/**
 * Corrects the sender's clock: `timestamp = receivedAt - (sentAt - originalTimestamp)`, as if sending took no time. Without
 * `sentAt` the sender's time stands; without a readable `timestamp` it happened when it came in.
 */
export function timestampsOf(
  sender: SenderTimes,
  { receivedMs, receivedAt }: { readonly receivedMs: number; readonly receivedAt: string },
): Timestamps {
  const originalMs = parseTime(sender.timestamp);
  if (originalMs === undefined) {
    return { originalTimestamp: receivedAt, receivedAt, timestamp: receivedAt };
  }
  const sentMs = parseTime(sender.sentAt);
  const corrected = new Date(
    sentMs === undefined ? originalMs : receivedMs - (sentMs - originalMs),
  );
  return {
    originalTimestamp: new Date(originalMs).toISOString(),
    receivedAt,
    // Two times at the ends of what a Date can hold may lie too far apart.
    timestamp: Number.isNaN(corrected.getTime()) ? receivedAt : corrected.toISOString(),
  };
}

function parseTime(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const timeMs = Date.parse(value);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
