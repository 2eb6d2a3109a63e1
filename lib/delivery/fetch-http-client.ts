import type { HTTPClient, HTTPClientRequest, HTTPFetchFn, HTTPResponse } from './http-client.js';

/** An {@link HTTPClient} over a function like `fetch`, for programs that extend it. */
export class FetchHTTPClient implements HTTPClient {
  readonly #fetch: HTTPFetchFn;

  /** @param fetch the runtime's own, where it is left out */
  constructor(fetch: HTTPFetchFn = (url, request) => globalThis.fetch(url, request)) {
    this.#fetch = fetch;
  }

  /** Rejects where there is no reply within `httpRequestTimeout`. */
  makeRequest(request: HTTPClientRequest): Promise<HTTPResponse> {
    const { url, method, headers, body, httpRequestTimeout, signal } = request;
    const deadline = AbortSignal.timeout(httpRequestTimeout);
    const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    return this.#fetch(url, { method, headers, body, redirect: 'manual', signal: either });
  }
}
