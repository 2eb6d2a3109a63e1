import { Abortable } from '../base/abortable.js';
import { type Clock, sleep } from '../base/clock.js';
import { DeliveryError, plainError } from '../base/errors.js';
import { Fifo } from '../base/fifo.js';
import { type Integrations, MESSAGE_TYPES, type MessageType } from '../message/message.js';
import { attempt, isFinal } from './destination-attempt.js';
import { type DestinationStats, newDestinationStats } from './destination-stats.js';
import { isLetThrough } from './integrations.js';
import type { DestinationQueue, PluginLike } from './plugin.js';

/** A message for a destination. */
export interface DestinationParcel {
  readonly type: MessageType;
  readonly messageId: string;
  /** The message as JSON. */
  readonly text: string;
  /** Told once, how it ended. */
  readonly ended: (status: 'delivered' | 'dropped') => void;
}

/** What is known of a message when it is at its end. */
type Ending = Omit<DestinationParcel, 'text'>;

/** What destinations need of their client. */
export interface DestinationRuntime {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Where a destination doesn't say. */
  readonly maxRetries: number;
  /** How long to wait before a message is given again for the so-manieth time, from 0. */
  readonly backoffMs: (retries: number) => number;
  /** How much JSON may wait for one, in characters. */
  readonly maxCharacters: number;
  /** Told of what a destination was not given; the error is made where somebody wants it. */
  readonly lost: (loss: DestinationLost) => void;
  /** A destination has something to deliver before the process ends, or has it no more. */
  readonly busy: () => void;
  readonly idle: () => void;
}

/** A message that a destination was not given. */
export interface DestinationLost {
  readonly reason: DestinationLoss;
  readonly text: string;
  /** Errors are dear where many are made: this one is, where somebody wants it. */
  readonly makeError: () => DeliveryError;
}

/** Why a destination was not given a message that it was meant to have. */
export type DestinationLoss = keyof DestinationStats['dropped'];

const DEFAULT_SIZE = 10_000;
const DEFAULT_IN_FLIGHT = 10;
const CLOSED = 'the client was closed.';

/**
 * A destination plugin with a queue, retries and an account of its own, so that a slow or broken one holds back neither the
 * endpoint nor any other. It is never called in the turn of a caller.
 */
export class Destination {
  readonly name: string;
  readonly #plugin: PluginLike;
  readonly #runtime: DestinationRuntime;
  readonly #waiting = new Fifo<DestinationParcel>();
  /** What is too much for it, until that can be told: not in the turn of a caller. */
  readonly #surplus = new Fifo<Ending>();
  #waitingCharacters = 0;
  /** By which a message may mean it: its own, then others. */
  readonly #names: readonly [string, ...string[]];
  readonly #queue: { readonly [Name in keyof DestinationQueue]-?: number };
  #types: ReadonlySet<MessageType>;
  readonly #account = newDestinationStats();
  readonly #delivering = new Abortable();
  #out = 0;
  #isOpen = false;
  #failure: Error | undefined;
  #isScheduled = false;
  #emptied: (() => void)[] = [];

  constructor(plugin: PluginLike, runtime: DestinationRuntime) {
    const { name, alternativeNames = [], queue } = plugin;
    this.name = name;
    this.#plugin = plugin;
    this.#runtime = runtime;
    // As they were checked: the plugin may change them, and a call must not fail for that.
    this.#names = [name, ...alternativeNames];
    const handled = handledBy(plugin);
    // One that has no handler yet may get some while it is loaded.
    this.#types = handled.size > 0 ? handled : new Set(MESSAGE_TYPES);
    this.#queue = {
      maxSize: queue?.maxSize ?? DEFAULT_SIZE,
      maxInFlight: queue?.maxInFlight ?? DEFAULT_IN_FLIGHT,
      maxRetries: queue?.maxRetries ?? runtime.maxRetries,
    };
  }

  /** Whether it has a handler for a type (or may get one while it is loaded), and a message lets it. */
  takes(type: MessageType, integrations: Integrations): boolean {
    return this.#types.has(type) && isLetThrough(integrations, this.#names);
  }

  offer(parcel: DestinationParcel): void {
    const account = this.#account;
    account.accepted += 1;
    account.pending += 1;
    if (account.pending === 1) this.#runtime.busy();
    const { type, messageId, text, ended } = parcel;
    const characters = this.#waitingCharacters + text.length;
    if (this.#waiting.length < this.#queue.maxSize && characters <= this.#runtime.maxCharacters) {
      this.#waitingCharacters = characters;
      this.#waiting.push(parcel);
    } else {
      this.#surplus.push({ type, messageId, ended });
    }
    this.#schedule();
  }

  /** It is loaded: what waits may go. */
  open(): void {
    this.#isOpen = true;
    this.#types = handledBy(this.#plugin);
    this.#schedule();
  }

  /** It can't be loaded: what waits for it is dropped, and so is what may still come. */
  fail(error: Error): void {
    this.#failure = error;
    this.#schedule();
  }

  /** Everything that is not delivered is dropped. */
  giveUp(): void {
    this.#delivering.abort();
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
    if (this.#isScheduled || this.#waiting.length + this.#surplus.length === 0) return;
    this.#isScheduled = true;
    this.#runtime.clock.soon(() => {
      this.#isScheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#surplus.length > 0) {
      this.#dropAll(this.#surplus, 'queue-full', 'too much waits for it (queue.maxSize).');
    }
    if (this.#delivering.isAborted) this.#dropAll(this.#waiting, 'deadline', CLOSED);
    if (this.#failure !== undefined) {
      this.#dropAll(this.#waiting, 'plugin-failed', this.#failure.message);
    }
    if (!this.#isOpen) return;
    while (this.#out < this.#queue.maxInFlight) {
      const parcel = this.#waiting.shift();
      if (parcel === undefined) return;
      this.#waitingCharacters -= parcel.text.length;
      this.#out += 1;
      void this.#delivering
        .run((signal) => this.#deliver(parcel, signal))
        .finally(() => {
          this.#out -= 1;
          this.#pump();
        });
    }
  }

  /** Sees a message to its end. Never rejects. */
  async #deliver(parcel: DestinationParcel, signal: AbortSignal): Promise<void> {
    const { clock, backoffMs } = this.#runtime;
    for (let number = 1; ; number += 1) {
      const { timeoutMs } = this.#runtime;
      const end = await attempt(this.#plugin, parcel, {
        number,
        limit: { clock, timeoutMs, signal },
      });
      if (end.kind === 'delivered') return this.#delivered(parcel);
      if (signal.aborted) return this.#drop(parcel, 'deadline', CLOSED, number);
      if (end.kind === 'filtered') {
        return this.#drop(parcel, 'filtered', 'it canceled the message.', number);
      }
      const isRefused = isFinal(end.cause);
      if (isRefused || number > this.#queue.maxRetries) {
        const { message } = plainError(end.cause, (text) => text);
        return this.#drop(parcel, isRefused ? 'refused' : 'retries-spent', message, number);
      }
      await sleep(clock, backoffMs(number - 1), signal);
      // The wait ends early when the client is closed, and nothing is given to a plugin after that.
      if (signal.aborted) return this.#drop(parcel, 'deadline', CLOSED, number);
      this.#account.retried += 1;
    }
  }

  #dropAll(parcels: Fifo<Ending>, reason: DestinationLoss, why: string): void {
    for (let next = parcels.shift(); next !== undefined; next = parcels.shift()) {
      this.#drop(next, reason, why);
    }
  }

  #delivered(parcel: Ending): void {
    this.#account.delivered += 1;
    this.#end(parcel, 'delivered');
  }

  #drop(parcel: Ending, reason: DestinationLoss, why: string, attempts = 0): void {
    this.#account.dropped[reason] += 1;
    const { name: destination } = this;
    const { messageId } = parcel;
    const text = `The destination "${destination}" did not get a message (${reason}): ${why}`;
    const details = { code: reason, messageIds: [messageId], attempts, destination };
    const makeError = (): DeliveryError => new DeliveryError(text, details);
    this.#runtime.lost({ reason, text, makeError });
    this.#end(parcel, 'dropped');
  }

  #end(parcel: Ending, status: 'delivered' | 'dropped'): void {
    this.#account.pending -= 1;
    parcel.ended(status);
    if (this.#account.pending > 0) return;
    this.#runtime.idle();
    for (const resolve of this.#emptied.splice(0)) resolve();
  }
}

function handledBy(plugin: PluginLike): ReadonlySet<MessageType> {
  return new Set(MESSAGE_TYPES.filter((type) => typeof plugin[type] === 'function'));
}
