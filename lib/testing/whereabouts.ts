import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ReplyTold, RequestTold, RetryTold, Told } from '../client/channels.js';
import { DEFAULTS } from '../client/defaults.js';
import type { Kept } from './recorded.js';

/** What a pending message waits for. */
export interface Wait {
  readonly for: 'plugin' | 'sending' | 'reply' | 'retry';
  /** In how many milliseconds of the clock it is over; nothing, where that is not up to the clock. */
  readonly leftMs: number | undefined;
  readonly text: string;
}

type Place =
  | { readonly kind: 'request'; readonly untilMs: number }
  | { readonly kind: 'retry'; readonly untilMs: number; readonly status: number | undefined };

export interface WhereaboutsOptions {
  readonly client: () => object;
  readonly now: () => number;
  readonly httpRequestTimeout: number | undefined;
}

/** Follows the messages of a client to the endpoint, so that it can be said what each waits for. */
export class Whereabouts {
  readonly #options: WhereaboutsOptions;
  readonly #places = new Map<string, Place>();
  readonly #listeners: Readonly<Record<string, (told: unknown) => void>>;

  constructor(options: WhereaboutsOptions) {
    const { now, httpRequestTimeout = DEFAULTS.httpRequestTimeout } = options;
    this.#options = options;
    this.#listeners = {
      'waybill:request': this.#ofClient<RequestTold>(({ messages }) =>
        this.#put(messages, { kind: 'request', untilMs: now() + httpRequestTimeout }),
      ),
      'waybill:reply': this.#ofClient<ReplyTold>(({ request }) => this.#put(request.messages)),
      'waybill:retry': this.#ofClient<RetryTold>(({ messages, waitMs, status }) =>
        this.#put(messages, { kind: 'retry', untilMs: now() + waitMs, status }),
      ),
    };
  }

  /** To be called before there are messages. Until `stop` the process knows of it. */
  start(): void {
    for (const [name, listener] of Object.entries(this.#listeners)) subscribe(name, listener);
  }

  stop(): void {
    for (const [name, listener] of Object.entries(this.#listeners)) unsubscribe(name, listener);
    this.#places.clear();
  }

  waitOf({ messageId, message }: Kept): Wait {
    if (message === undefined) {
      return { for: 'plugin', leftMs: undefined, text: 'waits for a plugin' };
    }
    const place = this.#places.get(messageId);
    if (place === undefined) return { for: 'sending', leftMs: undefined, text: 'is not sent yet' };
    const leftMs = Math.max(0, Math.ceil(place.untilMs - this.#options.now()));
    if (place.kind === 'request') {
      return { for: 'reply', leftMs, text: `waits for a reply, for ${leftMs} ms at most` };
    }
    const why = place.status === undefined ? 'no reply' : `a reply of ${place.status}`;
    return { for: 'retry', leftMs, text: `waits for a retry in ${leftMs} ms, after ${why}` };
  }

  #put(messages: RequestTold['messages'], place?: Place): void {
    for (const { messageId } of messages) {
      if (place === undefined) this.#places.delete(messageId);
      else this.#places.set(messageId, place);
    }
  }

  /** What a channel tells of the messages of this client, for its own endpoint. */
  #ofClient<What extends Told>(hear: (told: What) => void): (told: unknown) => void {
    return (told) => {
      const { client, destination } = told as Told;
      if (client === this.#options.client() && destination === undefined) hear(told as What);
    };
  }
}

/** What to do so that messages don't wait any more. */
export function adviceOf(waits: readonly Wait[]): string {
  const times = [...new Set(waits.flatMap(({ leftMs }) => leftMs ?? []))];
  const isTime = times.length > 0;
  const next = Math.min(...times);
  const isUpToFlush = waits.some((wait) => wait.for === 'plugin' || !isTime);
  return [
    ...(isTime ? [`let time pass, by await clock.advance(${next}) or clock.runAll()`] : []),
    ...(isUpToFlush ? ['await analytics.flush()'] : []),
  ].join(', and ');
}
