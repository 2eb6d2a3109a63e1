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
  const originalMs = eventTimes.read(sender.timestamp);
  if (originalMs === undefined) {
    return { originalTimestamp: receivedAt, receivedAt, timestamp: receivedAt };
  }
  const sentMs = sentTimes.read(sender.sentAt);
  const correctedMs = sentMs === undefined ? originalMs : receivedMs - (sentMs - originalMs);
  return {
    originalTimestamp: eventTimes.write(originalMs) ?? receivedAt,
    receivedAt,
    // Two times at the ends of what a Date can hold may lie too far apart.
    timestamp: sentTimes.write(correctedMs) ?? receivedAt,
  };
}

/** Reads and writes times, and remembers the last: the messages of a batch share most of theirs. */
class Times {
  #text: string | undefined;
  #textMs: number | undefined;
  #writtenMs: number | undefined;
  #written: string | undefined;

  read(value: unknown): number | undefined {
    if (typeof value !== 'string') return undefined;
    if (value !== this.#text) {
      const timeMs = Date.parse(value);
      this.#textMs = Number.isNaN(timeMs) ? undefined : timeMs;
      this.#text = value;
    }
    return this.#textMs;
  }

  /** Undefined for what no Date can hold. */
  write(timeMs: number): string | undefined {
    if (timeMs !== this.#writtenMs) {
      const time = new Date(timeMs);
      this.#written = Number.isNaN(time.getTime()) ? undefined : time.toISOString();
      this.#writtenMs = timeMs;
    }
    return this.#written;
  }
}

const eventTimes = new Times();
const sentTimes = new Times();
