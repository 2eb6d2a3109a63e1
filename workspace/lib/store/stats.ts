import type { Outcome } from '../entry/entry.js';
import type { Reason } from '../entry/reason.js';

/** The account of an endpoint. `received` is `unique + duplicates` and all of `rejected`, at every instant. */
export interface WorkspaceStats {
  /** Every request, whatever it was answered. */
  readonly requests: number;
  /** How many requests were answered with each status. */
  readonly byStatus: Readonly<Record<number, number>>;
  /** Requests whose connection was cut in the place of an answer. */
  readonly resets: number;
  /** Messages that came in. A request that can't be told apart into messages counts as one. */
  readonly received: number;
  /** Messages that were kept. */
  readonly unique: number;
  /** Messages that had come before, by their `messageId`. */
  readonly duplicates: number;
  /** Messages that were not kept, by reason. */
  readonly rejected: Readonly<Partial<Record<Reason, number>>>;
  /** The largest body of JSON that was taken, before compression. */
  readonly largestBodyBytes: number;
  /** How many messages are in memory now, whatever became of them. */
  readonly kept: number;
  /** How many bytes of JSON those are. */
  readonly keptBytes: number;
}

/** The counters behind {@link WorkspaceStats}. */
export class Counters {
  requests = 0;
  resets = 0;
  unique = 0;
  duplicates = 0;
  largestBodyBytes = 0;
  readonly #byStatus: Record<number, number> = {};
  readonly #rejected: Partial<Record<Reason, number>> = {};

  answered(status: number): void {
    this.#byStatus[status] = (this.#byStatus[status] ?? 0) + 1;
  }

  /** One message, and what became of it. */
  took(outcome: Outcome, reason: Reason | undefined): void {
    if (outcome === 'accepted') this.unique += 1;
    else if (outcome === 'duplicate') this.duplicates += 1;
    else if (reason !== undefined) this.rejected(reason, 1);
  }

  rejected(reason: Reason, messages: number): void {
    if (messages === 0) return;
    this.#rejected[reason] = (this.#rejected[reason] ?? 0) + messages;
  }

  read(bytes: number): void {
    this.largestBodyBytes = Math.max(this.largestBodyBytes, bytes);
  }

  snapshot(): Omit<WorkspaceStats, 'kept' | 'keptBytes'> {
    const { requests, resets, unique, duplicates, largestBodyBytes } = this;
    const rejected = { ...this.#rejected };
    const received =
      unique + duplicates + Object.values(rejected).reduce((sum, count) => sum + count, 0);
    const byStatus = { ...this.#byStatus };
    return {
      requests,
      byStatus,
      resets,
      received,
      unique,
      duplicates,
      rejected,
      largestBodyBytes,
    };
  }
}
