import { type Clock, sleep } from '../base/clock.js';
import { DeliveryError, plainError } from '../base/errors.js';
import { Fifo } from '../base/fifo.js';
import type { Integrations, MessageType } from '../message/message.js';
import { isCancelation } from './cancelation.js';
import { Context } from './context.js';
import { type DestinationStats, newDestinationStats } from './destination-stats.js';
import { isLetThrough } from './integrations.js';
import type { PluginLike } from './plugin.js';
import { isThenable, within } from './within.js';

/** A message for a destination. */
export interface DestinationParcel {
  readonly type: MessageType;
  readonly messageId: string;
  /** The message as JSON. */
  readonly text: string;
  /** Told once, how it ended. */
  readonly ended: (status: 'delivered' | 'dropped') => void;
}

/** What destinations need of their client. */
export interface DestinationRuntime {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Where a destination doesn't say. */
  readonly maxRetries: number;
  /** How long to wait before a message is given again for the so-manieth time, from 0. */
  readonly backoffMs: (retries: number) => number;
  /** Told of what a destination was not given, in the turn of its end. */
  readonly lost: (error: DeliveryError, reason: DestinationLoss) => void;
  /** A destination has something to deliver before the process ends, or has it no more. */
  readonly busy: (destination: Destination) => void;
  readonly idle: (destination: Destination) => void;
}

/** Why a destination was not given a message that it was meant to have. */
export type DestinationLoss = keyof DestinationStats['dropped'];

const DEFAULT_SIZE = 10_000;
const DEFAULT_IN_FLIGHT = 10;

/**
 * A destination plugin with a queue, retries and an account of its own, so that a slow or broken one holds back neither the
 * endpoint nor any other. It is never called in the turn of a caller.
 */
export class Destination {
  readonly name: string;
  readonly #plugin: PluginLike;
  readonly #runtime: DestinationRuntime;
  readonly #waiting = new Fifo<DestinationParcel>();
  readonly #account = newDestinationStats();
  readonly #abort = new AbortController();
  #out = 0;
  #isOpen = false;
  #failure: Error | undefined;
  #isScheduled = false;
  #emptied: (() => void)[] = [];

  constructor(plugin: PluginLike, runtime: DestinationRuntime) {
    this.name = plugin.name;
    this.#plugin = plugin;
    this.#runtime = runtime;
  }

  /** Whether it has a handler for a type, and a message lets it. */
  takes(type: MessageType, integrations: Integrations): boolean {
    return typeof this.#plugin[type] === 'function' && isLetThrough(integrations, this.#plugin);
  }

  offer(parcel: DestinationParcel): void {
    const account = this.#account;
    account.accepted += 1;
    account.pending += 1;
    if (account.pending === 1) this.#runtime.busy(this);
    const { maxSize = DEFAULT_SIZE } = this.#plugin.queue ?? {};
    if (this.#waiting.length >= maxSize) {
      const text = `more than ${maxSize} messages wait for it (queue.maxSize).`;
      this.#drop(parcel, 'queue-full', text);
      return;
    }
    this.#waiting.push(parcel);
    this.#schedule();
  }

  /** It is loaded: what waits may go. */
  open(): void {
    this.#isOpen = true;
    this.#schedule();
  }

  /** It can't be loaded: what waits for it is dropped, and so is what may still come. */
  fail(error: Error): void {
    this.#failure = error;
    this.#schedule();
  }

  /** Everything that is not delivered is dropped. */
  giveUp(): void {
    this.#abort.abort();
    this.#pump();
  }

  /** Waits for what is pending, and gives it up when the time is over. */
  async close(timeoutMs: number): Promise<void> {
    if (this.#account.pending === 0) return;
    const timer = this.#runtime.clock.after(timeoutMs, () => this.giveUp());
    await new Promise<void>((resolve) => {
      this.#emptied.push(resolve);
    });
    timer.cancel();
  }

  stats(): DestinationStats {
    return { ...this.#account, dropped: { ...this.#account.dropped } };
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#runtime.clock.soon(() => {
      this.#isScheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#abort.signal.aborted) this.#dropAll('deadline', 'the client was closed.');
    if (this.#failure !== undefined) this.#dropAll('plugin-failed', this.#failure.message);
    if (!this.#isOpen) return;
    const { maxInFlight = DEFAULT_IN_FLIGHT } = this.#plugin.queue ?? {};
    while (this.#out < maxInFlight) {
      const parcel = this.#waiting.shift();
      if (parcel === undefined) return;
      this.#out += 1;
      void this.#deliver(parcel).finally(() => {
        this.#out -= 1;
        this.#pump();
      });
    }
  }

  /** Sees a message to its end. Never rejects. */
  async #deliver(parcel: DestinationParcel): Promise<void> {
    const { clock, backoffMs } = this.#runtime;
    const { maxRetries = this.#runtime.maxRetries } = this.#plugin.queue ?? {};
    const { signal } = this.#abort;
    for (let attempt = 1; ; attempt += 1) {
      const end = await this.#attempt(parcel, attempt);
      if (end.kind === 'delivered') return this.#delivered(parcel);
      if (signal.aborted) return this.#drop(parcel, 'deadline', 'the client was closed.', attempt);
      if (end.kind === 'filtered') {
        return this.#drop(parcel, 'filtered', 'it canceled the message.', attempt);
      }
      if (attempt > maxRetries) {
        const { message } = plainError(end.cause, (text) => text);
        return this.#drop(parcel, 'retries-spent', message, attempt);
      }
      this.#account.retried += 1;
      await sleep(clock, backoffMs(attempt - 1), signal);
    }
  }

  async #attempt(parcel: DestinationParcel, attempt: number): Promise<Attempted> {
    const { messageId: id, text } = parcel;
    // A copy for each attempt: what a failed one wrote to its message is gone.
    const context = Context.ofText({ id, attempts: attempt, text: () => text, logger: undefined });
    try {
      const { clock, timeoutMs } = this.#runtime;
      const given = this.#plugin[parcel.type]?.(context);
      const limit = { clock, timeoutMs, signal: this.#abort.signal };
      const result = isThenable(given) ? await within(given, limit) : given;
      if (result === null) return { kind: 'filtered' };
      const failure = (result ?? context).failedDelivery();
      return failure === undefined
        ? { kind: 'delivered' }
        : { kind: 'failed', cause: failure.reason };
    } catch (cause) {
      return isCancelation(cause) ? { kind: 'filtered' } : { kind: 'failed', cause };
    }
  }

  #dropAll(reason: DestinationLoss, why: string): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#drop(next, reason, why);
    }
  }

  #delivered(parcel: DestinationParcel): void {
    this.#account.delivered += 1;
    this.#end(parcel, 'delivered');
  }

  #drop(parcel: DestinationParcel, reason: DestinationLoss, why: string, attempts = 0): void {
    this.#account.dropped[reason] += 1;
    const error = new DeliveryError(
      `The destination "${this.name}" did not get a message (${reason}): ${why}`,
      { code: reason, messageIds: [parcel.messageId], attempts, destination: this.name },
    );
    this.#runtime.lost(error, reason);
    this.#end(parcel, 'dropped');
  }

  #end(parcel: DestinationParcel, status: 'delivered' | 'dropped'): void {
    this.#account.pending -= 1;
    parcel.ended(status);
    if (this.#account.pending > 0) return;
    this.#runtime.idle(this);
    for (const resolve of this.#emptied.splice(0)) resolve();
  }
}

type Attempted =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'filtered' }
  | { readonly kind: 'failed'; readonly cause: unknown };
