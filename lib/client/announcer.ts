import type { Clock } from '../base/clock.js';
import { type AnalyticsError, DeliveryError } from '../base/errors.js';
import type { MessageType } from '../message/message.js';
import { Context } from '../pipeline/context.js';
import type { PreparedStep } from '../pipeline/step.js';
import type { Entry } from './entry.js';
import type { Callback } from './events.js';
import type { Host } from './host.js';
import type { Listeners } from './listeners.js';
import type { DeadLetterFunction } from './options.js';
import type { LossReason } from './stats.js';

export interface AnnouncerOptions {
  readonly listeners: Listeners;
  readonly host: Host;
  readonly clock: Clock;
  readonly deadLetter: DeadLetterFunction | undefined;
  /** The plugins that are told how messages of a type ended. */
  readonly after: (type: MessageType) => readonly PreparedStep[];
}

/** Messages that ended undelivered. */
export interface Loss {
  readonly reason: LossReason;
  /** May be made when it is first read. */
  readonly error: AnalyticsError;
  /** Whether every message fares like this now. */
  readonly isGeneral: boolean;
}

const GENERAL_ERROR_EVERY_MS = 60_000;

/** Tells the program what became of messages: callbacks, listeners, plugins, the dead-letter function, the log. */
export class Announcer {
  readonly #options: AnnouncerOptions;
  #generalErrorAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  accepted(entry: Entry): void {
    const { listeners } = this.#options;
    if (!listeners.isHeard('dispatch_start')) return;
    // The text as it is now: plugins may make another of it before anybody reads this.
    const text = entry.text();
    const { messageId: id } = entry;
    const context = Context.ofText({ id, attempts: 0, text: () => text, logger: undefined });
    queueMicrotask(() => listeners.emit('dispatch_start', context));
  }

  delivered(entry: Entry, attempts: number): void {
    const { listeners } = this.#options;
    const after = this.#options.after(entry.type);
    const isHeard = listeners.isHeard(entry.type);
    if (entry.callback === undefined && !isHeard && after.length === 0) return;
    const context = entry.context(attempts);
    if (entry.callback !== undefined) this.call(entry.callback, undefined, context);
    if (isHeard) listeners.emit(entry.type, context);
    this.#tellAfter(after, context);
  }

  /** A message is kept on the disk: its callback hears of no error. */
  spooled(entry: Entry): void {
    if (entry.callback !== undefined) this.call(entry.callback, undefined, entry.context(0));
  }

  /** A message was not meant to be sent: nothing went wrong, and its callback hears of no error. */
  leftOut(entry: Entry, loss: Loss): void {
    if (entry.callback !== undefined) this.call(entry.callback, undefined, entry.context(0));
    this.#tellDrop([entry], loss);
  }

  lost(entries: readonly Entry[], loss: Loss): void {
    const { reason, isGeneral } = loss;
    const { host, deadLetter } = this.#options;
    for (const entry of entries) this.#tellOfLoss(entry, loss);
    this.#tellDrop(entries, loss);
    if (reason === 'filtered') return;
    const { error } = loss;
    host.log('error', error.message);
    if (deadLetter !== undefined) {
      host.run(() =>
        deadLetter(
          entries.map((entry) => entry.message()),
          reason,
          error,
        ),
      );
    }
    if (!isGeneral || this.#isTimeForGeneralError()) this.#emitError(entries, error);
  }

  call(callback: Callback, ...given: Parameters<Callback>): void {
    this.#options.host.run(() => callback(...given));
  }

  #tellDrop(entries: readonly Entry[], loss: Loss): void {
    const { listeners } = this.#options;
    if (!listeners.isHeard('drop')) return;
    const messageIds = entries.map((entry) => entry.messageId);
    listeners.emit('drop', { reason: loss.reason, error: loss.error, messageIds });
  }

  #tellOfLoss(entry: Entry, loss: Loss): void {
    const { reason } = loss;
    // Plugins that are told afterwards hear of what was sent; this was not meant to be.
    const wasMeant = !entry.isUnprocessed && reason !== 'filtered' && reason !== 'plugin-failed';
    const after = wasMeant ? this.#options.after(entry.type) : [];
    if (entry.callback === undefined && after.length === 0) return;
    const context = failedContext(entry, loss.error);
    if (entry.callback !== undefined) this.call(entry.callback, loss.error, context);
    this.#tellAfter(after, context);
  }

  #tellAfter(after: readonly PreparedStep[], context: Context): void {
    for (const step of after) {
      if (step.failure === undefined) this.#options.host.run(() => step.handle(context));
    }
  }

  /** Where it is about one message, with its context, as Segment's client has it. */
  #emitError(entries: readonly Entry[], error: AnalyticsError): void {
    const { listeners } = this.#options;
    if (!listeners.isHeard('error')) return;
    const [entry] = entries;
    if (entry !== undefined && entries.length === 1) {
      // Not enumerable, so that an error that is logged doesn't show the message.
      const ctx = failedContext(entry, error);
      Object.defineProperty(error, 'ctx', { value: ctx, configurable: true });
    }
    listeners.emit('error', error);
  }

  /** What was learned of the endpoint concerns every batch: once a minute is enough. */
  #isTimeForGeneralError(): boolean {
    const { clock, listeners } = this.#options;
    if (!listeners.isHeard('error')) return false;
    const now = clock.now();
    if (now - this.#generalErrorAtMs < GENERAL_ERROR_EVERY_MS) return false;
    this.#generalErrorAtMs = now;
    return true;
  }
}

function failedContext(entry: Entry, error: AnalyticsError): Context {
  const context = entry.context(error instanceof DeliveryError ? error.attempts : 0);
  context.setFailedDelivery({ reason: error });
  return context;
}
