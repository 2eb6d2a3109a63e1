import type { ViolationEvent } from '../client/events.js';
import { type ExitHolder, holdExit, releaseExit } from '../client/exit.js';
import type { Watch, Watched, WatchedRefusal } from '../client/watch.js';
import type { Outcome } from '../message/outcome.js';
import type { Account } from './failure-text.js';
import type { DroppedCall, Kept, RecordedMessage, RefusedCall } from './recorded.js';
import type { Wait, Whereabouts } from './whereabouts.js';

export interface LedgerOptions {
  /** Sends what is pending when the process ends by itself, in the time of the test. */
  readonly drain: ExitHolder['drain'];
  /** Whether anybody listens to the errors of the client. */
  readonly isErrorHeard: () => boolean;
  readonly whereabouts: Whereabouts;
}

/** Something that went wrong, and whether anybody has heard of it. */
export interface Trouble<What> {
  readonly what: What;
  isHeard: boolean;
}

/** Keeps what becomes of each message of a client, as it becomes of them. */
export class Ledger implements Watch {
  readonly #options: LedgerOptions;
  readonly #holder: ExitHolder;
  readonly #unsettled = new Map<Watched, Kept>();
  #made: Kept[] = [];
  #dropped: Trouble<DroppedCall>[] = [];
  #refused: Trouble<RefusedCall>[] = [];
  #violations: ViolationEvent[] = [];
  readonly #listeners = new Set<(kept: Kept) => void>();

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#holder = { drain: options.drain };
  }

  /** Messages as they were or will be sent, in the order of their calls. What was left out on purpose is not among them. */
  get made(): readonly Kept[] {
    return this.#made.filter(({ outcome }) => !isFiltered(outcome));
  }

  /** Messages that have no outcome yet. */
  get unsettled(): readonly Kept[] {
    return [...this.#unsettled.values()];
  }

  /** What a message without an outcome waits for. */
  waitOf(kept: Kept): Wait {
    return this.#options.whereabouts.waitOf(kept);
  }

  get drops(): readonly Trouble<DroppedCall>[] {
    return this.#dropped;
  }

  get refusals(): readonly Trouble<RefusedCall>[] {
    return this.#refused;
  }

  accepted(message: Watched): void {
    const kept = this.#keep(message);
    if (!message.isUnprocessed) this.#madeOf(kept, message);
  }

  passed(message: Watched): void {
    const kept = this.#unsettled.get(message);
    if (kept !== undefined) this.#madeOf(kept, message);
  }

  ended(messages: readonly Watched[], outcome: Outcome): void {
    for (const message of messages) {
      const kept = this.#unsettled.get(message);
      this.#unsettled.delete(message);
      if (kept !== undefined) kept.outcome = outcome;
      if (outcome.status === 'dropped') this.#drop(message, { outcome, kept });
    }
    if (this.#unsettled.size > 0) return;
    releaseExit(this.#holder);
    this.#options.whereabouts.stop();
  }

  refused({ reason, error, isHeard }: WatchedRefusal): void {
    const what = { reason, error };
    this.#refused.push({ what, isHeard: isHeard || this.#options.isErrorHeard() });
  }

  /** What the plan found. */
  get violations(): readonly ViolationEvent[] {
    return this.#violations;
  }

  violated(violation: ViolationEvent): void {
    this.#violations.push(violation);
  }

  /** Calls back for each message that is as it will be sent. @returns how to take it back */
  onMade(listener: (kept: Kept) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#violations = [];
    this.#made = [];
    this.#dropped = [];
    this.#refused = [];
  }

  #keep(message: Watched): Kept {
    const { messageId, type, callback } = message;
    const hasCallback = callback !== undefined;
    const kept: Kept = {
      messageId,
      type,
      hasCallback,
      message: undefined,
      outcome: undefined,
      isAsserted: false,
    };
    if (this.#unsettled.size === 0) {
      holdExit(this.#holder);
      this.#options.whereabouts.start();
    }
    this.#unsettled.set(message, kept);
    return kept;
  }

  #madeOf(kept: Kept, message: Watched): void {
    kept.message = messageIn(message);
    this.#made.push(kept);
    for (const listener of this.#listeners) listener(kept);
  }

  #drop(
    message: Watched,
    { outcome, kept }: { readonly outcome: Outcome & Dropped; readonly kept: Kept | undefined },
  ): void {
    const { reason, error } = outcome;
    const { messageId, callback } = message;
    const what = { reason, error, messageId, message: kept?.message ?? messageIn(message) };
    const isHeard = reason === 'filtered' || callback !== undefined || this.#options.isErrorHeard();
    this.#dropped.push({ what, isHeard });
  }
}

/** Where a recorder, and the client that it is of, have their ledger, for matchers of either build. */
export const LEDGER: unique symbol = Symbol.for('waybill.ledger') as never;

/** What a failure tells of, without anybody having heard of it. */
export function accountOf(ledger: Ledger): Account {
  return {
    calls: ledger.made,
    dropped: ledger.drops.map(({ what }) => what),
    refused: ledger.refusals.map(({ what }) => what),
  };
}

type Dropped = { readonly status: 'dropped' };

function isFiltered(outcome: Outcome | undefined): boolean {
  return outcome?.status === 'dropped' && outcome.reason === 'filtered';
}

function messageIn(message: Watched): RecordedMessage | undefined {
  const text = message.text();
  return text === '' ? undefined : (JSON.parse(text) as RecordedMessage);
}
