import type { AnalyticsError } from '../base/errors.js';
import type { Message, MessageType } from '../message/message.js';
import type { DropReason } from '../message/outcome.js';

/** A message that was delivered, as callbacks and listeners get it. */
export class Context {
  /** The id of the message. */
  readonly id: string;
  /** How many requests carried it. */
  readonly attempts: number;
  readonly #text: string;
  #event: Message | undefined;

  constructor(id: string, attempts: number, text: string) {
    this.id = id;
    this.attempts = attempts;
    this.#text = text;
  }

  /** The message as it was sent. A copy: parsed when it is first read. */
  get event(): Message {
    this.#event ??= JSON.parse(this.#text) as Message;
    return this.#event;
  }

  toJSON(): { readonly id: string; readonly event: Message; readonly attempts: number } {
    return { id: this.id, event: this.event, attempts: this.attempts };
  }
}

/** Called once for its call: with an error, or with the message that was delivered. Never in the caller's turn. */
export type Callback = (error?: AnalyticsError, context?: Context) => unknown;

/** What the `'drop'` event says. */
export interface DropEvent {
  readonly reason: DropReason;
  readonly messageIds: readonly string[];
  readonly error?: AnalyticsError;
}

/** What the `'http_request'` event says. The write key and tokens are masked. */
export interface HttpRequestEvent {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON that was sent, before it was compressed. */
  readonly body: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly events: number;
  /** The size of the body as it was sent, compressed or not. */
  readonly bytes: number;
}

/** What the `'http_response'` event says: the same request, and how it was answered. */
export interface HttpResponseEvent {
  readonly url: string;
  readonly method: 'POST';
  /** Undefined where there was no reply. */
  readonly status?: number;
  readonly statusText?: string;
  /** Those of the reply. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first 200 characters of the reply. */
  readonly body: string;
  readonly attempt: number;
  readonly events: number;
  readonly bytes: number;
  readonly durationMs: number;
}

/** The events of a client, with what their listeners get. Nothing is made for an event that nobody listens to. */
export type AnalyticsEvents = {
  /** A call that was not taken, or messages that were not delivered. Never emitted without a listener. */
  error: [error: AnalyticsError];
  /** Accepted messages that ended undelivered, whatever the reason. */
  drop: [drop: DropEvent];
  /** Nothing is pending any more. */
  drained: [];
  /** A call after `close()`: its message, as the caller gave it. */
  call_after_close: [call: unknown];
  http_request: [request: HttpRequestEvent];
  http_response: [response: HttpResponseEvent];
} & { [Type in MessageType]: [context: Context] };
