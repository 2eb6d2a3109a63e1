import type { Clock } from '../base/clock.js';
import { type AnalyticsError, DeliveryError, ValidationError } from '../base/errors.js';
import type { UncheckedCall } from '../message/call.js';
import { type Message, messageTypeOf } from '../message/message.js';
import type { DropReason, Outcome } from '../message/outcome.js';
import type { Parts } from './assemble.js';
import type { Bound } from './capacity.js';
import type { Call, Entry } from './entry.js';
import type { OpenReceipt } from './receipt.js';
import { typeError } from './refusal.js';
import type { Tally } from './tally.js';

/** Where the rest of the package finds the intake of a client, of whichever build. No part of what a client promises. */
export const INTAKE: unique symbol = Symbol.for('waybill.intake') as never;

/** A message on its way, as an import follows it: without a promise or a callback for each. */
export interface Taken {
  readonly receipt: Pick<OpenReceipt, 'settled' | 'outcome'>;
  /** The message as it is sent. */
  message(): Message;
}

/** Why a message was not taken. */
export interface NotTaken {
  readonly reason: DropReason;
  readonly error: Error;
}

/** What an import asks of a client. */
export interface Intake {
  readonly clock: Clock;
  /** How many messages and bytes an import had better have under way: enough to keep every connection busy. */
  readonly bound: Bound;
  /** Whether so much may be under way, and there is room to spare. */
  isBelow(bound: Bound): boolean;
  whenBelow(bound: Bound): Promise<void>;
  /** A raw message. Never throws. */
  take(raw: unknown): Taken | NotTaken;
  /** The same for one that came out of `JSON.parse` and belongs to nobody else: it may be written to. */
  takeData(raw: unknown): Taken | NotTaken;
  /** Why it would not be taken, or not be sent; nothing, and it would. Nothing is sent. */
  examine(raw: unknown): NotTaken | undefined;
  /** Waits until everything that was taken is settled. */
  flush(): Promise<unknown>;
}

/** What waits beside what is on its way: the next batch is full when a place is free. */
const WAITING_BATCHES = 2;

/** The intake of one client. What is taken counts for the scope that is around the import, too. */
export class ClientIntake implements Intake {
  readonly #parts: Parts;
  readonly #scopeTally: Tally | undefined;
  #taken: Entry | undefined;
  readonly #keep = (entry: Entry): void => {
    this.#taken = entry;
  };

  constructor(parts: Parts, scopeTally: Tally | undefined) {
    this.#parts = parts;
    this.#scopeTally = scopeTally;
  }

  get clock(): Clock {
    return this.#parts.settings.clock;
  }

  get bound(): Bound {
    const { maxInFlight, maxBatchSize, maxBatchBytes } = this.#parts.settings;
    const batches = maxInFlight + WAITING_BATCHES;
    return { messages: batches * maxBatchSize, bytes: batches * maxBatchBytes };
  }

  isBelow(bound: Bound): boolean {
    return this.#parts.lane.capacity.isBelow(bound);
  }

  whenBelow(bound: Bound): Promise<void> {
    return this.#parts.lane.capacity.whenBelow(bound);
  }

  take(raw: unknown): Taken | NotTaken {
    return this.#take(raw, false);
  }

  takeData(raw: unknown): Taken | NotTaken {
    return this.#take(raw, true);
  }

  #take(raw: unknown, isData: boolean): Taken | NotTaken {
    const call = this.#callOf(raw, isData);
    if (call === undefined) return notTaken(typeError(raw));
    this.#taken = undefined;
    try {
      const receipt = this.#parts.dispatch.call(call) as OpenReceipt;
      return this.#taken ?? refused(receipt.settled);
    } catch (error) {
      if (isRefusal(error)) return notTaken(error);
      throw error;
    }
  }

  examine(raw: unknown): NotTaken | undefined {
    const call = this.#callOf(raw, false);
    const error = call === undefined ? typeError(raw) : this.#parts.examine(call);
    return error === undefined ? undefined : notTaken(error);
  }

  flush(): Promise<unknown> {
    const { lifecycle, tally } = this.#parts;
    return lifecycle.flush(tally);
  }

  #callOf(raw: unknown, isData: boolean): Call | undefined {
    const type = messageTypeOf(raw);
    if (type === undefined) return undefined;
    return {
      type,
      fields: raw as UncheckedCall,
      callback: undefined,
      scopeTally: this.#scopeTally,
      isRaw: true,
      atMs: 0,
      isData,
      taken: this.#keep,
    };
  }
}

function notTaken(error: AnalyticsError): NotTaken {
  return { reason: error.code as DropReason, error };
}

function refused(outcome: Outcome | undefined): NotTaken {
  if (outcome?.status !== 'dropped') throw new Error('A call that was refused has its reason.');
  const { reason, error = new Error(reason) } = outcome;
  return { reason, error };
}

/** With `onInvalid: 'throw'`, or a plan that says so. */
function isRefusal(error: unknown): error is AnalyticsError {
  return error instanceof ValidationError || error instanceof DeliveryError;
}
