import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Step } from './shopper.js';

/** How long a shopper waits for an answer before giving up. */
const PATIENCE_MS = 10_000;

/** A way into a shop. It remembers each shopper's cookie, and how long each answer took. */
export class Door {
  /** In milliseconds. */
  readonly timesMs: number[] = [];
  /** Requests that were not answered 200. */
  failed = 0;
  readonly #url: string;
  // `fetch` would do; it costs several times as much of the processor that both shops share with it.
  readonly #agent = new Agent({ keepAlive: true });
  readonly #cookies = new Map<number, string>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Sends one request of a visit, and says how long its answer took, in milliseconds. */
  async send({ method, path, body }: Step, visit: number): Promise<number> {
    const startedMs = performance.now();
    const sent = request(`${this.#url}${path}`, {
      method,
      agent: this.#agent,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        cookie: this.#cookies.get(visit) ?? '',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
    const [response]: IncomingMessage[] = await once(sent, 'response');
    response?.resume();
    if (response !== undefined) await once(response, 'end');
    const tookMs = performance.now() - startedMs;
    if (response?.statusCode !== 200) this.failed += 1;
    const [cookie] = response?.headers['set-cookie'] ?? [];
    if (cookie !== undefined) this.#cookies.set(visit, cookie.split(';', 1)[0] ?? '');
    return tookMs;
  }

  close(): void {
    this.#agent.destroy();
  }
}
