import { plainError } from '../base/errors.js';
import type { Around, Attempt, OpenRequest, Retry } from '../delivery/delivery-observer.js';
import type { Answer } from '../delivery/exchange.js';
import type { Batch } from '../delivery/parcel.js';
import {
  REPLY,
  REQUEST,
  RETRY,
  type ReplyTold,
  type RequestTold,
  type RetryTold,
  type Told,
} from './channels.js';
import type { Entry } from './entry.js';
import type { Host } from './host.js';
import { ObservedMessages } from './observed-message.js';

type Mask = (text: string) => string;
type Failure = Extract<Answer, { readonly kind: 'failure' }>;

/** Tells the channels of `node:diagnostics_channel` of requests. What is told is made where somebody subscribes. */
export class RequestBroadcast {
  readonly #about: Told;
  readonly #host: Host;

  constructor(about: Told, host: Host) {
    this.#about = about;
    this.#host = host;
  }

  requested(attempt: Attempt, mask: Mask): OpenRequest {
    const request = this.#told(attempt, mask);
    return {
      around: this.#within(request?.around),
      answered: (answer, durationMs) => {
        if (!REPLY.hasSubscribers) return;
        const isReply = answer.kind === 'reply';
        REPLY.publish({
          ...this.#about,
          request: request ?? this.#requestOf(attempt, mask),
          status: isReply ? answer.status : undefined,
          error: isReply ? undefined : reasonOf(answer, mask),
          durationMs,
        } satisfies ReplyTold);
      },
    };
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

  #told(attempt: Attempt, mask: Mask): RequestTold | undefined {
    if (!REQUEST.hasSubscribers) return undefined;
    const request = this.#requestOf(attempt, mask);
    REQUEST.publish(request);
    return request;
  }

  /** What a subscriber wants the request to be made within. What that throws stays with it, and is counted. */
  #within(around: Around | undefined): Around | undefined {
    return around && ((send) => this.#host.run(() => around(send)));
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

/** Why there was no reply. One that did not come in time has the name by which the platform calls that. */
function reasonOf({ error, isTimeout }: Failure, mask: Mask): Error {
  const reason = plainError(error, mask);
  if (isTimeout) reason.name = 'TimeoutError';
  return reason;
}

/** A client delivers nothing but entries. */
function observedOf(items: Batch): ObservedMessages {
  return new ObservedMessages(items as readonly Entry[]);
}
