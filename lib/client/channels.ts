import { type Channel, channel } from 'node:diagnostics_channel';
import type { AnalyticsError } from '../base/errors.js';
import type { ViolationEvent } from './events.js';
import type { ObservedMessage, ObservedMessages } from './observed-message.js';
import type { LossReason, RefusalReason } from './stats.js';

/** What every channel says: which client it is about, and which of its endpoints. */
export interface Told {
  /** The client: compare it with yours by `===`. */
  readonly client: object;
  /** `mirror`, `forwarded` or `spool` where it is not about the messages of the client's own endpoint. */
  readonly destination: string | undefined;
}

/** `waybill:accepted`, in the caller's turn. Plugins that take their time have not seen the message yet. */
export interface AcceptedTold extends Told {
  /** Made when it is first read. */
  readonly message: ObservedMessage;
}

/** `waybill:refused`, in the caller's turn: a call that was not taken. */
export interface RefusedTold extends Told {
  readonly reason: RefusalReason;
  /** Undefined where the call throws. */
  readonly messageId: string | undefined;
  /** When, in milliseconds since 1970, by the clock of the client. */
  readonly at: number;
  /** Made when it is first read. */
  readonly error: AnalyticsError;
}

/** What is told of messages that have come to an end, together. */
export interface EndedTold extends Told {
  readonly messages: ObservedMessages;
  /** When, in milliseconds since 1970, by the clock of the client. */
  readonly at: number;
}

/** `waybill:delivered`: messages of one request that was answered with 2xx. */
export interface DeliveredTold extends EndedTold {
  readonly attempts: number;
}

/** `waybill:dropped`: accepted messages that ended undelivered, for one reason. */
export interface DroppedTold extends EndedTold {
  readonly reason: LossReason;
  readonly error: AnalyticsError;
}

/** `waybill:spooled`: messages that are kept on the disk. */
export type SpooledTold = EndedTold;

/** `waybill:request`, before it is sent. The same object is told again by `waybill:reply`, as its `request`. */
export interface RequestTold extends Told {
  /** Without the write key and tokens, should they be in it. */
  readonly url: string;
  readonly method: 'POST';
  /** 1 for the first. */
  readonly attempt: number;
  readonly messages: ObservedMessages;
  /** The size of the body as it is sent, compressed or not. */
  readonly bytes: number;
  /** The size of its JSON. */
  readonly jsonBytes: number;
  /**
   * To be set by a subscriber that wants the request to be made within a function of its own, which calls what it is given: in
   * another asynchronous context, say. One that was set before is to be called by it.
   */
  around: ((send: () => void) => void) | undefined;
}

/** `waybill:reply`: how a request was answered. */
export interface ReplyTold extends Told {
  readonly request: RequestTold;
  /** Undefined where there was no reply. */
  readonly status: number | undefined;
  /** Why there was none: its message has neither the write key nor tokens in it. */
  readonly error: Error | undefined;
  readonly durationMs: number;
}

/** `waybill:retry`: messages that are sent again after a wait. */
export interface RetryTold extends Told {
  readonly messages: ObservedMessages;
  /** The attempt that failed: 1 for the first. */
  readonly attempt: number;
  readonly waitMs: number;
  /** What the last request was answered; undefined where there was no reply. */
  readonly status: number | undefined;
}

/** `waybill:violation`, in the turn in which the message is held to the tracking plan. */
export interface ViolationTold extends Told {
  readonly violation: ViolationEvent;
}

/** The names of the channels of `node:diagnostics_channel`, with what their subscribers get. */
export interface ChannelMessages {
  'waybill:accepted': AcceptedTold;
  'waybill:refused': RefusedTold;
  'waybill:delivered': DeliveredTold;
  'waybill:dropped': DroppedTold;
  'waybill:spooled': SpooledTold;
  'waybill:request': RequestTold;
  'waybill:reply': ReplyTold;
  'waybill:retry': RetryTold;
  'waybill:violation': ViolationTold;
}

export const ACCEPTED: Channel = channel('waybill:accepted');
export const REFUSED: Channel = channel('waybill:refused');
export const DELIVERED: Channel = channel('waybill:delivered');
export const DROPPED: Channel = channel('waybill:dropped');
export const SPOOLED: Channel = channel('waybill:spooled');
export const REQUEST: Channel = channel('waybill:request');
export const REPLY: Channel = channel('waybill:reply');
export const RETRY: Channel = channel('waybill:retry');
export const VIOLATION: Channel = channel('waybill:violation');
