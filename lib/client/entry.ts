import type { UncheckedCall } from '../message/call.js';
import type { Message, MessageType } from '../message/message.js';
import { Context } from '../pipeline/context.js';
import type { ContextLogger } from '../pipeline/context-log.js';
import type { Place } from '../queue/pages.js';
import type { KeepingSegment, Spoolable } from '../spool/spoolable.js';
import type { Twin } from './comparison.js';
import type { Callback } from './events.js';
import { ObservedMessage } from './observed-message.js';
import type { OpenReceipt } from './receipt.js';
import type { Joined, JoinedAll, Tally } from './tally.js';

/** One call, as it comes in. */
export interface Call {
  readonly type: MessageType;
  readonly fields: UncheckedCall;
  readonly callback: Callback | undefined;
  /** Where it was made in a scope. */
  readonly scopeTally: Tally | undefined;
  /** A raw message: fields that the client does not know are kept. */
  readonly isRaw: boolean;
  /** It came out of `JSON.parse` and belongs to nobody else: it may be written to, and has nothing but data. */
  readonly isData?: boolean;
  /** When it was made, in milliseconds since 1970: noted with its draft. */
  atMs: number;
  /** Told of the entry when the message is accepted, before anything else is done with it. */
  readonly taken?: (entry: Entry) => void;
}

/** Times are counted from here: small integers take no room of their own, for weeks. */
const LOADED_MS = Date.now();

/** An accepted message on its way, and who waits for it. */
export class Entry<Count extends Joined = Joined> implements Spoolable {
  page: Buffer;
  start: number;
  bytes: number;
  readonly type: MessageType;
  readonly receipt: OpenReceipt;
  callback: Callback | undefined;
  /** When it was called, in milliseconds since this file was loaded. */
  readonly calledMs: number | undefined;
  /** Counts it among what a flush waits for. */
  readonly generation: Count;
  /** Where the call was made in a scope: the scope counts its own messages too. */
  readonly scopeGeneration: Count | undefined;
  /** What plugins logged with it. */
  logger: ContextLogger | undefined = undefined;
  /** Whether it is the message as it was called, which plugins have not passed yet. */
  isUnprocessed = false;
  /** Where there is a mirror: what became of the message there and here. */
  twin: Twin | undefined = undefined;
  /** As channels have told of it. */
  told: ObservedMessage | undefined = undefined;
  keptIn: KeepingSegment | undefined = undefined;
  ordinal = 0;

  /** Its arguments stand alone, since this runs in every call. */
  constructor(
    place: Place,
    call: Pick<Call, 'type' | 'callback' | 'taken'> & { readonly atMs: number | undefined },
    receipt: OpenReceipt,
    generation: Count,
    scopeGeneration: Count | undefined,
  ) {
    this.page = place.page;
    this.start = place.start;
    this.bytes = place.bytes;
    this.type = call.type;
    this.receipt = receipt;
    this.callback = call.callback;
    this.calledMs = call.atMs === undefined ? undefined : call.atMs - LOADED_MS;
    this.generation = generation;
    this.scopeGeneration = scopeGeneration;
    call.taken?.(this);
  }

  get isSettled(): boolean {
    return this.receipt.isSettled;
  }

  get messageId(): string {
    return this.receipt.messageId;
  }

  /** As channels tell of it. */
  get observed(): ObservedMessage {
    this.told ??= new ObservedMessage(this);
    return this.told;
  }

  /** When it was called, in milliseconds since 1970; undefined where another process did it, which left it in a spool. */
  get calledAt(): number | undefined {
    return this.calledMs === undefined ? undefined : LOADED_MS + this.calledMs;
  }

  /** It has its end, and everybody was told: whoever keeps what channels told of it does not keep what the program gave along. */
  letGo(): void {
    this.callback = undefined;
    this.logger = undefined;
    this.twin = undefined;
  }

  /** It lies elsewhere now: plugins have made something else of it. */
  moveTo({ page, start, bytes }: Place): void {
    this.page = page;
    this.start = start;
    this.bytes = bytes;
  }

  /** The message as it is sent. */
  text(): string {
    return this.page.toString('utf8', this.start, this.start + this.bytes);
  }

  message(): Message {
    return JSON.parse(this.text()) as Message;
  }

  /** The message as plugins, callbacks and listeners get it. */
  context(attempts: number): Context {
    const { messageId: id, logger } = this;
    return Context.ofText({ id, attempts, text: () => this.text(), logger });
  }
}

/** An entry whose message may go elsewhere as well. */
export type AcceptedEntry = Entry<JoinedAll>;
