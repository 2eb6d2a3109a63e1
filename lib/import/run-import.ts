import { stayAwake } from '../client/exit.js';
import type { Intake } from '../client/intake.js';
import type { RawMessage } from '../message/call.js';
import { Account } from './account.js';
import { checkImportOptions } from './check-import-options.js';
import { FoundRecord } from './found-messages.js';
import type { Checkpoint, ImportOptions, LostRecord } from './import-options.js';
import type { ImportReport } from './import-report.js';
import { type ImportClient, intakeOf } from './intake-of.js';
import { Ledger, Settled } from './ledger.js';
import { Pace } from './pace.js';
import { Patience } from './patience.js';
import { type ImportRecord, isDated } from './record.js';
import { type Select, selectionOf } from './selection.js';
import { Stop } from './stop.js';
import { Tidings } from './tidings.js';

/** So many records may be settled behind one that waits for a retry. */
const MAX_OPEN = 200_000;
const SKIPPED = new Settled('skipped');
const VALID = new Settled('valid');

/**
 * Sends groups of records through a client, as fast as it takes them, and resolves with the account when everything is settled.
 * Rejects, after what was under way is settled, with what reading or one of the given functions threw.
 */
export async function runImport(
  client: ImportClient,
  groups: AsyncIterable<readonly ImportRecord[]>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const intake = intakeOf(client, 'importFrom');
  checkImportOptions(options, 'importFrom');
  return new ImportRun(intake, options).run(groups);
}

class ImportRun {
  readonly #intake: Intake;
  readonly #bound: Intake['bound'];
  readonly #options: ImportOptions;
  readonly #account = new Account();
  readonly #ledger: Ledger;
  readonly #select: Select | undefined;
  readonly #pace: Pace | undefined;
  readonly #tidings: Tidings;
  readonly #patience: Patience;
  readonly #stop: Stop;
  readonly #startMs: number;
  /** Up to where a later import goes on, once something was lost that ends this one. */
  #frozen: Checkpoint | undefined;

  constructor(intake: Intake, options: ImportOptions) {
    const { clock } = intake;
    this.#intake = intake;
    this.#bound = intake.bound;
    this.#options = options;
    this.#startMs = clock.now();
    this.#select = selectionOf(options, () => clock.now());
    this.#pace = options.rate === undefined ? undefined : new Pace(options.rate, clock);
    this.#ledger = new Ledger({
      ended: (status, isDated) => this.#account.ended(status, isDated),
      lost: (lost, isDated) => this.#lost(lost, isDated),
    });
    this.#tidings = new Tidings(options, clock, {
      report: () => this.#report(),
      checkpoint: () => this.#frozen ?? this.#checkpoint(),
    });
    this.#patience = new Patience({
      clock,
      everyMs: this.#tidings.everyMs,
      meanwhile: async () => {
        this.#ledger.settle();
        await this.#tidings.tellIfDue();
      },
      isOver: () => this.#stop.reason !== undefined,
    });
    this.#stop = new Stop({ signal: options.signal, onStop: () => this.#patience.wake() });
  }

  async run(groups: AsyncIterable<readonly ImportRecord[]>): Promise<ImportReport> {
    const sleepAgain = stayAwake();
    try {
      await this.#read(groups);
    } finally {
      try {
        await this.#patience.for(this.#intake.flush());
        this.#ledger.settle();
        await this.#tidings.tell();
      } finally {
        this.#stop.dispose();
        this.#patience.dispose();
        sleepAgain();
      }
    }
    return this.#report();
  }

  async #read(groups: AsyncIterable<readonly ImportRecord[]>): Promise<void> {
    const iterator = groups[Symbol.asyncIterator]();
    let isReading = false;
    try {
      while (this.#stop.reason === undefined) {
        isReading = true;
        const next = iterator.next();
        await this.#patience.unlessOver(next);
        if (this.#stop.reason !== undefined) return;
        isReading = false;
        const { done, value } = await next;
        if (done === true) return;
        await this.#feed(value);
        this.#ledger.settle();
        await this.#tidings.tellIfDue();
      }
    } finally {
      // What is still to come may never come.
      const returned = iterator.return?.();
      if (isReading) returned?.catch(() => undefined);
      else await returned;
    }
  }

  async #feed(records: readonly ImportRecord[]): Promise<void> {
    let source: string | undefined;
    for (const record of records) {
      if (record.source !== source) this.#ledger.begin(record.source, record.unit);
      source = record.source;
      // Most records need no wait, and then none is made.
      const waiting = this.#one(record);
      if (waiting !== undefined) await waiting;
      if (this.#stop.reason !== undefined) return;
    }
  }

  #one(record: ImportRecord): Promise<void> | undefined {
    const { message: given, problem = NOTHING_THERE } = record;
    if (given === undefined) return this.#refuse(record, problem.kind, problem.text);
    const message = this.#selected(record, given);
    if (message === undefined) return undefined;
    if (this.#options.dryRun === true) return this.#examine(record, message);
    const isFree = this.#isFree();
    if (isFree && this.#pace?.take() !== false) return this.#take(record, message);
    return this.#takeLater(record, message);
  }

  #selected(record: ImportRecord, given: RawMessage): RawMessage | undefined {
    if (this.#select === undefined) return given;
    try {
      const message = this.#select(given, record);
      if (message === undefined) this.#ledger.add(record, SKIPPED, isDated(given));
      return message;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.#refuse(record, 'unmapped', `filter or map threw: ${text}`);
      return undefined;
    }
  }

  #examine(record: ImportRecord, message: RawMessage): undefined {
    const refused = this.#intake.examine(message);
    if (refused === undefined) this.#ledger.add(record, VALID, isDated(message));
    else this.#refuse(record, refused.reason, refused.error.message);
  }

  #take(record: ImportRecord, message: RawMessage): Promise<void> | undefined {
    // What was read belongs to nobody else, and the client may put what is missing into it.
    const isOurs = record instanceof FoundRecord && message === record.message;
    const hasTime = isDated(message);
    const taken = isOurs ? this.#intake.takeData(message) : this.#intake.take(message);
    if ('receipt' in taken) this.#ledger.add(record, taken, hasTime);
    else if (taken.reason === 'closed') this.#stop.because('closed');
    else if (taken.reason === 'queue-full') return this.#takeAlone(record, message);
    else this.#refuse(record, taken.reason, taken.error.message);
    return undefined;
  }

  /** A client that holds very little may have room for it when it holds nothing else. */
  async #takeAlone(record: ImportRecord, message: RawMessage): Promise<void> {
    await this.#patience.for(this.#intake.flush());
    const taken = this.#intake.take(message);
    if ('receipt' in taken) this.#ledger.add(record, taken, isDated(message));
    else this.#refuse(record, taken.reason, taken.error.message);
  }

  async #takeLater(record: ImportRecord, message: RawMessage): Promise<void> {
    do {
      await this.#free();
      while (this.#stop.reason === undefined && this.#pace?.take() === false) {
        await this.#patience.unlessOver(this.#pace.wait());
      }
    } while (this.#stop.reason === undefined && !this.#isFree());
    if (this.#stop.reason === undefined) await this.#take(record, message);
  }

  #isFree(): boolean {
    return this.#intake.isBelow(this.#bound) && this.#ledger.length < MAX_OPEN;
  }

  async #free(): Promise<void> {
    this.#ledger.settle();
    while (this.#stop.reason === undefined && !this.#isFree()) {
      const { oldest } = this.#ledger;
      const isLong = this.#ledger.length >= MAX_OPEN && oldest !== undefined;
      const room = isLong ? oldest.receipt.outcome : this.#intake.whenBelow(this.#bound);
      await this.#patience.unlessOver(room);
      this.#ledger.settle();
    }
  }

  #refuse(record: ImportRecord, reason: string, error: string): undefined {
    const settled = new Settled('lost', { record, reason, error });
    this.#ledger.add(record, settled, true);
    if (this.#options.failFast === true) this.#stop.because('fail-fast');
  }

  /** In the order of the records, and before anything behind it counts. */
  #lost(lost: LostRecord, isDated: boolean): void {
    const isEnd = this.#options.failFast === true || lost.reason === 'deadline';
    if (isEnd) {
      this.#frozen ??= this.#checkpoint();
      this.#stop.because(lost.reason === 'deadline' ? 'closed' : 'fail-fast');
    }
    this.#account.lost(lost, isDated);
    this.#tidings.lost(lost);
  }

  #checkpoint(): Checkpoint {
    const { source, position } = this.#ledger;
    return { source, position, account: this.#account.counts };
  }

  #report(): ImportReport {
    const { source, position } = this.#frozen ?? this.#ledger;
    const { reason } = this.#stop;
    return {
      account: this.#account.counts,
      pending: this.#ledger.length,
      problems: this.#account.problems,
      source,
      position,
      seconds: (this.#intake.clock.now() - this.#startMs) / 1_000,
      ...(reason !== undefined && { stopped: reason }),
    };
  }
}

const NOTHING_THERE = { kind: 'no-message', text: 'has neither a message nor a problem' } as const;
