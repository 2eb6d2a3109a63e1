import type { Ending } from '../delivery/ending.js';
import type { Batch } from '../delivery/parcel.js';
import type { Spool } from '../spool/spool.js';
import type { Entry } from './entry.js';
import { givenUp } from './given-up.js';
import type { Keeper } from './keeper.js';
import type { Report } from './report.js';

/** So much is gathered of what memory has no room for before it is written within the turn. */
const OVERFLOW_BYTES = 256 * 1024;

export interface SpoolingOptions {
  readonly spool: Spool;
  readonly report: Report;
  /** All messages that have not ended. */
  readonly unsettled: () => Batch<Entry>;
  /** Calls back when this turn is over. */
  readonly soon: (callback: () => void) => void;
}

/** Keeps a client's messages on the disk: as a journal, and where they can't be sent in time or have no room in memory. */
export class Spooling implements Keeper {
  readonly #options: SpoolingOptions;
  #overflowing: Entry[] = [];
  #overflowBytes = 0;
  #isScheduled = false;

  constructor(options: SpoolingOptions) {
    this.#options = options;
  }

  /** Whether what memory has no room for may be spooled. */
  get takesOverflow(): boolean {
    return this.#options.spool.takesMessages;
  }

  offered(entry: Entry): void {
    this.#options.spool.accepted(entry);
  }

  async ended(entries: Batch<Entry>, ending: Ending): Promise<void> {
    const { spool, report } = this.#options;
    if (!isKept(ending)) {
      report.settled(entries, ending);
      spool.done(entries);
      return;
    }
    await spool.sync(entries);
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
      this.#options.soon(() => void this.#writeOverflow());
    }
  }

  /** Brings to the disk whatever has not ended. @returns whether all of it is there */
  sync(): Promise<boolean> {
    const { spool, unsettled } = this.#options;
    return spool.sync([...unsettled(), ...this.#overflowing]);
  }

  /** The process ends in this turn. */
  endSync(): void {
    const { spool, unsettled } = this.#options;
    spool.endSync([...unsettled(), ...this.#overflowing]);
  }

  async #writeOverflow(): Promise<void> {
    this.#isScheduled = false;
    const entries = this.#takeOverflow();
    await this.#options.spool.write(entries);
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
    const kept = entries.filter(({ keptIn }) => keptIn !== undefined);
    const lost = entries.filter(({ keptIn }) => keptIn === undefined);
    if (kept.length > 0) {
      report.spooled(kept);
      spool.leave(kept);
    }
    if (lost.length > 0) report.settled(lost, ending ?? endingOfOverflow(lost));
  }
}

/** What another process may still deliver. */
function isKept(ending: Ending): boolean {
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
