import type { Clock } from '../base/clock.js';
import type { AnalyticsError } from '../base/errors.js';
import type { Ending } from '../delivery/ending.js';
import type { Outcome } from '../message/outcome.js';
import type { Announcer, Loss } from './announcer.js';
import type { Capacity } from './capacity.js';
import type { Side } from './comparison.js';
import type { Entry } from './entry.js';
import type { AnalyticsEvents, Callback } from './events.js';
import type { Host } from './host.js';
import type { OpenReceipt } from './receipt.js';
import type { Counters, LossReason, RefusalReason } from './stats.js';

export interface ReportOptions {
  readonly announcer: Announcer;
  readonly counters: Counters;
  readonly capacity: Capacity;
  readonly host: Host;
  /** What is told of a call is told in a later turn, so that a listener which calls again holds nobody up for good. */
  readonly clock: Clock;
  /** Whether anybody listens to an event. */
  readonly isHeard: (event: keyof AnalyticsEvents) => boolean;
  /** Whose account it is. */
  readonly side: Side;
}

/** A call that was not taken. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly receipt: OpenReceipt;
  readonly callback: Callback | undefined;
  /** Made only where somebody wants to know. */
  readonly makeError: () => AnalyticsError;
}

/** The one place where outcomes are counted, and from where they are announced. */
export class Report {
  readonly #options: ReportOptions;
  /** How often messages were lost, and why the last time. */
  losses = 0;
  lastLoss: AnalyticsError | undefined;
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
    const { announcer, clock, counters, isHeard, host } = this.#options;
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
    if (callback === undefined && !isHeard('error') && !isMistake) return;
    clock.soon(() => {
      host.log('warn', error().message);
      if (callback !== undefined) announcer.call(callback, error());
      announcer.emit('error', error());
    });
  }

  /** A message was accepted. */
  accepted(entry: Entry): void {
    this.#options.announcer.accepted(entry);
  }

  /** An accepted message never got as far as the queue. */
  droppedAtOnce(entry: Entry, reason: 'filtered' | 'plugin-failed', error: AnalyticsError): void {
    if (reason === 'plugin-failed') this.#options.host.failed();
    this.#count([entry], reason);
    const outcome: Outcome = { status: 'dropped', reason, error };
    entry.receipt.settle(outcome);
    this.#options.clock.soon(() => this.#lost([entry], { reason, error, isGeneral: false }));
  }

  /** An accepted message is not meant for the endpoint, or the client is disabled: filtered, and nothing went wrong. */
  leftOut(entry: Entry, error: AnalyticsError): void {
    const { announcer, clock } = this.#options;
    const { callback } = entry;
    this.#count([entry], 'filtered');
    entry.receipt.settle({ status: 'dropped', reason: 'filtered', error });
    clock.soon(() => {
      if (callback !== undefined) announcer.call(callback, undefined, entry.context(0));
      announcer.emit('drop', { reason: 'filtered', error, messageIds: [entry.messageId] });
      this.#release([entry], 'dropped');
    });
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
      this.#options.announcer.delivered(entry, ending.attempts);
    }
    this.#release(entries, 'delivered');
  }

  #lost(entries: readonly Entry[], loss: Loss): void {
    if (loss.reason !== 'filtered') {
      this.losses += 1;
      this.lastLoss = loss.error;
    }
    this.#options.announcer.lost(entries, loss);
    this.#release(entries, 'dropped');
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
    const { announcer, counters, capacity, side } = this.#options;
    for (const entry of entries) {
      entry.twin?.end(side, entry.messageId, status === 'delivered');
      entry.generation.settle(status);
      entry.scopeGeneration?.settle(status);
    }
    capacity.wake();
    if (counters.pending > 0 || counters.accepted === this.#drainedAt) return;
    this.#drainedAt = counters.accepted;
    announcer.emit('drained');
  }
}
