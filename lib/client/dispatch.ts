import { isNullish } from 'remeda';
import { v4 as uuid } from 'uuid';
import { type AnalyticsError, ValidationError } from '../base/errors.js';
import { toJson } from '../base/json.js';
import { TimeText } from '../base/time-text.js';
import { adoptRaw, buildDraft } from '../message/build.js';
import type { Draft, UncheckedCall } from '../message/call.js';
import { asMessage, checkDraft } from '../message/check.js';
import { MESSAGE_TYPES, type Message, type MessageType } from '../message/message.js';
import { type SerialisationFault, serialise } from '../message/serialise.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { Batcher } from '../queue/batcher.js';
import type { Pages, Place } from '../queue/pages.js';
import type { Queue } from '../queue/queue.js';
import type { Capacity } from './capacity.js';
import { type Call, Entry } from './entry.js';
import type { Callback } from './events.js';
import type { Settings } from './options.js';
import { OpenReceipt, type Receipt } from './receipt.js';
import {
  closedError,
  faultError,
  pluginError,
  queueFullError,
  sizeError,
  typeError,
} from './refusal.js';
import type { Report } from './report.js';
import type { RefusalReason } from './stats.js';
import type { Tally } from './tally.js';

export interface DispatchOptions {
  readonly settings: Settings;
  readonly pipeline: Pipeline;
  readonly pages: Pages;
  readonly queue: Queue<Entry>;
  readonly batcher: Batcher<Entry>;
  readonly capacity: Capacity;
  readonly report: Report;
  readonly tally: Tally;
  readonly isClosed: () => boolean;
  /** Told of a call after the close. */
  readonly calledAfterClose: (call: unknown) => void;
}

const NOWHERE: Place = { page: Buffer.alloc(0), start: 0, bytes: 0 };

/** The journey of one call, from the caller to the queue. It joins the stages and does nothing else. */
export class Dispatch {
  readonly #options: DispatchOptions;
  readonly #time: TimeText;

  constructor(options: DispatchOptions) {
    this.#options = options;
    this.#time = new TimeText(options.settings.clock);
  }

  /** Any of the six calls. @throws ValidationError where `onInvalid` is `throw`; nothing else, ever. */
  call(call: Call): Receipt {
    const { settings, isClosed, capacity } = this.#options;
    if (isClosed()) return this.#refuseClosed(call);
    if (settings.disable) return this.#drop(call, this.#receipt(call), NOWHERE, 'filtered');
    const draft = this.#draft(call);
    if (draft instanceof ValidationError) return this.#refuseInvalid(call, draft);
    const message = asMessage(draft);
    const { messageId } = message;
    if (!capacity.hasRoomFor(0)) return this.#refuseFull(call, messageId);
    const json = call.isRaw
      ? asFault(toJson(message, settings.maxEventBytes))
      : serialise(message, settings.maxEventBytes);
    if (typeof json !== 'string') {
      const error = faultError(call.type, json, settings.maxEventBytes);
      return this.#refuseInvalid(call, error, messageId);
    }
    if (this.#options.pipeline.isEmpty) return this.#accept(call, messageId, json);
    return this.#throughPipeline(call, messageId, json);
  }

  /** A raw message of any of the six types. */
  enqueue(raw: unknown, callback: Callback | undefined): Receipt {
    const type = typeOf(raw);
    const fields = (typeof raw === 'object' && raw !== null ? raw : {}) as UncheckedCall;
    const call: Call = {
      type: type ?? 'track',
      fields,
      callback,
      scopeTally: undefined,
      isRaw: true,
    };
    if (type !== undefined || this.#options.isClosed()) return this.call(call);
    return this.#refuseInvalid(call, typeError(raw));
  }

  #draft(call: Call): Draft | ValidationError {
    const { type, fields } = call;
    const origin = { messageId: '', timestamp: this.#time.now() };
    try {
      if (isNullish(fields.messageId)) origin.messageId = uuid();
      const draft = call.isRaw ? adoptRaw(type, fields, origin) : buildDraft(type, fields, origin);
      const problem = checkDraft(draft);
      return problem === undefined
        ? draft
        : new ValidationError({ code: 'invalid', call: type, ...problem });
    } catch (cause) {
      const expected = 'an object whose fields can be read';
      const found = fields === null || fields === undefined ? String(fields) : 'one that throws';
      const code = found === 'one that throws' ? 'unserializable' : 'invalid';
      return new ValidationError({ code, call: type, field: 'params', found, expected, cause });
    }
  }

  /** Plugins get a copy, as it would be sent: what they write to it never reaches the caller's objects. */
  #throughPipeline(call: Call, messageId: string, json: string): Receipt {
    const { settings, pipeline } = this.#options;
    const passage = pipeline.run(JSON.parse(json) as Message);
    if (passage.kind === 'dropped') {
      const cause = passage.reason === 'plugin-failed' ? passage.cause : undefined;
      return this.#dropAfterPlugin(call, messageId, json, { reason: passage.reason, cause });
    }
    const problem = checkDraft(passage.message);
    const processed = problem ?? toJson(passage.message, settings.maxEventBytes);
    if (typeof processed === 'string') {
      return this.#accept(call, passage.message.messageId, processed);
    }
    const cause = new Error(`A plugin returned a message that cannot be sent: ${processed.found}.`);
    return this.#dropAfterPlugin(call, messageId, json, { reason: 'plugin-failed', cause });
  }

  #accept(call: Call, messageId: string, json: string): Receipt {
    const { settings, pages, queue, batcher, capacity, tally } = this.#options;
    // A UTF-16 unit takes at most three bytes, so the exact count is needed only near the bound.
    const fits =
      capacity.hasRoomFor(json.length * 3) || capacity.hasRoomFor(Buffer.byteLength(json));
    if (!fits) return this.#refuseFull(call, messageId);
    const place = pages.write(json, settings.maxEventBytes);
    if (place === undefined) {
      const error = sizeError(call.type, json, settings.maxEventBytes);
      return this.#refuseInvalid(call, error, messageId);
    }
    capacity.take(place.bytes);
    const entry = new Entry(place, call, new OpenReceipt(messageId), tally);
    queue.offer(entry);
    batcher.joined();
    return entry.receipt;
  }

  #dropAfterPlugin(
    call: Call,
    messageId: string,
    json: string,
    end: { readonly reason: 'filtered' | 'plugin-failed'; readonly cause: unknown },
  ): Receipt {
    const page = Buffer.from(json);
    const place = { page, start: 0, bytes: page.length };
    return this.#drop(call, new OpenReceipt(messageId), place, end.reason, end.cause);
  }

  #drop(
    call: Call,
    receipt: OpenReceipt,
    place: Place,
    reason: 'filtered' | 'plugin-failed',
    cause?: unknown,
  ): Receipt {
    this.#options.capacity.take(place.bytes);
    const entry = new Entry(place, call, receipt, this.#options.tally);
    this.#options.report.droppedAtOnce(
      entry,
      reason,
      pluginError(reason, receipt.messageId, cause),
    );
    return receipt;
  }

  #refuseInvalid(call: Call, error: ValidationError, messageId?: string): Receipt {
    const receipt = messageId === undefined ? this.#receipt(call) : new OpenReceipt(messageId);
    if (this.#options.settings.onInvalid === 'throw') {
      this.#options.report.thrown(error.code);
      throw error;
    }
    return this.#refuse(call, receipt, error.code, () => error);
  }

  #refuseClosed(call: Call): Receipt {
    this.#options.calledAfterClose(call.fields);
    const receipt = this.#receipt(call);
    return this.#refuse(call, receipt, 'closed', () => closedError(receipt.messageId));
  }

  #refuseFull(call: Call, messageId: string): Receipt {
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

  /** A receipt for a call that was not looked at closely. */
  #receipt(call: Call): OpenReceipt {
    try {
      const { messageId } = call.fields;
      if (typeof messageId === 'string') return new OpenReceipt(messageId);
    } catch {
      // Not even that can be read: it gets an id of ours.
    }
    return new OpenReceipt(uuid());
  }
}

function typeOf(raw: unknown): MessageType | undefined {
  try {
    const { type } = raw as { readonly type?: unknown };
    return MESSAGE_TYPES.find((known) => known === type);
  } catch {
    return undefined;
  }
}

function asFault(json: ReturnType<typeof toJson>): string | SerialisationFault {
  return typeof json === 'string' ? json : { field: '', fault: json };
}
