import type { Message, MessageType } from '../message/message.js';

/** What is behind an observed message. */
interface Observable {
  readonly messageId: string;
  readonly type: MessageType;
  readonly bytes: number;
  readonly calledAt: number | undefined;
  message(): Message;
}

/**
 * A message, as the channels tell of it. From its call to its end it is the same object, so that a subscriber may put a
 * property of its own to it, by a symbol.
 */
export class ObservedMessage {
  readonly #message: Observable;

  constructor(message: Observable) {
    this.#message = message;
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

  /** When it was called, in milliseconds since 1970; undefined for one that another process has left in a spool. */
  get calledAt(): number | undefined {
    return this.#message.calledAt;
  }

  /**
   * A copy of it as it is now, read from its JSON: it takes some microseconds. Before the end, plugins that take their time may
   * still change it. Undefined where it was left out without being written, as by a client that is disabled.
   */
  message(): Message | undefined {
    return this.bytes === 0 ? undefined : this.#message.message();
  }
}

/** Something with an observed message. */
interface Observed {
  /** Made when it is first asked for. */
  readonly observed: ObservedMessage;
  /** The same, if it was. */
  readonly told: ObservedMessage | undefined;
}

/** Messages that are told of together. Each is made when it is first asked for. */
export class ObservedMessages implements Iterable<ObservedMessage> {
  readonly #all: readonly Observed[];

  constructor(all: readonly Observed[]) {
    this.#all = all;
  }

  get length(): number {
    return this.#all.length;
  }

  /** One of them; counted from the end where the index is negative, and undefined where there is none. */
  at(index: number): ObservedMessage | undefined {
    return this.#all.at(index)?.observed;
  }

  /** Those that somebody has asked for before: whatever a subscriber keeps something with is among them. */
  known(): ObservedMessage[] {
    const known: ObservedMessage[] = [];
    // No generator: it goes through every message of every request.
    for (const { told } of this.#all) if (told !== undefined) known.push(told);
    return known;
  }

  *[Symbol.iterator](): Iterator<ObservedMessage> {
    for (const { observed } of this.#all) yield observed;
  }
}
