import type { Clock, Timer } from '../base/clock.js';
import type { Ending } from '../delivery/ending.js';
import type { Batch } from '../delivery/parcel.js';
import type { Spool } from '../spool/spool.js';
import { isKept } from '../spool/spoolable.js';
import type { Entry } from './entry.js';
import { givenUp } from './given-up.js';
import type { Keeper } from './keeper.js';
import type { Report } from './report.js';
import type { Station } from './station.js';

/** So much is gathered of what memory has no room for before it is written within the turn. */
const OVERFLOW_BYTES = 256 * 1024;

export interface SpoolingOptions {
  readonly spool: Spool;
  readonly report: Report;
  /** All messages that wait to be sent or are on their way, ended ones included. */
  readonly unsettled: () => Batch<Entry>;
  /** How many messages have not ended, those that plugins have included. */
  readonly pending: () => number;
  readonly clock: Clock;
}

/** How long a disk may take that answers no more, when the client is closed. */
const DISK_MS = 5_000;

/** Keeps a client's messages on the disk: as a journal, and where they can't be sent in time or have no room in memory. */
export class Spooling implements Keeper, Station {
  readonly #options: SpoolingOptions;
  #overflowing: Entry[] = [];
  #overflowBytes = 0;
  #isScheduled = false;
  /** What is being written, and its end is told then. */
  readonly #ending = new Set<Batch<Entry>>();
  readonly #givenUp: Promise<void>;
  #giveUp: () => void = () => undefined;
  #timer: Timer | undefined;

  constructor(options: SpoolingOptions) {
    this.#options = options;
    this.#givenUp = new Promise((resolve) => {
      this.#giveUp = resolve;
    });
  }

  /** Nothing waits here to be sent. */
  readonly sendAll = (): void => undefined;

  /** The client is closed: the disk has a few seconds for what is left. */
  giveUp(): void {
    this.#timer ??= this.#options.clock.after(DISK_MS, this.#giveUp);
  }

  dispose(): void {
    this.#timer?.cancel();
  }

  /** Whether what memory has no room for may be spooled. */
  get takesOverflow(): boolean {
    const { takesMessages, bytes, settings } = this.#options.spool;
    return takesMessages && bytes + this.#overflowBytes + OVERFLOW_BYTES <= settings.maxBytes;
  }

  offered(entry: Entry): void {
    this.#options.spool.accepted(entry);
  }

  async ended(entries: Batch<Entry>, ending: Ending): Promise<void> {
    const { spool, report } = this.#options;
    if (!mayBeKept(ending)) {
      report.settled(entries, ending);
      spool.done(entries);
      return;
    }
    await this.#written(entries, spool.sync(entries));
    this.#settle(entries, ending);
  }

  /** A message was accepted that memory has no room for. */
  overflow(entry: Entry): void {
    this.#overflowing.push(entry);
    this.#overflowBytes += entry.bytes;
    if (this.#overflowBytes >= OVERFLOW_BYTES) {
      const entries = this.#takeOverflow();
      this.#options.spool.writeSync(entries);
      this.#settle(entries, undefined);
    } else if (!this.#isScheduled) {
      this.#isScheduled = true;
      this.#options.clock.soon(() => void this.#writeOverflow());
    }
  }

  /** Brings to the disk whatever has not ended. @returns whether all of it is there, and nothing is with plugins */
  async sync(): Promise<boolean> {
    const { spool, pending } = this.#options;
    const entries = this.#open().filter(({ isSettled }) => !isSettled);
    const isAll = pending() === entries.length;
    return (await spool.sync(entries)) && isAll;
  }

  /** The process ends in this turn. */
  endSync(): void {
    this.#options.spool.endSync(this.#open());
  }

  #open(): Batch<Entry> {
    const all = [...this.#options.unsettled(), ...this.#overflowing, ...this.#ending].flat();
    return [...new Set(all)];
  }

  /** Waits for the disk, unless it is given up. */
  async #written(entries: Batch<Entry>, written: Promise<unknown>): Promise<void> {
    this.#ending.add(entries);
    await Promise.race([written, this.#givenUp]);
    this.#ending.delete(entries);
  }

  async #writeOverflow(): Promise<void> {
    this.#isScheduled = false;
    const entries = this.#takeOverflow();
    await this.#written(entries, this.#options.spool.write(entries));
    this.#settle(entries, undefined);
  }

  #takeOverflow(): readonly Entry[] {
    const entries = this.#overflowing;
    this.#overflowing = [];
    this.#overflowBytes = 0;
    return entries;
  }

  /** What is on the disk is spooled, and the rest is lost. */
  #settle(entries: Batch<Entry>, ending: Ending | undefined): void {
    const { spool, report } = this.#options;
    const kept: Entry[] = [];
    const lost: Entry[] = [];
    for (const entry of entries) (isKept(entry) ? kept : lost).push(entry);
    if (kept.length > 0) {
      report.spooled(kept);
      spool.leave(kept);
    }
    if (lost.length === 0) return;
    report.settled(lost, ending ?? endingOfOverflow(lost));
    // What the disk may still write need not be sent.
    spool.done(lost);
  }
}

/** What another process may still deliver. */
function mayBeKept(ending: Ending): boolean {
  return (
    ending.kind === 'dropped' && (ending.reason === 'deadline' || ending.reason === 'retries-spent')
  );
}

function endingOfOverflow(entries: Batch<Entry>): Ending {
  return givenUp(
    entries,
    'memory had no room for them, and the disk of the spool failed. stats().spool counts its failures.',
  );
}
