import type { Message, MessageType } from '../message/message.js';

/** What is behind an observed message. */
interface Observable {
  readonly messageId: string;
  readonly type: MessageType;
  readonly bytes: number;
  message(): Message;
}

/**
 * A message, as the channels tell of it. From its call to its end it is the same object, so that a subscriber may put a
 * property of its own to it, by a symbol.
 */
export class ObservedMessage {
  readonly #message: Observable;
  /** When it was accepted, in milliseconds since 1970; undefined where nobody was subscribed to `waybill:accepted` then. */
  readonly acceptedAt: number | undefined;

  constructor(message: Observable, acceptedAt: number | undefined) {
    this.#message = message;
    this.acceptedAt = acceptedAt;
  }

  get messageId(): string {
    return this.#message.messageId;
  }

  get type(): MessageType {
    return this.#message.type;
  }

  /** The size of its JSON. */
  get bytes(): number {
    return this.#message.bytes;
  }

  /** A copy of what is sent, read from its JSON: it takes some microseconds. */
  message(): Message {
    return this.#message.message();
  }
}
