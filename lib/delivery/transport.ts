/** One request: everything about it but the connection. */
export interface Payload {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** JSON in UTF-8, or that compressed where the headers say so. */
  readonly body: Buffer;
}

/** What came back. Any status is a reply; only a connection that breaks is an error. */
export interface Reply {
  readonly status: number;
  readonly statusText?: string | undefined;
  /** By lower-case name. `retry-after` is the one that matters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Read up to a bound and then given up. Trouble in it changes nothing about the status. */
  readonly body?: AsyncIterable<Uint8Array | string> | undefined;
}

/** Carries a request to the endpoint. Give the client one of your own to send over something else than HTTP. */
export interface Transport {
  /**
   * Resolves with the reply as soon as its status is known, and rejects where there is none. The client aborts the signal
   * at its deadline, and stops waiting then in any case.
   */
  send(payload: Payload, signal: AbortSignal): Promise<Reply>;
  /** Lets go of connections, when the client is closed. */
  close?(): void;
}
