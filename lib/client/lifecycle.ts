import type { Clock } from '../base/clock.js';
import type { Delivery } from '../delivery/delivery.js';
import type { Batch } from '../delivery/parcel.js';
import type { Batcher } from '../queue/batcher.js';
import type { Queue } from '../queue/queue.js';
import type { Capacity } from './capacity.js';
import type { Entry } from './entry.js';
import type { Report } from './report.js';
import type { FlushReport, Mark, Tally } from './tally.js';

export interface FlushOptions {
  /** How long to wait, in milliseconds. Delivery goes on after it. @default no end */
  readonly timeout?: number | undefined;
  /** Ends the waiting early. */
  readonly signal?: AbortSignal | undefined;
}

export interface LifecycleOptions {
  readonly clock: Clock;
  readonly queue: Queue<Entry>;
  readonly batcher: Batcher<Entry>;
  readonly delivery: Delivery;
  readonly report: Report;
  readonly capacity: Capacity;
  readonly tally: Tally;
  readonly closeTimeout: number;
  /** Ends whatever is on its way. */
  readonly abort: AbortController;
  /** What to say of messages that nobody could try to send any more. */
  readonly endingAtDeadline: (batch: Batch<Entry>) => Parameters<Report['settled']>[1];
}

/** Open, then closed: who is waited for on the way, and what becomes of the rest. */
export class Lifecycle {
  readonly #options: LifecycleOptions;
  #closing: Promise<FlushReport> | undefined;
  /** Flushes that the program waits for. */
  #flushes = 0;

  constructor(options: LifecycleOptions) {
    this.#options = options;
  }

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /** Sends what waits at once, and waits for all that joined the tally so far. Never rejects. */
  async flush(tally: Tally, options: FlushOptions = {}): Promise<FlushReport> {
    this.#flushes += 1;
    const report = await this.#flush(tally, options);
    this.#flushes -= 1;
    return report;
  }

  /** Takes no more calls from now on. Every call gets the same promise. */
  close(options: FlushOptions = {}): Promise<FlushReport> {
    this.#closing ??= this.#close(options);
    return this.#closing;
  }

  /**
   * What a natural exit of the process waits for. Where the program itself waits for a flush or for room, it goes on until
   * that is over, which the bounds of retries see to; otherwise the rest is given up after `closeTimeout`.
   */
  async drain(): Promise<void> {
    const { tally, capacity, closeTimeout } = this.#options;
    let report = await this.#flush(tally, { timeout: closeTimeout });
    while (report.pending > 0 && (this.#flushes > 0 || capacity.isAwaited)) {
      report = await this.#flush(tally, { timeout: closeTimeout });
    }
    if (report.pending > 0) await this.close({ timeout: 0 });
  }

  async #flush(tally: Tally, options: FlushOptions): Promise<FlushReport> {
    const mark = tally.mark();
    this.#options.batcher.sendAll();
    await this.#settled(mark, options);
    return mark.report();
  }

  async #close({
    timeout = this.#options.closeTimeout,
    signal,
  }: FlushOptions): Promise<FlushReport> {
    const { tally, batcher, capacity, delivery } = this.#options;
    const mark = tally.mark();
    capacity.close();
    batcher.sendAll();
    await this.#settled(mark, { timeout, signal });
    if (mark.report().pending > 0) {
      this.#giveUp();
      await mark.done;
    }
    batcher.stop();
    delivery.dispose();
    return mark.report();
  }

  /** The time is up: what is on its way ends by its signal, what still waits ends here. */
  #giveUp(): void {
    const { abort, batcher, queue, report, endingAtDeadline } = this.#options;
    batcher.stop();
    abort.abort();
    for (let batch = queue.take(); batch.length > 0; batch = queue.take()) {
      report.settled(batch, endingAtDeadline(batch));
    }
  }

  #settled(mark: Mark, { timeout, signal }: FlushOptions): Promise<void> {
    if (timeout === undefined && signal === undefined) return mark.done;
    return new Promise((resolve) => {
      const finish = (): void => {
        timer?.cancel();
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = timeout === undefined ? undefined : this.#options.clock.after(timeout, finish);
      signal?.addEventListener('abort', finish);
      if (signal?.aborted) finish();
      void mark.done.then(finish);
    });
  }
}
