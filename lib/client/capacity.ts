import type { Clock } from '../base/clock.js';
import type { ExitHold } from './exit-hold.js';
import type { Counters } from './stats.js';

/** From this share of a bound on, `ready()` waits: calls that are under way still find room. */
const HIGH_WATER = 0.75;

export interface CapacityOptions {
  readonly counters: Counters;
  readonly maxMessages: number;
  readonly maxBytes: number;
  /** Taken while there are messages, which are to be sent before the process ends by itself. */
  readonly hold: ExitHold;
  readonly clock: Clock;
  /** Told when somebody begins to wait for room: whatever waits to be sent had better leave now. */
  readonly onWait: () => void;
}

/** Less of a queue than it may hold. */
export interface Bound {
  readonly messages: number;
  readonly bytes: number;
}

/** The room for messages that are not settled. */
export class Capacity {
  readonly #options: CapacityOptions;
  readonly #waiting: (() => void)[] = [];
  #watching: { readonly bound: Bound; readonly resolve: () => void }[] = [];
  /** Callers that were told to go on and made no call yet: their room is kept for a turn. */
  #granted = 0;
  #isClosed = false;

  constructor(options: CapacityOptions) {
    this.#options = options;
    options.counters.room = { messages: options.maxMessages, bytes: options.maxBytes };
  }

  /** Whether one more message of so many bytes fits. */
  hasRoomFor(bytes: number): boolean {
    const { counters, maxMessages, maxBytes } = this.#options;
    return counters.pending < maxMessages && counters.pendingBytes + bytes <= maxBytes;
  }

  take(bytes: number): void {
    const { counters, hold, clock } = this.#options;
    if (counters.pending === 0) {
      hold.take();
      if (counters.failing.isNoted) counters.failing.awoken(clock.now());
    }
    if (this.#granted > 0) this.#granted -= 1;
    counters.accepted += 1;
    counters.pending += 1;
    counters.pendingBytes += bytes;
  }

  /** A message that was taken has become larger by so many bytes, or smaller. */
  resize(byBytes: number): void {
    this.#options.counters.pendingBytes += byBytes;
  }

  give(messages: number, bytes: number): void {
    const { counters, hold } = this.#options;
    counters.pending -= messages;
    counters.pendingBytes -= bytes;
    if (messages > 0 && counters.pending === 0) hold.release();
  }

  /** Resolves while there is room to spare. */
  ready(): Promise<void> {
    if (this.#waiting.length === 0 && this.#roomToSpare() > 0) {
      this.#grant(1);
      return Promise.resolve();
    }
    const woken = new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
    this.#options.onWait();
    return woken;
  }

  /** Whether there is room to spare, and less waits than a bound of the caller's own; or there is nothing to wait for any more. */
  isBelow({ messages, bytes }: Bound): boolean {
    if (this.#isClosed) return true;
    const { pending, pendingBytes } = this.#options.counters;
    return pending < messages && pendingBytes < bytes && this.#roomToSpare() > 0;
  }

  /** Resolves as soon as that is so. */
  whenBelow(bound: Bound): Promise<void> {
    if (this.isBelow(bound)) return Promise.resolve();
    const woken = new Promise<void>((resolve) => {
      this.#watching.push({ bound, resolve });
    });
    this.#options.onWait();
    return woken;
  }

  /** Whether somebody waits for room. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0 || this.#watching.length > 0;
  }

  /** Lets as many waiting callers go on as there is room to spare, the first of them first. */
  wake(): void {
    const woken = this.#waiting.splice(0, Math.max(0, this.#roomToSpare()));
    this.#grant(woken.length);
    for (const resolve of woken) resolve();
    if (this.#watching.length > 0) this.#wakeWatching();
  }

  /** Nobody waits any more: there is nothing to wait for. */
  close(): void {
    this.#isClosed = true;
    this.wake();
  }

  #wakeWatching(): void {
    const woken = this.#watching.filter(({ bound }) => this.isBelow(bound));
    this.#watching = this.#watching.filter((one) => !woken.includes(one));
    for (const { resolve } of woken) resolve();
  }

  /** How many more messages may come before the high-water mark. */
  #roomToSpare(): number {
    const { counters, maxMessages, maxBytes } = this.#options;
    if (this.#isClosed) return Number.POSITIVE_INFINITY;
    if (counters.pendingBytes >= maxBytes * HIGH_WATER) return 0;
    return Math.ceil(maxMessages * HIGH_WATER) - counters.pending - this.#granted;
  }

  /** Whoever goes on may make no call after all: a turn later the room is free again, for others who wait too. */
  #grant(callers: number): void {
    if (callers === 0) return;
    const isFirst = this.#granted === 0;
    this.#granted += callers;
    if (!isFirst) return;
    this.#options.clock.soon(() => {
      this.#granted = 0;
      this.wake();
    });
  }
}
