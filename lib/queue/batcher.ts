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
 * Decides when messages leave: as soon as enough of them wait, or a full batch does, or the first has waited long enough,
 * or somebody flushes. What waits then is due and leaves as soon as a place is free; meanwhile more may join it.
 */
export class Batcher<Item extends Parcel> {
  readonly #options: BatcherOptions<Item>;
  /** How many of the waiting messages, from the oldest, must leave now. */
  #due = 0;
  #inFlight = 0;
  #timer: Timer | undefined;
  #isScheduled = false;

  constructor(options: BatcherOptions<Item>) {
    this.#options = options;
  }

  /** How many batches are on their way, waiting for a retry included. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** To be called after each message that joined the queue. Sends nothing in the caller's turn. */
  joined(): void {
    const { queue, flushAt } = this.#options;
    if (queue.length - this.#due >= flushAt || queue.hasFullBatch) {
      this.#markDue();
      this.#schedule();
    } else if (this.#timer === undefined && queue.length > this.#due) {
      this.#timer = this.#options.clock.after(this.#options.flushInterval, () => {
        this.#timer = undefined;
        this.sendAll();
      });
    }
  }

  /** Everything that waits is due: it leaves at once as far as places are free, and the rest as they become so. */
  sendAll(): void {
    this.#markDue();
    this.#pump();
  }

  /** Sends nothing more. */
  stop(): void {
    this.#due = 0;
    this.#cancelTimer();
  }

  #markDue(): void {
    this.#due = this.#options.queue.length;
    this.#cancelTimer();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#inFlight >= this.#options.maxInFlight) return;
    this.#isScheduled = true;
    this.#options.clock.soon(() => {
      this.#isScheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#due > 0 && this.#canSend()) {
      const batch = this.#options.queue.take();
      this.#due = Math.max(0, this.#due - batch.length);
      this.#inFlight += 1;
      void this.#options.send(batch).finally(() => {
        this.#inFlight -= 1;
        this.#pump();
      });
    }
  }

  #canSend(): boolean {
    if (this.#inFlight === 0) return true;
    return this.#inFlight < this.#options.maxInFlight && !this.#options.isOnHold();
  }

  #cancelTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
