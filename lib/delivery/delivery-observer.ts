import type { Answer } from './exchange.js';
import type { Batch } from './parcel.js';
import type { Payload } from './transport.js';

/** One request, as the client's listeners are told of it. */
export interface Attempt {
  readonly payload: Payload;
  /** The body before it was compressed. */
  readonly body: Buffer;
  readonly number: number;
  readonly items: Batch;
}

/** Messages that are to be sent again. */
export interface Retry {
  readonly items: Batch;
  /** The attempt that failed. */
  readonly number: number;
  readonly waitMs: number;
  readonly last: Answer | undefined;
}

/** Told of every request and its answer. */
export interface DeliveryObserver {
  requested(attempt: Attempt): OpenRequest;
  retrying(retry: Retry): void;
}

/** Told of one request that is out. */
export interface OpenRequest {
  /** What it is to be made within, if anything: it calls what it is given, once, before it returns. */
  readonly around: Around | undefined;
  answered(answer: Answer, durationMs: number): void;
}

/** What a request is made within. */
export type Around = (send: () => void) => void;

/** Makes something within what was given for it; by itself, where that does not make it. */
export function made<Made extends object>(make: () => Made, around: Around | undefined): Made {
  let own: Made | undefined;
  around?.(() => {
    own ??= make();
  });
  return own ?? make();
}
