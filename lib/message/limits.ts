/**
 * Sizes and counts of the wire contract. The service's own numbers are those of Segment's HTTP API
 * (segment.com/docs/connections/sources/catalog/libraries/server/http-api), which says KB; 1 KB is 1 024 bytes here, as it
 * is in Segment's own Node client.
 */
export const LIMITS = {
  /** The service takes at most 32 KB a message. */
  messageBytes: 32 * 1024,
  /** The service takes at most 500 KB a batch request. */
  batchBytes: 500 * 1024,
  /** Above this the service answers 200 and rejects the batch. */
  batchMessages: 2_500,
  /** The service takes ids of fewer than 100 characters. */
  messageIdLength: 99,
  /** The longest time that the client waits because a reply said Retry-After. Segment's client has the same. */
  retryAfterMs: 300_000,
  /** The client sends no larger message, whatever `maxEventBytes` says; nor does it copy one. */
  largestMessage: 1024 * 1024,
  /** How much of a reply is read. Its contents are never needed; its beginning explains a refusal. */
  replyBytes: 64 * 1024,
  /** How much of a reply an error quotes. */
  quotedCharacters: 200,
} as const;
