import type { Clock, Timer } from '../base/clock.js';
import type { Batch, Parcel } from '../delivery/parcel.js';
import type { Queue } from './queue.js';

export interface BatcherOptions<Item extends Parcel> {
  readonly queue: Queue<Item>;
  readonly clock: Clock;
  /** How many waiting messages start a send. */
  readonly flushAt: number;
  /** The longest wait for a send to start, in milliseconds. */
  readonly flushInterval: number;
  /** How many batches may be on their way at once. */
  readonly maxInFlight: number;
  /** Sees a batch to its end. Never rejects. */
  readonly send: (batch: Batch<Item>) => Promise<void>;
  /** Whether sending is on hold, so that messages had better gather. One batch goes all the same, to find out. */
  readonly isOnHold: () => boolean;
}

/**
 * For how long after a send messages gather that are enough for another, unless they fill a batch: a busy client makes few
 * large requests instead of many small ones, and a quiet one sends promptly.
 */
const GATHER_MS = 50;

/**
 * Decides when messages leave: as soon as enough of them wait, or a full batch does, or the first has waited long enough,
 * or somebody flushes. What is due leaves as soon as a place is free; meanwhile more may join it.
 */
export class Batcher<Item extends Parcel> {
  readonly #options: BatcherOptions<Item>;
  /** How many of the waiting messages, from the oldest, must leave now, whatever else is out. */
  #due = 0;
  #inFlight = 0;
  #sentMs = Number.NEGATIVE_INFINITY;
  #interval: Timer | undefined;
  #gathering: Timer | undefined;
  #isScheduled = false;
  #isStopped = false;

  constructor(options: BatcherOptions<Item>) {
    this.#options = options;
  }

  /** How many batches are on their way, waiting for a retry included. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** To be called after each message that joined the queue. Sends nothing in the caller's turn. */
  joined(): void {
    if (this.#isScheduled) return;
    if (this.#hasReasonToSend()) this.#schedule();
    else this.#setTimers();
  }

  /** Everything that waits is due: it leaves at once as far as places are free, and the rest as they become so. */
  sendAll(): void {
    this.#due = this.#options.queue.length;
    this.#cancelTimers();
    this.#pump();
  }

  /** The same when this turn is over. */
  sendAllSoon(): void {
    this.#due = this.#options.queue.length;
    if (!this.#isScheduled) this.#schedule();
  }

  /** The same when nothing is out: messages that come one after the other while somebody flushes leave in few requests. */
  sendWhenIdle(): void {
    if (this.#inFlight === 0) this.sendAllSoon();
    else this.#due = this.#options.queue.length;
  }

  /** Sends nothing more. */
  stop(): void {
    this.#due = 0;
    this.#isStopped = true;
    this.#cancelTimers();
  }

  #hasReasonToSend(): boolean {
    const { queue, flushAt } = this.#options;
    if (this.#due > 0 || queue.hasFullBatch) return true;
    return queue.length >= flushAt && this.#gathering === undefined && this.#gatherMs() <= 0;
  }

  /** How long messages are still to gather since the last send. */
  #gatherMs(): number {
    return this.#sentMs + GATHER_MS - this.#options.clock.now();
  }

  #schedule(): void {
    if (this.#inFlight >= this.#options.maxInFlight) return;
    this.#isScheduled = true;
    this.#options.clock.soon(() => {
      this.#isScheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (!this.#isStopped && this.#hasReasonToSend() && this.#canSend()) {
      const batch = this.#options.queue.take();
      this.#due = Math.max(0, this.#due - batch.length);
      this.#inFlight += 1;
      this.#sentMs = this.#options.clock.now();
      void this.#options.send(batch).finally(() => {
        this.#inFlight -= 1;
        this.#pump();
      });
    }
    if (this.#options.queue.length === 0) this.#cancelTimers();
    else this.#setTimers();
  }

  #canSend(): boolean {
    if (this.#inFlight === 0) return true;
    return this.#inFlight < this.#options.maxInFlight && !this.#options.isOnHold();
  }

  /** Sees to it that whatever waits becomes due in time. */
  #setTimers(): void {
    const { queue, flushAt, flushInterval } = this.#options;
    if (this.#isStopped || queue.length <= this.#due) return;
    this.#interval ??= this.#dueAfter(flushInterval);
    if (queue.length >= flushAt) this.#gathering ??= this.#dueAfter(Math.max(0, this.#gatherMs()));
  }

  #dueAfter(waitMs: number): Timer {
    return this.#options.clock.after(waitMs, () => this.sendAll());
  }

  #cancelTimers(): void {
    this.#interval?.cancel();
    this.#gathering?.cancel();
    this.#interval = undefined;
    this.#gathering = undefined;
  }
}
