import { Abortable } from '../base/abortable.js';
import type { Delivery } from '../delivery/delivery.js';
import type { Ending } from '../delivery/ending.js';
import type { Batch } from '../delivery/parcel.js';
import { wrapperBytes } from '../delivery/payload.js';
import { Batcher } from '../queue/batcher.js';
import { Pages, type Place } from '../queue/pages.js';
import { Queue } from '../queue/queue.js';
import { Announcer, type AnnouncerOptions } from './announcer.js';
import { Capacity } from './capacity.js';
import type { Entry } from './entry.js';
import type { ExitHold } from './exit-hold.js';
import { endingAtDeadline } from './given-up.js';
import type { Host } from './host.js';
import type { Keeper } from './keeper.js';
import type { Listeners } from './listeners.js';
import { makeDelivery } from './make-delivery.js';
import { observeRequests } from './observer.js';
import { Report, type ReportOptions } from './report.js';
import type { Settings } from './settings.js';
import type { Station } from './station.js';
import type { Counters } from './stats.js';

export interface LaneOptions
  extends Pick<AnnouncerOptions, 'deadLetter' | 'after'>,
    Pick<ReportOptions, 'side'> {
  readonly settings: Settings;
  readonly listeners: Listeners;
  readonly counters: Counters;
  readonly host: Host;
  readonly hold: ExitHold;
}

/** One endpoint: what waits for it, what is on its way to it, and the account of both. */
export class Lane implements Station {
  readonly counters: Counters;
  readonly capacity: Capacity;
  readonly report: Report;
  /** How many bytes of JSON one message may have. */
  readonly maxEventBytes: number;
  readonly #pages = new Pages();
  readonly #queue: Queue<Entry>;
  readonly #batcher: Batcher<Entry>;
  readonly #delivery: Delivery;
  readonly #sending = new Abortable();
  /** Where messages are kept on the disk as well, batches that are out. */
  readonly #out = new Set<Batch<Entry>>();
  /** Keeps the messages on the disk. */
  keeper: Keeper | undefined = undefined;

  constructor({ settings, listeners, counters, host, hold, side, ...told }: LaneOptions) {
    const { clock, writeKey, maxBatchSize, maxBatchBytes } = settings;
    this.counters = counters;
    this.maxEventBytes = settings.maxEventBytes;
    this.capacity = new Capacity({
      counters,
      maxMessages: settings.maxQueueSize,
      maxBytes: settings.maxQueueBytes,
      hold,
      clock,
      onWait: () => this.sendAll(),
    });
    const { capacity } = this;
    this.report = new Report({
      announcer: new Announcer({ listeners, host, clock, ...told }),
      listeners,
      counters,
      capacity,
      host,
      clock,
      side,
      watch: side === 'endpoint' ? settings.watch : undefined,
    });
    this.#delivery = makeDelivery(
      settings,
      observeRequests({ listeners, counters, host, clock, writeKey }),
    );
    this.#queue = new Queue({
      maxMessages: maxBatchSize,
      maxBytes: maxBatchBytes - wrapperBytes(writeKey),
    });
    this.#batcher = new Batcher({
      queue: this.#queue,
      clock,
      flushAt: settings.flushAt,
      flushInterval: settings.flushInterval,
      maxInFlight: settings.maxInFlight,
      isOnHold: () => this.#delivery.isOnHold,
      send: (batch) => this.#send(batch),
    });
  }

  /** Writes JSON to where it waits. */
  place(json: string): Place {
    return this.#pages.write(json);
  }

  /** Whether the endpoint is known to want no requests now. */
  get isOnHold(): boolean {
    return this.#delivery.isOnHold;
  }

  /** All that wait or are on their way, ended ones of a batch that is out included. */
  get unsettled(): Batch<Entry> {
    return [...this.#out].flat().concat(this.#queue.waiting);
  }

  /** An entry that was placed waits from now on. */
  offer(entry: Entry): void {
    this.#queue.offer(entry);
    this.keeper?.offered(entry);
    this.#batcher.joined();
  }

  sendAll(): void {
    this.#batcher.sendAll();
  }

  /** The same as soon as nothing else is out. */
  sendWhenIdle(): void {
    this.#batcher.sendWhenIdle();
  }

  /** The same when this turn is over. */
  sendAllSoon(): void {
    this.#batcher.sendAllSoon();
  }

  /** What is on its way ends by its signal, what still waits ends here. */
  giveUp(): void {
    this.#batcher.stop();
    this.#sending.abort();
    for (let batch = this.#queue.take(); batch.length > 0; batch = this.#queue.take()) {
      void this.#ended(batch, endingAtDeadline(batch));
    }
  }

  dispose(): void {
    this.#batcher.stop();
    this.#delivery.dispose();
  }

  #send(batch: Batch<Entry>): Promise<void> {
    return this.#sending.run(async (signal) => {
      this.#out.add(batch);
      for await (const { items, ending } of this.#delivery.deliver(batch, signal)) {
        const told = this.#ended(items, ending);
        if (told !== undefined) await told;
      }
      this.#out.delete(batch);
    });
  }

  #ended(entries: Batch<Entry>, ending: Ending): Promise<void> | undefined {
    if (this.keeper !== undefined) return this.keeper.ended(entries, ending);
    this.report.settled(entries, ending);
    return undefined;
  }
}
