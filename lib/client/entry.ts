import type { Parcel } from '../delivery/parcel.js';
import type { Message, MessageType } from '../message/message.js';
import type { Place } from '../queue/pages.js';
import type { Callback } from './events.js';
import type { OpenReceipt } from './receipt.js';
import type { Generation } from './tally.js';

/** An accepted message on its way, and who waits for it. */
export class Entry implements Parcel {
  readonly page: Buffer;
  readonly start: number;
  readonly bytes: number;
  readonly type: MessageType;
  readonly receipt: OpenReceipt;
  readonly callback: Callback | undefined;
  readonly generation: Generation;
  /** Where the call was made in a scope: the scope counts its own messages too. */
  readonly scopeGeneration: Generation | undefined;

  constructor(place: Place, call: Omit<Entry, keyof Place | 'messageId' | 'text' | 'message'>) {
    this.page = place.page;
    this.start = place.start;
    this.bytes = place.bytes;
    this.type = call.type;
    this.receipt = call.receipt;
    this.callback = call.callback;
    this.generation = call.generation;
    this.scopeGeneration = call.scopeGeneration;
  }

  get messageId(): string {
    return this.receipt.messageId;
  }

  /** The message as it is sent. */
  text(): string {
    return this.page.toString('utf8', this.start, this.start + this.bytes);
  }

  message(): Message {
    return JSON.parse(this.text()) as Message;
  }
}
