import { plainError } from '../base/errors.js';
import type { Around, Attempt, Retry } from '../delivery/delivery-observer.js';
import type { Answer } from '../delivery/exchange.js';
import type { Batch } from '../delivery/parcel.js';
import { observed } from './broadcast.js';
import {
  REPLY,
  REQUEST,
  RETRY,
  type ReplyTold,
  type RequestTold,
  type RetryTold,
  type Told,
} from './channels.js';
import { Entry } from './entry.js';
import type { Host } from './host.js';
import type { ObservedMessage } from './observed-message.js';

type Mask = (text: string) => string;

/** Tells the channels of `node:diagnostics_channel` of requests. Nothing is made where nobody subscribes. */
export class RequestBroadcast {
  readonly #about: Told;
  readonly #host: Host;
  /** What was told of requests that are out. */
  readonly #told = new WeakMap<Attempt, RequestTold>();

  constructor(about: Told, host: Host) {
    this.#about = about;
    this.#host = host;
  }

  /** Gives what a subscriber wants the request to be made within. What that throws stays with it, and is counted. */
  requested(attempt: Attempt, mask: Mask): Around | undefined {
    if (!REQUEST.hasSubscribers) return undefined;
    const request = this.#requestOf(attempt, mask);
    this.#told.set(attempt, request);
    REQUEST.publish(request);
    const { around } = request;
    if (around === undefined) return undefined;
    return (send) => this.#host.run(() => around(send));
  }

  answered(
    attempt: Attempt,
    given: { readonly answer: Answer; readonly durationMs: number; readonly mask: Mask },
  ): void {
    if (!REPLY.hasSubscribers) return;
    const { answer, durationMs, mask } = given;
    REPLY.publish({
      ...this.#about,
      request: this.#told.get(attempt) ?? this.#requestOf(attempt, mask),
      status: answer.kind === 'reply' ? answer.status : undefined,
      error: answer.kind === 'reply' ? undefined : plainError(answer.error, mask),
      durationMs,
    } satisfies ReplyTold);
  }

  retrying({ items, number, waitMs, last }: Retry): void {
    if (!RETRY.hasSubscribers) return;
    RETRY.publish({
      ...this.#about,
      messages: observedOf(items),
      attempt: number,
      waitMs,
      status: last?.kind === 'reply' ? last.status : undefined,
    } satisfies RetryTold);
  }

  #requestOf({ payload, body, number, items }: Attempt, mask: Mask): RequestTold {
    return {
      ...this.#about,
      url: mask(payload.url),
      method: payload.method,
      attempt: number,
      messages: observedOf(items),
      bytes: payload.body.length,
      jsonBytes: body.length,
      around: undefined,
    };
  }
}

/** A client delivers nothing but entries. */
function observedOf(items: Batch): readonly ObservedMessage[] {
  return items.flatMap((item) => (item instanceof Entry ? [observed(item)] : []));
}
