import type { Parcel } from '../delivery/parcel.js';
import type { UncheckedCall } from '../message/call.js';
import type { Message, MessageType } from '../message/message.js';
import type { Place } from '../queue/pages.js';
import type { Callback } from './events.js';
import type { OpenReceipt } from './receipt.js';
import type { Generation, Tally } from './tally.js';

/** One call, as it comes in. */
export interface Call {
  readonly type: MessageType;
  readonly fields: UncheckedCall;
  readonly callback: Callback | undefined;
  /** Where it was made in a scope. */
  readonly scopeTally: Tally | undefined;
  /** A raw message: fields that the client does not know are kept. */
  readonly isRaw: boolean;
}

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

  /** Joins the tallies that count it. Its arguments stand alone, since this runs in every call. */
  constructor(place: Place, call: Call, receipt: OpenReceipt, tally: Tally) {
    this.page = place.page;
    this.start = place.start;
    this.bytes = place.bytes;
    this.type = call.type;
    this.receipt = receipt;
    this.callback = call.callback;
    this.generation = tally.join();
    this.scopeGeneration = call.scopeTally?.join();
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
