import type { Payload, Reply, Transport } from './transport.js';

/** The part of a fetch response that is looked at. */
export interface HttpResponse {
  readonly status: number;
  readonly statusText?: string;
  readonly headers?: unknown;
  readonly body?: unknown;
  text?(): Promise<string>;
}

/** A function like `fetch`. */
export type HttpFetch = (
  url: string,
  request: {
    readonly method: 'POST';
    readonly headers: Record<string, string>;
    readonly body: string | ArrayBuffer;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<HttpResponse>;

/** What `makeRequest` of an {@link HttpClient} is given. */
export interface HttpClientRequest {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Record<string, string>;
  /** Text, unless `gzip` is set. */
  readonly body: string | ArrayBuffer;
  /** Milliseconds. The client keeps this deadline itself, and aborts the signal then. */
  readonly httpRequestTimeout: number;
  readonly signal: AbortSignal;
}

/** An object that makes requests, in the shape of Segment's client. */
export interface HttpClient {
  makeRequest(request: HttpClientRequest): Promise<HttpResponse>;
}

/** Makes a transport of a function like `fetch`, or of an object with `makeRequest`. */
export function transportOver(
  client: HttpFetch | HttpClient,
  httpRequestTimeout: number,
): Transport {
  return {
    async send(payload: Payload, signal: AbortSignal): Promise<Reply> {
      const { url, method } = payload;
      const headers = { ...payload.headers };
      // Bytes as an ArrayBuffer, which every fetch takes, in its types too.
      const body =
        'content-encoding' in headers
          ? new Uint8Array(payload.body).buffer
          : payload.body.toString('utf8');
      const response =
        typeof client === 'function'
          ? await client(url, { method, headers, body, redirect: 'manual', signal })
          : await client.makeRequest({ url, method, headers, body, httpRequestTimeout, signal });
      return {
        status: response.status,
        statusText: response.statusText,
        headers: headersOf(response.headers),
        body: bodyOf(response),
      };
    },
  };
}

function headersOf(headers: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  if (typeof headers !== 'object' || headers === null) return found;
  const pairs: Iterable<unknown> =
    Symbol.iterator in headers ? (headers as Iterable<unknown>) : Object.entries(headers);
  for (const pair of pairs) {
    if (!Array.isArray(pair)) continue;
    const [name, value] = pair as readonly unknown[];
    found[String(name).toLowerCase()] = String(value);
  }
  return found;
}

function bodyOf(response: HttpResponse): AsyncIterable<Uint8Array | string> | undefined {
  const { body } = response;
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body) {
    return body as AsyncIterable<Uint8Array>;
  }
  if (typeof response.text !== 'function') return undefined;
  return (async function* () {
    yield (await response.text?.()) ?? '';
  })();
}
