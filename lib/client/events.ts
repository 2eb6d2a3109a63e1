import type { AnalyticsError } from '../base/errors.js';
import type { MessageType } from '../message/message.js';
import type { DropReason } from '../message/outcome.js';
import type { SegmentEvent } from '../message/segment-event.js';
import type { Context } from '../pipeline/context.js';
import type { BlockReason } from '../plan/enforce.js';
import type { Violation } from '../plan/violation.js';
import type { EmittedError } from './emitted-error.js';
import type { AnalyticsSettings } from './options.js';

/**
 * Called once for its call, never in the caller's turn: with an error, or with the message that was delivered. With an error
 * there is a context too, unless the call was refused.
 */
export type Callback = (error?: AnalyticsError, context?: Context) => unknown;

/** What the `'drop'` event says. */
export interface DropEvent {
  readonly reason: DropReason;
  readonly messageIds: readonly string[];
  readonly error?: AnalyticsError;
  /** The destination plugin that did not get them, where it is not the endpoint. */
  readonly destination?: string;
}

/** What the `'violation'` event says: a message that is not as planned, and what became of it. */
export interface ViolationEvent {
  readonly messageId: string;
  readonly type: MessageType;
  /** The name of the event, page or screen. */
  readonly name?: string;
  /** It went on as it was, or with keys left out, or not at all. */
  readonly outcome: 'pass' | 'modify' | 'block';
  /** Why it was blocked. */
  readonly reason?: BlockReason;
  /** Whether the plan does not have the event. */
  readonly isUnplanned: boolean;
  /** The planned event, page or screen that is likely meant by one which is not planned. */
  readonly nearest?: string;
  /** Keys that the plan does not have: `color`, `products.$.color`. */
  readonly unplanned: readonly string[];
  /** Keys that were left out. */
  readonly omitted: readonly string[];
  readonly violations: readonly Violation[];
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
  /** 0 where there was no reply. */
  readonly status: number;
  readonly statusText: string;
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
  error: [error: EmittedError];
  /** Accepted messages that ended undelivered, whatever the reason. */
  drop: [drop: DropEvent];
  /** A message that is not as planned. */
  violation: [violation: ViolationEvent];
  /** Nothing is pending for the endpoint any more. */
  drained: [];
  /** A call after `close()`: the message that it would have been. */
  call_after_close: [event: SegmentEvent];
  /** The client was made, with these options; the write key is masked. In the turn after its constructor. */
  initialize: [options: AnalyticsSettings];
  /** Plugins were registered and loaded. */
  register: [names: string[]];
  /** Plugins were deregistered. */
  deregister: [names: string[]];
  /** A message was accepted. */
  dispatch_start: [context: Context];
  http_request: [request: HttpRequestEvent];
  http_response: [response: HttpResponseEvent];
} & { [Type in MessageType]: [context: Context] };
