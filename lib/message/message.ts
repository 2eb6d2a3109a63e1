import type { MessageContext } from './message-context.js';

/** The six calls of the Spec. */
export type MessageType = 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias';

export const MESSAGE_TYPES: readonly MessageType[] = [
  'identify',
  'track',
  'page',
  'screen',
  'group',
  'alias',
];

/** Which of the six a raw message says it is; none, and it is no message. */
export function messageTypeOf(raw: unknown): MessageType | undefined {
  try {
    const { type } = raw as { readonly type?: unknown };
    return MESSAGE_TYPES.find((known) => known === type);
  } catch {
    return undefined;
  }
}

/** Which destinations may receive a message: a name, or `All`, with yes, no or options. */
export type Integrations = Readonly<Record<string, unknown>>;

interface CommonFields {
  /** Made by the client where the caller gives none; the service leaves out what it has seen before. */
  readonly messageId: string;
  /** When it happened, in ISO 8601. */
  readonly timestamp: string;
  readonly userId?: string | undefined;
  readonly anonymousId?: string | undefined;
  readonly context: MessageContext;
  readonly integrations: Integrations;
  /** Facts about the sender that the service keeps apart from the message. */
  readonly _metadata?: Readonly<Record<string, unknown>> | undefined;
}

export interface IdentifyMessage extends CommonFields {
  readonly type: 'identify';
  readonly traits: object;
}

export interface TrackMessage extends CommonFields {
  readonly type: 'track';
  readonly event: string;
  readonly properties: object;
}

export interface PageMessage extends CommonFields {
  readonly type: 'page';
  readonly name?: string | undefined;
  readonly category?: string | undefined;
  readonly properties: object;
}

export interface ScreenMessage extends CommonFields {
  readonly type: 'screen';
  readonly name?: string | undefined;
  readonly category?: string | undefined;
  readonly properties: object;
}

export interface GroupMessage extends CommonFields {
  readonly type: 'group';
  readonly groupId: string;
  readonly traits: object;
}

export interface AliasMessage extends CommonFields {
  readonly type: 'alias';
  readonly userId: string;
  readonly previousId: string;
}

/** A message as it is on the wire. */
export type Message =
  | IdentifyMessage
  | TrackMessage
  | PageMessage
  | ScreenMessage
  | GroupMessage
  | AliasMessage;
