import { v4 as uuid } from 'uuid';
import type { AnalyticsError, DeliveryError, ValidationError } from '../base/errors.js';
import type { SerialisationFault } from '../message/serialise.js';
import type { DroppedByPlan } from '../pipeline/processed.js';
import type { Call } from './entry.js';
import { OpenReceipt, type Receipt } from './receipt.js';
import { closedError, faultError, queueFullError, sizeError } from './refusal.js';
import type { Report } from './report.js';
import type { Settings } from './settings.js';
import type { RefusalReason } from './stats.js';

export interface RefusalsOptions {
  readonly onInvalid: Settings['onInvalid'];
  readonly report: Report;
  /** How many bytes of JSON one message may have. */
  readonly maxEventBytes: number;
  /** Told of a call after the close. */
  readonly calledAfterClose: (call: Call, messageId: string) => void;
}

/** Turns calls away: nothing is queued for them, and their callers are told. */
export class Refusals {
  readonly #options: RefusalsOptions;

  constructor(options: RefusalsOptions) {
    this.#options = options;
  }

  /** @throws the error, where `onInvalid` is `throw` */
  invalid(call: Call, error: ValidationError, messageId?: string): Receipt {
    const { onInvalid, report } = this.#options;
    if (onInvalid === 'throw') {
      report.thrown(error.code, error);
      throw error;
    }
    const receipt = messageId === undefined ? receiptFor(call) : new OpenReceipt(messageId);
    return this.#refuse(call, receipt, error.code, () => error);
  }

  /** A message that can't be written. @throws as `invalid` */
  fault(
    call: Call,
    { messageId }: { readonly messageId: string },
    fault: SerialisationFault,
  ): Receipt {
    const error = faultError(call.type, fault, this.#options.maxEventBytes);
    return this.invalid(call, error, messageId);
  }

  /** A message of more bytes than one may have. @throws as `invalid` */
  tooLarge(call: Call, { messageId }: { readonly messageId: string }, json: string): Receipt {
    const error = sizeError(call.type, Buffer.byteLength(json), this.#options.maxEventBytes);
    return this.invalid(call, error, messageId);
  }

  /** A call that is to throw since its message is not as planned: gives the error. */
  violating({ makeError }: DroppedByPlan): DeliveryError {
    const error = makeError();
    this.#options.report.thrown('plan-violation', error);
    return error;
  }

  closed(call: Call): Receipt {
    const receipt = receiptFor(call);
    this.#options.calledAfterClose(call, receipt.messageId);
    return this.#refuse(call, receipt, 'closed', () => closedError(receipt.messageId));
  }

  full(call: Call, messageId: string): Receipt {
    const receipt = new OpenReceipt(messageId);
    return this.#refuse(call, receipt, 'queue-full', () => queueFullError(messageId));
  }

  #refuse(
    { callback }: Call,
    receipt: OpenReceipt,
    reason: RefusalReason,
    makeError: () => AnalyticsError,
  ): Receipt {
    this.#options.report.refused({ reason, receipt, callback, makeError });
    return receipt;
  }
}

/** A receipt for a call that was not looked at closely. */
export function receiptFor(call: Call): OpenReceipt {
  try {
    const { messageId } = call.fields;
    if (typeof messageId === 'string') return new OpenReceipt(messageId);
  } catch {
    // Not even that can be read: it gets an id of ours.
  }
  return new OpenReceipt(uuid());
}
