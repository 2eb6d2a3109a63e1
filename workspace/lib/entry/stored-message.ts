import type { JsonObject } from './json-object.js';

/** The six calls. */
export const MESSAGE_TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;

export type MessageType = (typeof MESSAGE_TYPES)[number];

export function isMessageType(type: unknown): type is MessageType {
  return MESSAGE_TYPES.some((known) => known === type);
}

/** A message that was accepted: its fields as they came, the times corrected, and without the write key. */
export type StoredMessage = JsonObject & {
  readonly type: MessageType;
  readonly messageId: string;
  /** When it happened, by the sender's clock, in ISO 8601. */
  readonly originalTimestamp: string;
  /** When it came in, by ours. */
  readonly receivedAt: string;
  /** When it happened, by our clock. */
  readonly timestamp: string;
};
