import type { EventEmitter } from 'node:events';
import type { Clock } from '../base/clock.js';
import type { AnalyticsError } from '../base/errors.js';
import type { Ending } from '../delivery/ending.js';
import type { Outcome } from '../message/outcome.js';
import type { Capacity } from './capacity.js';
import type { Entry } from './entry.js';
import { type AnalyticsEvents, type Callback, Context } from './events.js';
import type { Host } from './host.js';
import type { AnalyticsOptions } from './options.js';
import type { OpenReceipt } from './receipt.js';
import type { Counters, LossReason, RefusalReason } from './stats.js';

export interface ReportOptions {
  readonly emitter: EventEmitter<AnalyticsEvents>;
  readonly counters: Counters;
  readonly capacity: Capacity;
  readonly host: Host;
  readonly clock: Clock;
  readonly deadLetter: AnalyticsOptions['deadLetter'];
}

/** A call that was not taken. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly receipt: OpenReceipt;
  readonly callback: Callback | undefined;
  /** Made only where somebody wants to know. */
  readonly makeError: () => AnalyticsError;
}

/** Messages that ended undelivered. */
interface Loss {
  readonly reason: LossReason;
  readonly error: AnalyticsError;
  readonly isGeneral: boolean;
}

const GENERAL_ERROR_EVERY_MS = 60_000;

/** The one place where outcomes are counted and announced. */
export class Report {
  readonly #options: ReportOptions;
  #generalErrorAtMs = Number.NEGATIVE_INFINITY;
  /** How many messages had been accepted when `'drained'` was last told. */
  #drainedAt = 0;

  constructor(options: ReportOptions) {
    this.#options = options;
  }

  /** A call was refused by an error that it threw. */
  thrown(reason: RefusalReason): void {
    this.#options.counters.refused[reason] += 1;
  }

  /** A call was refused: tells its caller, in a later turn. */
  refused({ reason, receipt, callback, makeError }: Refusal): void {
    const { counters, emitter, host } = this.#options;
    counters.refused[reason] += 1;
    // Errors are dear where calls are many, as in an outage: made when they are looked at.
    let made: AnalyticsError | undefined;
    const error = (): AnalyticsError => {
      made ??= makeError();
      return made;
    };
    receipt.settle({
      status: 'dropped',
      reason,
      get error() {
        return error();
      },
    });
    const isMistake = reason !== 'queue-full' && reason !== 'closed';
    if (callback === undefined && emitter.listenerCount('error') === 0 && !isMistake) return;
    queueMicrotask(() => {
      host.log('warn', error().message);
      if (callback !== undefined) this.#call(callback, error());
      this.#emit('error', error());
    });
  }

  /** An accepted message never got as far as the queue. */
  droppedAtOnce(entry: Entry, reason: 'filtered' | 'plugin-failed', error: AnalyticsError): void {
    if (reason === 'plugin-failed') this.#options.host.failed();
    this.#count([entry], reason);
    const outcome: Outcome = { status: 'dropped', reason, error };
    entry.receipt.settle(outcome);
    queueMicrotask(() => this.#lost([entry], { reason, error, isGeneral: false }));
  }

  /** Messages reached their end. */
  settled(entries: readonly Entry[], ending: Ending): void {
    if (ending.kind === 'dropped') {
      const { reason, error } = ending;
      this.#count(entries, reason);
      const outcome: Outcome = { status: 'dropped', reason, error };
      for (const entry of entries) entry.receipt.settle(outcome);
      this.#lost(entries, ending);
      return;
    }
    this.#count(entries, 'delivered');
    const outcome: Outcome = { status: 'delivered', attempts: ending.attempts };
    for (const entry of entries) {
      entry.receipt.settle(outcome);
      this.#delivered(entry, ending.attempts);
    }
    this.#release(entries, 'delivered');
  }

  #delivered(entry: Entry, attempts: number): void {
    const isHeard = this.#options.emitter.listenerCount(entry.type) > 0;
    if (entry.callback === undefined && !isHeard) return;
    const context = new Context(entry.messageId, attempts, entry.text());
    if (entry.callback !== undefined) this.#call(entry.callback, undefined, context);
    if (isHeard) this.#emit(entry.type, context);
  }

  #lost(entries: readonly Entry[], { reason, error, isGeneral }: Loss): void {
    const { host, deadLetter, emitter } = this.#options;
    for (const { callback } of entries) if (callback !== undefined) this.#call(callback, error);
    if (emitter.listenerCount('drop') > 0) {
      this.#emit('drop', { reason, error, messageIds: entries.map((entry) => entry.messageId) });
    }
    if (reason !== 'filtered') {
      host.log('error', error.message);
      if (deadLetter !== undefined) {
        host.run(() =>
          deadLetter(
            entries.map((entry) => entry.message()),
            reason,
          ),
        );
      }
      if (!isGeneral || this.#isTimeForGeneralError()) this.#emit('error', error);
    }
    this.#release(entries, 'dropped');
  }

  /** What was learned of the endpoint concerns every batch: once a minute is enough. */
  #isTimeForGeneralError(): boolean {
    const { clock, emitter } = this.#options;
    if (emitter.listenerCount('error') === 0) return false;
    const now = clock.now();
    if (now - this.#generalErrorAtMs < GENERAL_ERROR_EVERY_MS) return false;
    this.#generalErrorAtMs = now;
    return true;
  }

  #count(entries: readonly Entry[], end: 'delivered' | LossReason): void {
    const { counters, capacity } = this.#options;
    let bytes = 0;
    for (const entry of entries) bytes += entry.bytes;
    if (end === 'delivered') counters.delivered += entries.length;
    else counters.dropped[end] += entries.length;
    capacity.give(entries.length, bytes);
  }

  /** Everybody was told: whoever waits for these messages may go on. */
  #release(entries: readonly Entry[], status: 'delivered' | 'dropped'): void {
    const { counters, capacity } = this.#options;
    for (const entry of entries) {
      entry.generation.settle(status);
      entry.scopeGeneration?.settle(status);
    }
    capacity.wake();
    if (counters.pending > 0 || counters.accepted === this.#drainedAt) return;
    this.#drainedAt = counters.accepted;
    this.#emit('drained');
  }

  #call(callback: Callback, ...given: Parameters<Callback>): void {
    this.#options.host.run(() => callback(...given));
  }

  #emit<Name extends keyof AnalyticsEvents>(name: Name, ...given: AnalyticsEvents[Name]): void {
    const { host, emitter } = this.#options;
    if (emitter.listenerCount(name) === 0) return;
    // The emitter's own type can't tell that the arguments belong to the name.
    const emit = emitter.emit.bind(emitter) as (name: string, ...given: unknown[]) => boolean;
    host.run(() => emit(name, ...given));
  }
}
