import type { Clock } from '../base/clock.js';
import type { Capacity } from './capacity.js';
import { isLastExit, stayAwake } from './exit.js';
import type { FlushReport } from './flush-report.js';
import type { Station } from './station.js';
import type { Mark, Tally } from './tally.js';

export interface FlushOptions {
  /** How long to wait, in milliseconds. Delivery goes on after it. @default no end */
  readonly timeout?: number | undefined;
  /** Ends the waiting early. */
  readonly signal?: AbortSignal | undefined;
}

export interface LifecycleOptions {
  readonly clock: Clock;
  /** Whatever holds messages, in the order in which they pass it. */
  readonly stations: () => readonly Station[];
  readonly capacity: Capacity;
  readonly tally: Tally;
  readonly closeTimeout: number;
  /** Whatever else ends with the client, in this order. */
  readonly endings?: readonly Ending[];
}

/** Something that goes on beside the messages of calls. */
export interface Ending {
  /** It is to begin nothing more. */
  stop(): void;
  /** Waits for what is under way, so many milliseconds at most, and ends it. Never rejects. */
  finish(waitMs: number): Promise<void>;
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
    const mark = await this.#flushed(tally, options);
    this.#flushes -= 1;
    return mark.report();
  }

  /** Takes no more calls from now on. Every call gets the same promise. */
  close(options: FlushOptions = {}): Promise<FlushReport> {
    this.#closing ??= this.#close(options);
    return this.#closing;
  }

  /**
   * What a natural exit of the process waits for. Where the program itself waits for a flush or for room, it goes on until
   * that is over, which the bounds of retries see to; otherwise the rest is given up after `closeTimeout`. Where the process
   * is frozen instead, what waits is sent, nothing is waited for, and the client stays open.
   */
  async drain(): Promise<void> {
    const { capacity, closeTimeout } = this.#options;
    if (!isLastExit()) return this.#sendAll();
    let isDone = await this.#isDrained(closeTimeout);
    while (!isDone && (this.#flushes > 0 || capacity.isAwaited)) {
      isDone = await this.#isDrained(closeTimeout);
    }
    if (!isDone) await this.close({ timeout: 0 });
  }

  async #isDrained(timeout: number): Promise<boolean> {
    const mark = await this.#flushed(this.#options.tally, { timeout });
    return mark.isDone;
  }

  async #flushed(tally: Tally, options: FlushOptions): Promise<Mark> {
    const mark = tally.mark();
    this.#sendAll();
    if (mark.isDone) return mark;
    const sleepAgain = stayAwake(this.#options.clock);
    await this.#settled(mark, options);
    sleepAgain();
    return mark;
  }

  #sendAll(): void {
    for (const station of this.#options.stations()) station.sendAll();
  }

  async #close({
    timeout = this.#options.closeTimeout,
    signal,
  }: FlushOptions): Promise<FlushReport> {
    const { tally, capacity, stations, clock, endings = [] } = this.#options;
    const startedMs = clock.now();
    capacity.close();
    for (const ending of endings) ending.stop();
    const mark = await this.#flushed(tally, { timeout, signal });
    if (!mark.isDone) {
      for (const station of stations()) station.giveUp();
      await mark.done;
    }
    for (const ending of endings) await ending.finish(startedMs + timeout - clock.now());
    for (const station of stations()) station.dispose();
    return mark.report();
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
