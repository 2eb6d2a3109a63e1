/** How the endpoint fails, on purpose. */
export interface Fault {
  /**
   * `status`: answers with it, and takes nothing. `latency`: answers later. `reset`: cuts the connection, and takes nothing.
   * `lost-reply`: takes what was sent and cuts the connection before it answers, so that the sender has to send it again.
   * `silence`: takes nothing and never answers.
   */
  readonly kind: 'status' | 'latency' | 'reset' | 'lost-reply' | 'silence';
  /** Which share of requests it hits, above 0 and at most 1. @default 1 */
  readonly share?: number;
  /** For `status`: 300 to 599. @default 503 */
  readonly status?: number;
  /** For `status`: the header Retry-After, in seconds, 0 to 86 400. @default none */
  readonly retryAfterSeconds?: number;
  /** For `latency`: in milliseconds, 1 to 600 000. @default 1_000 */
  readonly latencyMs?: number;
  /** It ends after it hit so many requests, from 1. @default it doesn't */
  readonly requests?: number;
  /** It ends after that time, above 0 and at most 86 400. @default it doesn't */
  readonly seconds?: number;
}

export const FAULT_KINDS = ['status', 'latency', 'reset', 'lost-reply', 'silence'] as const;
