import type { Integrations, MessageType } from './message.js';
import type { GroupTraits, UserTraits } from './traits.js';

/** What a program puts into properties or context and reads back: anything, as in Segment's own types. */
// biome-ignore lint/suspicious/noExplicitAny: with `unknown`, plugins that were written for Segment's client would not compile.
export type Bag = Record<string, any>;

/**
 * A message as plugins see it, in the loose form of Segment's client: it may be written to. On the wire it is a
 * {@link Message}.
 */
export interface SegmentEvent {
  type: MessageType;
  messageId?: string | undefined;
  timestamp?: Date | string | undefined;
  userId?: string | null | undefined;
  anonymousId?: string | null | undefined;
  previousId?: string | null | undefined;
  groupId?: string | null | undefined;
  event?: string | undefined;
  name?: string | undefined;
  category?: string | undefined;
  properties?: Bag | undefined;
  traits?: UserTraits | GroupTraits | undefined;
  context?: Bag | undefined;
  integrations?: Writable<Integrations> | undefined;
  _metadata?: Bag | undefined;
}

interface CommonParams {
  context?: Bag | undefined;
  timestamp?: Date | string | undefined;
  integrations?: Writable<Integrations> | undefined;
  messageId?: string | undefined;
}

type IdentityParams =
  | { userId: string; anonymousId?: string | undefined }
  | { userId?: string | undefined; anonymousId: string };

/** An {@link IdentifyCall} in the form of Segment's client: it may be written to. */
export type IdentifyParams = CommonParams & IdentityParams & { traits?: UserTraits | undefined };

/** A {@link TrackCall} in the form of Segment's client. */
export type TrackParams = CommonParams &
  IdentityParams & { event: string; properties?: Bag | undefined };

/** A {@link PageCall}, and a {@link ScreenCall}, in the form of Segment's client. */
export type PageParams = CommonParams &
  IdentityParams & {
    name?: string | undefined;
    category?: string | undefined;
    properties?: Bag | undefined;
  };

/** A {@link GroupCall} in the form of Segment's client. */
export type GroupParams = CommonParams &
  IdentityParams & { groupId: string; traits?: GroupTraits | undefined };

/** An {@link AliasCall} in the form of Segment's client. */
export type AliasParams = CommonParams & { userId: string; previousId: string };

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };
