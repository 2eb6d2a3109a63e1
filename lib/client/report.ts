import type { Clock } from '../base/clock.js';
import type { AnalyticsError } from '../base/errors.js';
import type { Ending } from '../delivery/ending.js';
import type { DropReason, Outcome } from '../message/outcome.js';
import type { Announcer, Loss } from './announcer.js';
import { Broadcast } from './broadcast.js';
import type { Capacity } from './capacity.js';
import type { Side } from './comparison.js';
import type { AcceptedEntry, Entry } from './entry.js';
import type { Callback } from './events.js';
import type { Host } from './host.js';
import type { Listeners } from './listeners.js';
import type { OpenReceipt } from './receipt.js';
import type { Counters, LossReason, RefusalReason } from './stats.js';
import type { Watch } from './watch.js';

export interface ReportOptions {
  readonly announcer: Announcer;
  readonly counters: Counters;
  readonly capacity: Capacity;
  readonly host: Host;
  /** What is told of a call is told in a later turn, so that a listener which calls again holds nobody up for good. */
  readonly clock: Clock;
  readonly listeners: Listeners;
  /** Whose account it is. */
  readonly side: Side;
  /** Where a test looks on. */
  readonly watch: Watch | undefined;
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
  readonly #broadcast: Broadcast;
  /** How often messages were lost, and why the last time. */
  losses = 0;
  lastLoss: AnalyticsError | undefined;
  /** How many messages had been accepted when `'drained'` was last told. */
  #drainedAt = 0;

  constructor(options: ReportOptions) {
    this.#options = options;
    this.#broadcast = new Broadcast(options.listeners.about, options.clock);
  }

  /** A call was refused by an error that it threw. */
  thrown(reason: RefusalReason, error: AnalyticsError): void {
    this.#countRefusal(reason);
    this.#broadcast.refused(reason, undefined, () => error);
    this.#options.watch?.refused({ reason, error, isHeard: true });
  }

  /** A call was refused: tells its caller, in a later turn. */
  refused({ reason, receipt, callback, makeError }: Refusal): void {
    const { announcer, clock, listeners, host, watch } = this.#options;
    this.#countRefusal(reason);
    const error = lazily(makeError);
    this.#broadcast.refused(reason, receipt.messageId, error);
    receipt.settle(outcomeOf(reason, error));
    watch?.refused({ reason, error: error(), isHeard: callback !== undefined });
    const isMistake = reason !== 'queue-full' && reason !== 'closed';
    if (callback === undefined && !listeners.isHeard('error') && !isMistake) return;
    clock.soon(() => {
      host.log('warn', error().message);
      if (callback !== undefined) announcer.call(callback, error());
      listeners.emit('error', error());
    });
  }

  /** A message was taken: it is accepted, whatever becomes of it. */
  taken(entry: AcceptedEntry): AcceptedEntry {
    this.#broadcast.accepted(entry);
    return entry;
  }

  /** A message was accepted, and is on its way. */
  accepted(entry: Entry): void {
    const { announcer, watch } = this.#options;
    announcer.accepted(entry);
    watch?.accepted(entry);
  }

  /** Plugins that took their time are through with a message. */
  passed(entry: Entry): void {
    this.#options.watch?.passed(entry);
  }

  /** Whether anybody gets to see a message that is left out on purpose: a callback, or a test. */
  isRead({ callback }: Pick<Refusal, 'callback'>): boolean {
    return callback !== undefined || this.#options.watch !== undefined;
  }

  /** An accepted message never got as far as the queue. */
  droppedAtOnce(
    entry: Entry,
    reason: 'filtered' | 'plan-violation' | 'plugin-failed',
    makeError: () => AnalyticsError,
  ): void {
    if (reason === 'plugin-failed') this.#options.host.failed();
    this.#count([entry], reason);
    const error = lazily(makeError);
    this.#end([entry], outcomeOf(reason, error));
    this.#broadcast.dropped([entry], reason, error);
    this.#options.clock.soon(() => this.#lost([entry], lossOf(reason, error)));
  }

  /** An accepted message is not meant for the endpoint, or the client is disabled: filtered, and nothing went wrong. */
  leftOut(entry: Entry, makeError: () => AnalyticsError): void {
    const { announcer, clock } = this.#options;
    this.#count([entry], 'filtered');
    const error = lazily(makeError);
    this.#end([entry], outcomeOf('filtered', error));
    this.#broadcast.dropped([entry], 'filtered', error);
    clock.soon(() => {
      announcer.leftOut(entry, lossOf('filtered', error));
      this.#release([entry], 'dropped');
    });
  }

  /** Messages reached their end. */
  settled(entries: readonly Entry[], ending: Ending): void {
    if (ending.kind === 'dropped') {
      const { reason, error } = ending;
      this.#count(entries, reason);
      this.#broadcast.dropped(entries, reason, () => error);
      const outcome: Outcome = { status: 'dropped', reason, error };
      this.#end(entries, outcome);
      this.#lost(entries, ending);
      return;
    }
    this.#count(entries, 'delivered');
    this.#broadcast.delivered(entries, ending.attempts);
    const outcome: Outcome = { status: 'delivered', attempts: ending.attempts };
    this.#end(entries, outcome);
    for (const entry of entries) {
      this.#options.announcer.delivered(entry, ending.attempts);
    }
    this.#release(entries, 'delivered');
  }

  /** Messages are on the disk, for a later time or another process: nothing went wrong, and nothing is delivered yet. */
  spooled(entries: readonly Entry[]): void {
    this.#count(entries, 'spooled');
    this.#broadcast.spooled(entries);
    this.#end(entries, SPOOLED);
    for (const entry of entries) this.#options.announcer.spooled(entry);
    this.#release(entries, 'spooled');
  }

  #end(entries: readonly Entry[], outcome: Outcome): void {
    for (const entry of entries) entry.receipt.settle(outcome);
    this.#options.watch?.ended(entries, outcome);
  }

  #lost(entries: readonly Entry[], loss: Loss): void {
    if (loss.reason !== 'filtered') {
      this.losses += 1;
      this.lastLoss = loss.error;
    }
    this.#options.announcer.lost(entries, loss);
    this.#release(entries, 'dropped');
  }

  #count(entries: readonly Entry[], end: 'delivered' | 'spooled' | LossReason): void {
    const { clock, counters, capacity } = this.#options;
    let bytes = 0;
    for (const entry of entries) bytes += entry.bytes;
    if (end === 'delivered' || end === 'spooled') counters[end] += entries.length;
    else counters.dropped[end] += entries.length;
    if (end === 'delivered') counters.recent.delivered.add(entries.length, clock.now());
    else if (end !== 'spooled' && end !== 'filtered') {
      counters.recent.dropped.add(entries.length, clock.now());
    }
    capacity.give(entries.length, bytes);
  }

  #countRefusal(reason: RefusalReason): void {
    const { clock, counters } = this.#options;
    counters.refused[reason] += 1;
    counters.recent.refused.add(1, clock.now());
  }

  /** Everybody was told: whoever waits for these messages may go on. */
  #release(entries: readonly Entry[], status: 'delivered' | 'dropped' | 'spooled'): void {
    const { listeners, counters, capacity, side } = this.#options;
    for (const entry of entries) {
      entry.twin?.end(side, entry.messageId, status === 'delivered');
      entry.generation.settle(status);
      entry.scopeGeneration?.settle(status);
      if (entry.told !== undefined) entry.letGo();
    }
    capacity.wake();
    if (counters.pending > 0 || counters.accepted === this.#drainedAt) return;
    this.#drainedAt = counters.accepted;
    listeners.emit('drained');
  }
}

const SPOOLED: Outcome = { status: 'spooled' };

/** Errors are dear where calls are many, as in an outage: made when they are first looked at. */
function lazily(makeError: () => AnalyticsError): () => AnalyticsError {
  let made: AnalyticsError | undefined;
  return () => {
    made ??= makeError();
    return made;
  };
}

function outcomeOf(reason: DropReason, error: () => AnalyticsError): Outcome {
  return {
    status: 'dropped',
    reason,
    get error() {
      return error();
    },
  };
}

function lossOf(reason: LossReason, error: () => AnalyticsError): Loss {
  return {
    reason,
    get error() {
      return error();
    },
    isGeneral: false,
  };
}
