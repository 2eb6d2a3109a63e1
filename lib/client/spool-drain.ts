import type { Clock, Timer } from '../base/clock.js';
import type { Message } from '../message/message.js';
import type { SpoolRecord } from '../spool/record-line.js';
import type { Spool } from '../spool/spool.js';
import type { StoredMessages, StoredSegment } from '../spool/stored-segment.js';
import { Entry } from './entry.js';
import { givenUp } from './given-up.js';
import type { Lane } from './lane.js';
import type { Ending } from './lifecycle.js';
import { OpenReceipt } from './receipt.js';
import type { Joined } from './tally.js';

/** How many messages are sent before the disk is told that they need not be sent again. */
const GROUP = 500;
/** How soon something that was left is looked at. */
const SOON_MS = 1_000;
/** How often slots are looked for whose owners are gone. */
const LOOK_MS = 60_000;
/** How long nothing is tried after the endpoint took nothing, half of it or once and a half of it. */
const REST_MS = 30_000;
/** How long a disk may take that answers no more, when the client is closed. */
const DISK_MS = 5_000;
const MS_A_SECOND = 1_000;

export interface SpoolDrainOptions {
  readonly spool: Spool;
  /** Sends what lies on the disk, with a queue and an account of its own. */
  readonly lane: Lane;
  readonly clock: Clock;
  readonly random: () => number;
  /** Whether the client has enough to send as it is. */
  readonly isBusy: () => boolean;
}

/** Sends what lies in a spool, slowly, and beside what is called. */
export class SpoolDrain implements Ending {
  readonly #options: SpoolDrainOptions;
  #timer: Timer | undefined;
  #dueMs = Number.POSITIVE_INFINITY;
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;
  #isStopped = false;
  /** Something was left meanwhile. */
  #isWoken = false;
  #restsUntilMs = Number.NEGATIVE_INFINITY;
  /** Lines that could not be read. */
  damaged = 0;

  constructor(options: SpoolDrainOptions) {
    this.#options = options;
  }

  /** Looks at once for what lies there. */
  start(): void {
    if (this.#options.spool.settings.drainRate > 0) this.#lookAfter(0);
  }

  /** Something was left: it is looked at soon. */
  wake(): void {
    this.#isWoken = true;
    if (this.#options.spool.settings.drainRate > 0) this.#lookAfter(this.#wakeMs());
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  async finish(waitMs: number): Promise<void> {
    const { clock, lane } = this.#options;
    const timeMs = Math.max(0, waitMs);
    const giveUp = clock.after(timeMs, () => lane.giveUp());
    let dismiss: Timer | undefined;
    await Promise.race([
      this.#end(),
      new Promise<void>((resolve) => {
        dismiss = clock.after(timeMs + DISK_MS, resolve);
      }),
    ]);
    giveUp.cancel();
    dismiss?.cancel();
    lane.dispose();
  }

  async #end(): Promise<void> {
    await this.#running;
    await this.#options.spool.close();
  }

  #lookAfter(waitMs: number): void {
    const { clock } = this.#options;
    const dueMs = clock.now() + waitMs;
    if (this.#isStopped || this.#isRunning || dueMs >= this.#dueMs) return;
    this.#timer?.cancel();
    this.#dueMs = dueMs;
    this.#timer = clock.after(waitMs, () => {
      this.#dueMs = Number.POSITIVE_INFINITY;
      this.#isWoken = false;
      // Before it begins: what it looks at may wake it at once, and there is one at a time.
      this.#isRunning = true;
      this.#running = this.#drainAll().then((nextMs) => {
        this.#isRunning = false;
        this.#lookAfter(this.#isWoken ? Math.min(nextMs, this.#wakeMs()) : nextMs);
      });
    });
  }

  /** Drains a segment after another, and says when to look again. Never rejects. */
  async #drainAll(): Promise<number> {
    const { spool, isBusy } = this.#options;
    for (;;) {
      if (isBusy()) return SOON_MS;
      const segment = spool.next();
      if (segment === undefined) return spool.hasLeft ? SOON_MS : LOOK_MS;
      const damagedBefore = this.damaged;
      const stored = await spool.read(segment);
      if (stored === undefined) {
        await spool.drained(segment, 'unreadable');
      } else if (await this.#drain(segment, stored)) {
        await spool.drained(segment, this.damaged > damagedBefore ? 'damaged' : 'finished');
      } else {
        return this.#rest();
      }
      if (this.#isStopped) return LOOK_MS;
    }
  }

  /** Whether everything in the segment has ended. */
  async #drain(segment: StoredSegment, { header, records, damaged }: StoredMessages) {
    const { spool, clock } = this.#options;
    const { maxAge, drainRate } = spool.settings;
    this.damaged += damaged;
    const isExpired = clock.now() - Date.parse(header.createdAt) > maxAge * MS_A_SECOND;
    const size = Math.max(1, Math.min(GROUP, drainRate));
    for (let start = 0; start < records.length; start += size) {
      if (this.#isStopped) return false;
      const group = records.slice(start, start + size);
      const startedMs = clock.now();
      const ended = await this.#send(group, isExpired);
      await spool.doneIn(segment, ended);
      if (ended.length < group.length) return false;
      const pauseMs = startedMs + (group.length * MS_A_SECOND) / drainRate - clock.now();
      if (pauseMs > 0 && !isExpired && !this.#isStopped) await this.#pause(pauseMs);
    }
    return true;
  }

  /** Sends some, and gives those that need not be sent again. */
  async #send(records: readonly SpoolRecord[], isExpired: boolean): Promise<SpoolRecord[]> {
    const { lane } = this.#options;
    const entries = records.map((record) => this.#entryOf(record));
    const readable = entries.filter((entry) => entry !== undefined);
    if (isExpired) lane.report.settled(readable, givenUp(readable, EXPIRED));
    else for (const entry of readable) lane.offer(entry);
    lane.sendAll();
    const spooled = await Promise.all(entries.map(isSpooled));
    return records.filter((_record, index) => spooled[index] === false);
  }

  /** Nothing, where a record is no message, though it is as it was written. */
  #entryOf({ json }: SpoolRecord): Entry | undefined {
    const { lane } = this.#options;
    const text = json.toString();
    const message = headOf(text);
    if (message === undefined) {
      this.damaged += 1;
      return undefined;
    }
    const { type, messageId } = message;
    const place = lane.place(text);
    lane.capacity.take(place.bytes);
    const call = { type, callback: undefined, atMs: undefined };
    return new Entry(place, call, new OpenReceipt(messageId), NOBODY, undefined);
  }

  /** A stop ends it early. */
  #pause(waitMs: number): Promise<void> {
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const timer = clock.after(waitMs, resolve);
      this.#timer = {
        cancel: () => {
          timer.cancel();
          resolve();
        },
      };
    });
  }

  /** The endpoint takes nothing: until when nothing is tried, whatever else is left meanwhile. */
  #rest(): number {
    const { clock, random } = this.#options;
    const restMs = REST_MS * (0.5 + random());
    this.#restsUntilMs = clock.now() + restMs;
    return restMs;
  }

  #wakeMs(): number {
    return Math.max(SOON_MS, this.#restsUntilMs - this.#options.clock.now());
  }
}

async function isSpooled(entry: Entry | undefined): Promise<boolean> {
  const outcome = await entry?.receipt.outcome;
  return outcome?.status === 'spooled';
}

function headOf(text: string): Pick<Message, 'type' | 'messageId'> | undefined {
  try {
    return JSON.parse(text) as Message;
  } catch {
    return undefined;
  }
}

/** No flush waits for what another process was called with. */
const NOBODY: Joined = { settle: () => undefined };

const EXPIRED = 'they lay in the spool for longer than maxAge.';
