import http from 'node:http';
import https from 'node:https';
import fetch from 'node-fetch';
import type { Payload, Reply, Transport } from './transport.js';

/** An agent of node:http or node:https, or a function that picks one by URL: pooling and proxies are its business. */
export type HttpAgent = http.Agent | https.Agent | ((url: URL) => http.Agent | https.Agent);

// A socket that was idle for longer is likely to be dead at the other end, or at a NAT in between.
const IDLE_SOCKET_MS = 30_000;

/** Sends over HTTP with node-fetch, on sockets that are kept open between requests. */
export class HttpTransport implements Transport {
  readonly #given: HttpAgent | undefined;
  #own: http.Agent | https.Agent | undefined;

  constructor(agent: HttpAgent | undefined) {
    this.#given = agent;
  }

  async send(payload: Payload, signal: AbortSignal): Promise<Reply> {
    // Given an aborted signal, node-fetch destroys the body before anybody listens to its errors: that ends the process.
    signal.throwIfAborted();
    const response = await fetch(payload.url, {
      method: payload.method,
      headers: payload.headers,
      body: payload.body,
      agent: this.#given ?? this.#agent(payload.url),
      redirect: 'manual',
      compress: false,
      signal,
    });
    return {
      status: response.status,
      statusText: response.statusText,
      headers: Object.fromEntries(response.headers),
      body: response.body as AsyncIterable<Uint8Array> | undefined,
    };
  }

  close(): void {
    this.#own?.destroy();
    this.#own = undefined;
  }

  #agent(url: string): http.Agent {
    if (this.#own === undefined) {
      const { Agent } = url.startsWith('https:') ? https : http;
      this.#own = new Agent({ keepAlive: true, timeout: IDLE_SOCKET_MS });
    }
    return this.#own;
  }
}
