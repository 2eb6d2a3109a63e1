import { ValidationError } from '../base/errors.js';
import type { UncheckedCall } from '../message/call.js';
import { asMessage } from '../message/check.js';
import { NO_INTEGRATIONS } from '../message/context.js';
import { copyMessage, isFault, snapshotOf, writeMessage } from '../message/copy.js';
import { type Message, messageTypeOf } from '../message/message.js';
import { Context } from '../pipeline/context.js';
import type { ContextLogger } from '../pipeline/context-log.js';
import { isForEndpoint } from '../pipeline/integrations.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import { type Dropped, grownTooLarge, type Processed } from '../pipeline/processed.js';
import { type Passage, type PreparedStep, runSteps } from '../pipeline/step.js';
import type { Limit } from '../pipeline/within.js';
import { fitsInto, NOWHERE, type Place, pageOf } from '../queue/pages.js';
import type { Drafts } from './drafts.js';
import { type AcceptedEntry, type Call, Entry } from './entry.js';
import type { Callback } from './events.js';
import type { FanOut } from './fan-out.js';
import type { Lane } from './lane.js';
import type { Line } from './line.js';
import { OpenReceipt, type Receipt } from './receipt.js';
import { dropError, typeError } from './refusal.js';
import { type Refusals, receiptFor } from './refusals.js';
import type { Settings } from './settings.js';
import type { Spooling } from './spooling.js';
import type { Tally } from './tally.js';
import type { WaitUntil } from './wait-until.js';

export interface DispatchOptions {
  readonly settings: Settings;
  readonly drafts: Drafts;
  readonly pipeline: Pipeline;
  readonly limit: Limit;
  readonly line: Line;
  readonly lane: Lane;
  readonly fanOut: FanOut;
  readonly refusals: Refusals;
  readonly tally: Tally;
  /** Where there is a spool. */
  readonly spooling: Spooling | undefined;
  readonly waitUntil: WaitUntil | undefined;
  /** Checks and writes what plugins made of a message. */
  readonly finish: (passage: Passage) => Processed;
  readonly isClosed: () => boolean;
}

/** What is known of a message that is about to be taken. */
type Identified = Pick<Processed & { kind: 'ready' }, 'messageId' | 'integrations'>;

/** The journey of one call, from the caller to the queue. It joins the stages and does nothing else. */
export class Dispatch {
  readonly #options: DispatchOptions;

  constructor(options: DispatchOptions) {
    this.#options = options;
  }

  /** Any of the six calls. @throws ValidationError where `onInvalid` is `throw`, PlanViolationError where the plan says so; nothing else, ever. */
  call(call: Call): Receipt {
    const { settings, isClosed, drafts, line, pipeline, refusals } = this.#options;
    if (isClosed()) return refusals.closed(call);
    if (settings.disable) return this.#leaveOut(call);
    const draft = drafts.make(call);
    if (draft instanceof ValidationError) return refusals.invalid(call, draft);
    const message = asMessage(draft);
    if (!this.#hasRoom) return refusals.full(call, message.messageId);
    const steps = pipeline.stepsOf(call.type);
    const isSimple = steps.length === 0 && settings.plan === undefined && !line.hasToWait;
    if (!isSimple) return this.#throughPlugins(call, message, steps);
    const json = writeMessage(message, this.#form(call));
    if (typeof json !== 'string') return refusals.fault(call, message, json);
    if (!fitsInto(settings.maxEventBytes, json)) return refusals.tooLarge(call, message, json);
    return this.#accept(call, snapshotOf(message, json), json);
  }

  /** A raw message of any of the six types. */
  enqueue(raw: unknown, callback: Callback | undefined, scopeTally: Tally | undefined): Receipt {
    const type = messageTypeOf(raw);
    const fields = (typeof raw === 'object' && raw !== null ? raw : {}) as UncheckedCall;
    const call = { type: type ?? 'track', fields, callback, scopeTally, isRaw: true, atMs: 0 };
    if (type !== undefined || this.#options.isClosed()) return this.call(call);
    return this.#options.refusals.invalid(call, typeError(raw));
  }

  /** A message came out of the line: it goes on to the queue, in the order of the calls. */
  leaveLine(entry: AcceptedEntry, made: Processed): void {
    const { settings, lane, fanOut } = this.#options;
    if (made.kind === 'dropped') {
      this.#report(entry, made);
      return;
    }
    const { messageId, integrations, json, logger } = made;
    entry.receipt.messageId = messageId;
    entry.logger = logger;
    entry.isUnprocessed = false;
    if (!fitsInto(settings.maxEventBytes, json)) {
      this.#report(entry, grownTooLarge(settings.maxEventBytes));
      return;
    }
    fanOut.toDestinations(entry, json, integrations);
    if (!isForEndpoint(integrations)) {
      this.#leftOut(entry);
      return;
    }
    const place = lane.place(json);
    lane.capacity.resize(place.bytes - entry.bytes);
    entry.moveTo(place);
    lane.report.passed(entry);
    fanOut.toMirror(entry);
    lane.offer(entry);
  }

  /** Plugins get a copy, as it would be sent: what they write to it never reaches the caller's objects. */
  #throughPlugins(call: Call, message: Message, steps: readonly PreparedStep[]): Receipt {
    const { settings, limit, line, finish, refusals } = this.#options;
    const event = copyMessage(message, this.#form(call));
    if (isFault(event)) return refusals.fault(call, message, event);
    const context = new Context(event, message.messageId);
    if (line.hasToWait) return this.#wait(call, message, { steps, context });
    const passage = runSteps(steps, context, limit);
    if (passage instanceof Promise) return this.#wait(call, message, { steps, context }, passage);
    const made = finish(passage);
    if (made.kind === 'dropped') return this.#dropAfterPlugins(call, message, made);
    const { json } = made;
    if (!fitsInto(settings.maxEventBytes, json)) return this.#tooLarge(call, message, json);
    return this.#accept(call, made, json, made.logger);
  }

  /** Joins the line, where plugins ask for time. It is accepted, and counts with the size that it has now. */
  #wait(
    call: Call,
    message: Message,
    run: { readonly steps: readonly PreparedStep[]; readonly context: Context },
    begun?: Promise<Passage>,
  ): Receipt {
    const { settings, isClosed, lane, line, refusals } = this.#options;
    if (isClosed()) return refusals.closed(call);
    const json = writeMessage(message, this.#form(call));
    if (typeof json !== 'string') return refusals.fault(call, message, json);
    const { messageId } = message;
    const place = pageOf(json);
    if (place.bytes > settings.maxEventBytes) return refusals.tooLarge(call, message, json);
    if (!lane.capacity.hasRoomFor(place.bytes)) return refusals.full(call, messageId);
    const entry = this.#entry(place, call, new OpenReceipt(messageId));
    entry.isUnprocessed = true;
    this.#accepted(entry);
    line.join(entry, run, begun);
    return entry.receipt;
  }

  #accept(call: Call, message: Identified, json: string, logger?: ContextLogger): Receipt {
    const { isClosed, lane, fanOut, refusals, spooling } = this.#options;
    // Once more: a plugin, or a getter of the call, may have closed the client.
    if (isClosed()) return refusals.closed(call);
    const { messageId, integrations } = message;
    // A UTF-16 unit takes at most three bytes, so the exact count is needed only near the bound.
    const fits =
      lane.capacity.hasRoomFor(json.length * 3) ||
      lane.capacity.hasRoomFor(Buffer.byteLength(json));
    if (!fits && spooling?.takesOverflow !== true) return refusals.full(call, messageId);
    const isWanted = integrations === NO_INTEGRATIONS || isForEndpoint(integrations);
    const place = isWanted ? lane.place(json) : pageOf(json);
    const entry = this.#entry(place, call, new OpenReceipt(messageId));
    entry.logger = logger;
    this.#accepted(entry);
    fanOut.toDestinations(entry, json, integrations);
    if (isWanted) {
      fanOut.toMirror(entry);
      if (fits || spooling === undefined) lane.offer(entry);
      else spooling.overflow(entry);
    } else {
      this.#leftOut(entry);
    }
    return entry.receipt;
  }

  /** The call was too large by itself, and is refused; or plugins have made it so, and fail. */
  #tooLarge(call: Call, message: Message, json: string): Receipt {
    const { settings, refusals } = this.#options;
    const { maxEventBytes } = settings;
    const own = writeMessage(message, this.#form(call));
    if (typeof own === 'string' && fitsInto(maxEventBytes, own)) {
      return this.#dropAfterPlugins(call, message, grownTooLarge(maxEventBytes));
    }
    return refusals.tooLarge(call, message, json);
  }

  #dropAfterPlugins(call: Call, message: Message, lost: Dropped): Receipt {
    const { isClosed, lane, refusals } = this.#options;
    if (lost.reason === 'plan-violation' && lost.isThrown) throw refusals.violating(lost);
    if (isClosed()) return refusals.closed(call);
    const isRead = lane.report.isRead(call) || lost.reason !== 'filtered';
    const json = isRead ? writeMessage(message, this.#form(call)) : undefined;
    const place = typeof json === 'string' ? pageOf(json) : NOWHERE;
    const entry = this.#entry(place, call, new OpenReceipt(message.messageId));
    this.#report(entry, lost);
    return entry.receipt;
  }

  /** Whether a message has a chance: with plugins before it there is no need to look at one that has none. */
  get #hasRoom(): boolean {
    const { lane, spooling } = this.#options;
    return lane.capacity.hasRoomFor(0) || spooling?.takesOverflow === true;
  }

  #accepted(entry: AcceptedEntry): void {
    this.#options.lane.report.accepted(entry);
    this.#options.waitUntil?.called();
  }

  /** Takes the room of a message, and makes its entry. */
  #entry(place: Place, call: Call, receipt: OpenReceipt): AcceptedEntry {
    const { lane, tally } = this.#options;
    lane.capacity.take(place.bytes);
    const entry = new Entry(place, call, receipt, tally.join(), call.scopeTally?.join());
    return lane.report.taken(entry);
  }

  /** The client is disabled: nobody does anything wrong, and nothing is sent. */
  #leaveOut(call: Call): Receipt {
    const { lane, drafts, settings } = this.#options;
    const receipt = receiptFor(call);
    call.atMs = settings.clock.now();
    const place = lane.report.isRead(call)
      ? pageOf(JSON.stringify(drafts.event(call, receipt.messageId)))
      : NOWHERE;
    this.#leftOut(this.#entry(place, call, receipt));
    return receipt;
  }

  /** Nobody did anything wrong: the endpoint is not meant to have the message. */
  #leftOut(entry: AcceptedEntry): void {
    const { messageId } = entry;
    this.#options.lane.report.leftOut(entry, () => dropError(messageId, NOT_FOR_ENDPOINT));
  }

  #report(entry: AcceptedEntry, lost: Dropped): void {
    const { messageId } = entry;
    const { lane, fanOut } = this.#options;
    if (lost.reason === 'plan-violation') fanOut.toForward(entry, lost);
    lane.report.droppedAtOnce(entry, lost.reason, () => dropError(messageId, lost));
  }

  #form({ isRaw, isData = false }: Call) {
    return { limit: this.#options.settings.maxEventBytes, isRaw, isData };
  }
}

const NOT_FOR_ENDPOINT: Dropped = { kind: 'dropped', reason: 'filtered', plugin: undefined };
