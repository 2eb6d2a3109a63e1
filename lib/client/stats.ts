import type { DropReason } from '../message/outcome.js';
import type { DestinationStats } from '../pipeline/destination-stats.js';
import type { PlanCounts } from '../plan/plan-like.js';
import type { Comparison, MirrorComparison } from './comparison.js';
import { Failing, type FailingStats } from './failing.js';
import { LastMinute } from './last-minute.js';

/** Why a call was not taken: nothing was queued for it. */
export type RefusalReason = Extract<
  DropReason,
  'invalid' | 'unserializable' | 'too-large' | 'queue-full' | 'closed' | 'plan-violation'
>;

/** Why an accepted message was not delivered. */
export type LossReason = Exclude<
  DropReason,
  'invalid' | 'unserializable' | 'queue-full' | 'closed'
>;

/** The account of a client. `accepted` is `delivered + dropped + spooled + pending`, at every instant. */
export interface Stats {
  /** Every call that was made: accepted and refused ones. */
  readonly calls: number;
  readonly accepted: number;
  readonly delivered: number;
  /** Accepted and not delivered, by reason. */
  readonly dropped: Readonly<Record<LossReason, number>>;
  readonly spooled: number;
  /** Accepted and not settled yet: waiting, on their way, or waiting for a retry. */
  readonly pending: number;
  /** The JSON of the pending messages, in bytes. */
  readonly pendingBytes: number;
  /** Calls that were not taken, by reason. */
  readonly refused: Readonly<Record<RefusalReason, number>>;
  /** Requests that were made, repeated ones included. */
  readonly requests: number;
  /** Requests that repeated one before. */
  readonly retried: number;
  /** Requests that are out now. */
  readonly inFlight: number;
  /** How full the queue is, 0 to 1: the greater share, of `maxQueueSize` and of `maxQueueBytes`. */
  readonly fullness: number;
  /** What happened in the last 60 seconds. */
  readonly lastMinute: LastMinuteStats;
  /** Only while the endpoint fails: what is pending waits for it, or the last failure is less than a minute ago. */
  readonly failing?: FailingStats;
  /** What callbacks, listeners, plugins, the logger and the dead-letter function of the program threw. */
  readonly hostErrors: number;
  /** The account of each destination plugin, by its name. Only where there are any. */
  readonly destinations?: Readonly<Record<string, DestinationStats>>;
  /** What the tracking plan found. Only where there is one. */
  readonly plan?: PlanStats;
  /** What lies on the disk, and what became of it. Only where there is a spool. */
  readonly spool?: SpoolStats;
  /** The account of the mirror, and how it compares with the endpoint's. Only where there is one. */
  readonly mirror?: MirrorStats;
}

/** What happened in the last 60 seconds. */
export interface LastMinuteStats {
  readonly delivered: number;
  /** Accepted and not delivered, but for what was filtered on purpose. */
  readonly dropped: number;
  /** Calls that were not taken. */
  readonly refused: number;
}

/** The account of one endpoint, without what stands beside it. */
export type OwnStats = Omit<Stats, 'destinations' | 'mirror' | 'plan' | 'spool'>;

/** What lies on the disk, and what this client sent of it: messages of its own that were spooled, and of clients before it. */
export interface SpoolStats {
  readonly folder: string;
  readonly mode: 'overflow' | 'journal';
  /** How many bytes this client has there. */
  readonly bytes: number;
  readonly delivered: number;
  /** Not delivered, by reason: `refused` and `too-large` by the endpoint, and `deadline` what was older than `maxAge`. */
  readonly dropped: Stats['dropped'];
  /** Lines that were damaged on the disk. Their file is kept, as `.damaged`. */
  readonly damaged: number;
  /** How often the disk failed. */
  readonly failures: number;
}

/** What the tracking plan found. */
export interface PlanStats extends PlanCounts {
  /** The account of the source that blocked messages are forwarded to. Only where there is one. */
  readonly forwarded?: OwnStats;
}

/** The account of the mirror. */
export interface MirrorStats extends OwnStats {
  /** Both accounts, side by side: told apart by message id. */
  readonly compared: MirrorComparison;
}

/** The counters behind {@link Stats}. */
export class Counters {
  accepted = 0;
  delivered = 0;
  spooled = 0;
  pending = 0;
  pendingBytes = 0;
  requests = 0;
  retried = 0;
  hostErrors = 0;
  inFlight = 0;
  /** What may be pending at once. */
  room = { messages: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };
  readonly failing = new Failing();
  readonly recent = {
    delivered: new LastMinute(),
    dropped: new LastMinute(),
    refused: new LastMinute(),
  };
  readonly dropped: Record<LossReason, number> = {
    filtered: 0,
    'plan-violation': 0,
    'plugin-failed': 0,
    'too-large': 0,
    refused: 0,
    'retries-spent': 0,
    deadline: 0,
  };
  readonly refused: Record<RefusalReason, number> = {
    invalid: 0,
    unserializable: 0,
    'too-large': 0,
    'queue-full': 0,
    closed: 0,
    'plan-violation': 0,
  };

  snapshot(nowMs: number): Stats {
    const { recent, room } = this;
    const { accepted, delivered, spooled, pending, pendingBytes, requests, retried } = this;
    const refused = { ...this.refused };
    const failing = this.failing.stats(pending, nowMs);
    const calls = accepted + Object.values(refused).reduce((sum, count) => sum + count, 0);
    return {
      calls,
      accepted,
      delivered,
      dropped: { ...this.dropped },
      spooled,
      pending,
      pendingBytes,
      refused,
      requests,
      retried,
      inFlight: this.inFlight,
      fullness: Math.max(pending / room.messages, pendingBytes / room.bytes),
      lastMinute: {
        delivered: recent.delivered.sum(nowMs),
        dropped: recent.dropped.sum(nowMs),
        refused: recent.refused.sum(nowMs),
      },
      ...(failing === undefined ? {} : { failing }),
      hostErrors: this.hostErrors,
    };
  }
}

/** What stands beside the endpoint, and has an account of its own. */
export interface Beside {
  readonly destinations: readonly { readonly name: string; stats(): DestinationStats }[];
  readonly mirror:
    | { readonly lane: { readonly counters: Counters }; readonly comparison: Comparison }
    | undefined;
  readonly plan: { counts(): PlanCounts } | undefined;
  readonly forward: { readonly counters: Counters } | undefined;
  readonly spool: { stats(): SpoolStats } | undefined;
}

/** The account of a client with all that is beside its endpoint. */
export function statsOf(counters: Counters, beside: Beside, nowMs: number): Stats {
  const { destinations, mirror, plan, forward, spool } = beside;
  return {
    ...counters.snapshot(nowMs),
    ...(destinations.length === 0
      ? {}
      : { destinations: Object.fromEntries(destinations.map((one) => [one.name, one.stats()])) }),
    ...(plan === undefined
      ? {}
      : {
          plan: {
            ...plan.counts(),
            ...(forward === undefined ? {} : { forwarded: forward.counters.snapshot(nowMs) }),
          },
        }),
    ...(spool === undefined ? {} : { spool: spool.stats() }),
    ...(mirror === undefined
      ? {}
      : {
          mirror: {
            ...mirror.lane.counters.snapshot(nowMs),
            compared: mirror.comparison.snapshot(),
          },
        }),
  };
}
