import type { Payload, Reply, Transport } from '../../lib/delivery/transport.js';

/** What a request is answered: a status, a whole reply, an error, or nothing ever. */
export type Line = number | Reply | Error | 'silence';

/** A batch request as it was sent. */
export interface SentBody {
  readonly sentAt: string;
  readonly writeKey: string;
  readonly batch: readonly { readonly messageId: string }[];
}

/** A transport that answers by a script, a line a request; after it, and without one, it accepts. */
export class ScriptedTransport implements Transport {
  readonly requests: Payload[] = [];
  readonly signals: AbortSignal[] = [];
  closed = 0;
  readonly #script: Line[];
  readonly #otherwise: Line;

  constructor(script: readonly Line[] = [], otherwise: Line = 200) {
    this.#script = [...script];
    this.#otherwise = otherwise;
  }

  /** The ids that each request carried. */
  get ids(): readonly (readonly string[])[] {
    return this.requests.map((request) => bodyOf(request).batch.map(({ messageId }) => messageId));
  }

  send(payload: Payload, signal: AbortSignal): Promise<Reply> {
    this.requests.push(payload);
    this.signals.push(signal);
    const line = this.#script.shift() ?? this.#otherwise;
    if (line === 'silence') return new Promise(() => undefined);
    if (line instanceof Error) return Promise.reject(line);
    return Promise.resolve(typeof line === 'number' ? { status: line, headers: {} } : line);
  }

  close(): void {
    this.closed += 1;
  }
}

export function bodyOf(request: Payload): SentBody {
  return JSON.parse(request.body.toString('utf8')) as SentBody;
}

/** A reply that asks to come back later. */
export function later(status: number, retryAfter: string): Reply {
  return { status, headers: { 'retry-after': retryAfter } };
}

/** An error with a code, as sockets have them. */
export function broken(code: string): Error {
  return Object.assign(new Error(`It broke: ${code}`), { code });
}
