import type { Integrations, MessageType } from './message.js';
import type { MessageContext } from './message-context.js';
import type { GroupTraits, UserTraits } from './traits.js';

/** An id: a text that is not empty, or a finite number, which is sent as text. */
export type Id = string | number;

/** Who a call is about. One of the two is needed. */
export type Identity =
  | { readonly userId?: Id | undefined; readonly anonymousId: Id }
  // The last one: it is what compilers name where something is missing.
  | { readonly userId: Id; readonly anonymousId?: Id | undefined };

/** What every call may carry. */
export interface CommonCallFields {
  readonly context?: MessageContext | undefined;
  /** When it happened; now where it is left out. A Date, or a text in ISO 8601. */
  readonly timestamp?: Date | string | undefined;
  readonly integrations?: Integrations | undefined;
  /** 1 to 99 characters. Give one that stays the same where a call may be repeated: the service keeps the first. */
  readonly messageId?: string | undefined;
}

export type IdentifyCall = CommonCallFields &
  Identity & { readonly traits?: UserTraits | undefined };

export type TrackCall = CommonCallFields &
  Identity & { readonly event: string; readonly properties?: object | undefined };

export type PageCall = CommonCallFields &
  Identity & {
    readonly name?: string | undefined;
    readonly category?: string | undefined;
    readonly properties?: object | undefined;
  };

export type ScreenCall = PageCall;

export type GroupCall = CommonCallFields &
  Identity & { readonly groupId: Id; readonly traits?: GroupTraits | undefined };

export type AliasCall = CommonCallFields & { readonly userId: Id; readonly previousId: Id };

/** Any of the six as a raw Spec message, as {@link Analytics.enqueue} takes it. */
export type RawMessage =
  | ({ readonly type: 'identify' } & IdentifyCall)
  | ({ readonly type: 'track' } & TrackCall)
  | ({ readonly type: 'page' } & PageCall)
  | ({ readonly type: 'screen' } & ScreenCall)
  | ({ readonly type: 'group' } & GroupCall)
  | ({ readonly type: 'alias' } & AliasCall);

/** What a call looks like before it was checked: any field may be there, and anything may be in it. */
export type UncheckedCall = {
  readonly [Field in
    | 'userId'
    | 'anonymousId'
    | 'previousId'
    | 'groupId'
    | 'event'
    | 'name'
    | 'category'
    | 'properties'
    | 'traits'
    | 'context'
    | 'timestamp'
    | 'integrations'
    | 'messageId']?: unknown;
};

/** A message whose fields were put in place, and not checked yet. */
export type Draft = UncheckedCall & {
  readonly type: MessageType;
  readonly _metadata?: unknown;
};
