/**
 * What the service takes, by its HTTP API (segment.com/docs/connections/sources/catalog/libraries/server/http-api). It says
 * KB; 1 KB is 1 024 bytes, as in its own clients. Sizes are those of the JSON, before it is compressed.
 */
export const LIMITS = {
  /** One message on a single-call path. */
  messageBytes: 32 * 1024,
  /** One batch request. */
  batchBytes: 500 * 1024,
  /** One message inside a batch. */
  batchItemBytes: 32 * 1024,
  /** Above this the service answers 200 and keeps nothing of the batch. */
  batchItems: 2_500,
  messageIdCharacters: 100,
} as const;
