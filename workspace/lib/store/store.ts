import type { MessageType } from '../intake/check.js';
import type { Timestamps } from '../intake/timestamps.js';

/** A message that was taken: its fields as they came, the times corrected, and without the write key. */
export type StoredMessage = Timestamps & {
  readonly type: MessageType;
  readonly messageId: string;
} & Readonly<Record<string, unknown>>;

/** The latest messages, in the order in which they came. */
export class Store {
  readonly #limit: number;
  #messages: StoredMessage[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get messages(): readonly StoredMessage[] {
    return this.#messages.slice(-this.#limit);
  }

  add(message: StoredMessage): void {
    this.#messages.push(message);
    // Twice the limit, so that the array is copied rarely.
    if (this.#messages.length >= 2 * this.#limit) {
      this.#messages = this.#messages.slice(-this.#limit);
    }
  }
}
