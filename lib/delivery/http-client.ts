import type { Bag } from '../message/segment-event.js';
import type { Payload, Reply, Transport } from './transport.js';

// The names are those of Segment's client: a program that made an HTTP client of its own keeps it.

/** What `makeRequest` of an {@link HTTPClient} is given. */
export interface HTTPClientRequest {
  url: string;
  method: 'POST';
  headers: Record<string, string>;
  /** Text. Where `gzip` is set it is an ArrayBuffer, which every `fetch` takes, and which Segment's types don't know. */
  body: string;
  /** Milliseconds. The client keeps this deadline itself, and aborts the signal then. */
  httpRequestTimeout: number;
  /** Aborted at the deadline, and when the client is closed. */
  signal?: AbortSignal | undefined;
}

export interface HTTPHeaders {
  get: (name: string) => string | null;
  has: (name: string) => boolean;
  entries: () => IterableIterator<[string, string]>;
}

export interface HTTPResponse {
  status: number;
  statusText?: string | undefined;
  headers?: Bag | HTTPHeaders;
  text?: () => Promise<string>;
}

/** What an {@link HTTPFetchFn} is given. */
export interface HTTPFetchRequest {
  method: 'POST';
  headers: Record<string, string>;
  /** As that of an {@link HTTPClientRequest}. */
  body: string;
  redirect?: 'manual';
  signal: AbortSignal;
}

/** A function like `fetch`. */
export type HTTPFetchFn = (url: string, request: HTTPFetchRequest) => Promise<HTTPResponse>;

/** An object that makes the requests of a client. */
export interface HTTPClient {
  makeRequest(request: HTTPClientRequest): Promise<HTTPResponse>;
}

/** Makes a transport of a function like `fetch`, or of an object with `makeRequest`. */
export function transportOver(
  client: HTTPFetchFn | HTTPClient,
  httpRequestTimeout: number,
): Transport {
  return {
    async send(payload: Payload, signal: AbortSignal): Promise<Reply> {
      const { url, method } = payload;
      const headers = inTitleCase(payload.headers);
      const body =
        'content-encoding' in payload.headers
          ? compressedBody(payload.body)
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

/** `X-Retry-Count` for `x-retry-count`: programs that make requests for Segment's client read the names in this form. */
function inTitleCase(headers: Payload['headers']): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => {
    const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    return [words.join('-'), value];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Bytes as an ArrayBuffer, which every fetch takes. The type is that of a body that isn't compressed: see above. */
function compressedBody(body: Buffer): string {
  return new Uint8Array(body).buffer as unknown as string;
}

function headersOf(headers: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  if (typeof headers !== 'object' || headers === null) return found;
  try {
    for (const pair of pairsOf(headers)) {
      if (!Array.isArray(pair)) continue;
      const [name, value] = pair as readonly unknown[];
      found[String(name).toLowerCase()] = String(value);
    }
  } catch {
    // The status is known, and stands whatever else can be read.
  }
  return found;
}

function pairsOf(headers: object): Iterable<unknown> {
  if (Symbol.iterator in headers) return headers as Iterable<unknown>;
  const { entries } = headers as { readonly entries?: unknown };
  if (typeof entries === 'function') return entries.call(headers) as Iterable<unknown>;
  return Object.entries(headers);
}

function bodyOf(response: HTTPResponse): AsyncIterable<Uint8Array | string> | undefined {
  const { body } = response as { readonly body?: unknown };
  if (typeof body === 'object' && body !== null && Symbol.asyncIterator in body) {
    return body as AsyncIterable<Uint8Array>;
  }
  if (typeof response.text !== 'function') return undefined;
  return (async function* () {
    yield (await response.text?.()) ?? '';
  })();
}
