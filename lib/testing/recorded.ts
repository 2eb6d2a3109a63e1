import type { AnalyticsError } from '../base/errors.js';
import type { RefusalReason } from '../client/stats.js';
import type { Message, MessageType } from '../message/message.js';
import type { OpenFields } from '../message/open-fields.js';
import type { DropReason, Outcome } from '../message/outcome.js';
import type { AnyEvents } from '../plan/planned.js';
import type { EventName, EventProperties } from '../plan/planned-call.js';

type MessageOf<Type extends MessageType> = Extract<Message, { readonly type: Type }>;

/** A message with what is in it open to be read. */
type Open<Type extends MessageType, Part extends 'properties' | 'traits'> = Omit<
  MessageOf<Type>,
  Part
> & {
  readonly [Name in Part]: OpenFields;
};

/** A recorded track call, whose properties are those of the event in the plan. Dates are texts by then. */
export type RecordedTrack<
  Plan extends object = AnyEvents,
  Name extends EventName<Plan> = EventName<Plan>,
> = Omit<MessageOf<'track'>, 'event' | 'properties'> & {
  readonly event: Name;
  readonly properties: EventProperties<Plan, Name> & OpenFields;
};

/** The messages of a client by their types, as they were or will be sent. */
export interface RecordedByType<Plan extends object = AnyEvents> {
  readonly identify: Open<'identify', 'traits'>;
  readonly track: RecordedTrack<Plan>;
  readonly page: Open<'page', 'properties'>;
  readonly screen: Open<'screen', 'properties'>;
  readonly group: Open<'group', 'traits'>;
  readonly alias: MessageOf<'alias'>;
}

/** A message that a test looks at: plain data, as it comes out of its JSON. */
export type RecordedMessage<Plan extends object = AnyEvents> = RecordedByType<Plan>[MessageType];

/** An accepted message that was not delivered. */
export interface DroppedCall<Plan extends object = AnyEvents> {
  readonly reason: DropReason;
  readonly error: Error | undefined;
  /** As far as it came: the message as it was sent, or as it was called. */
  readonly message: RecordedMessage<Plan> | undefined;
  readonly messageId: string;
}

/** A call that was not taken. */
export interface RefusedCall {
  readonly reason: RefusalReason;
  readonly error: AnalyticsError;
}

/** What is kept of a message. */
export interface Kept {
  readonly messageId: string;
  readonly type: MessageType;
  /** Whether its call has a callback, which hears how it ends. */
  readonly hasCallback: boolean;
  /** As it will be sent. Nothing, while plugins take their time. */
  message: RecordedMessage | undefined;
  outcome: Outcome | undefined;
  /** Whether a test has asked for it and found it. */
  isAsserted: boolean;
}
