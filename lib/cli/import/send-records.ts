import { Analytics } from '../../client/analytics.js';
import type { Checkpoint, ImportOptions, LostRecord } from '../../import/import-options.js';
import type { ImportAccount, ImportReport } from '../../import/import-report.js';
import type { ImportRecord } from '../../import/record.js';
import { runImport } from '../../import/run-import.js';
import type { Plan } from '../../plan/plan.js';
import type { Connection } from '../connection.js';
import { lostIn } from './account.js';
import type { CheckpointKeeper } from './checkpoint-keeper.js';
import type { LostRecords } from './lost-records.js';
import type { Progress } from './progress.js';
import type { ImportSurroundings } from './surroundings.js';
import { type EndpointWatch, watchEndpoint } from './watch-endpoint.js';

/** How what was read is sent. */
export interface SendFlags {
  readonly rate?: number;
  readonly concurrency?: number;
  readonly dryRun?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly failFast?: boolean;
}

export interface SendTask {
  readonly flags: SendFlags;
  readonly connection: Connection;
  readonly plan: Plan | undefined;
  readonly records: AsyncIterable<readonly ImportRecord[]>;
  /** The account of what was settled before this run. */
  readonly before: ImportAccount;
  readonly keeper: CheckpointKeeper;
  readonly lost: LostRecords;
  readonly progress: Progress;
  readonly surroundings: Pick<ImportSurroundings, 'nowMs' | 'onInterrupt'>;
  /** How many bytes were read, of how many. */
  readonly bytes: { readonly now: { readonly bytes: number; readonly totalBytes: number } };
  /** Faults of the file of dead letters. */
  readonly faults: readonly Error[];
}

/** How it ended. */
export interface Sent {
  readonly report: ImportReport;
  /** Why it could not go on, in words. */
  readonly fault: string | undefined;
  /** Whether what was under way at the end is not settled. */
  readonly isCut: boolean;
}

/** How long what is under way may take once somebody wants an end. */
const GRACE_MS = 10_000;

/** Reasons that say nothing of the message: sent again, it may well arrive. */
const PASSING = ['retries-spent', 'deadline', 'closed', 'queue-full'];

/** The same of statuses: those of a wrong key, host or path. */
const PASSING_STATUSES = [401, 403, 404, 405, 407];

/** Sends records to their end, or until it is stopped, and keeps the checkpoint. */
export async function sendRecords(task: SendTask): Promise<Sent> {
  return new SendRun(task).run();
}

class SendRun {
  readonly #task: SendTask;
  readonly #client: Analytics;
  readonly #watch: EndpointWatch;
  readonly #stopping = new AbortController();
  #fault: string | undefined;
  #isCut = false;

  constructor(task: SendTask) {
    const { progress, surroundings } = task;
    this.#task = task;
    this.#client = clientFor(task);
    this.#watch = watchEndpoint({
      client: this.#client,
      say: (line) => progress.say(line),
      nowMs: surroundings.nowMs,
    });
  }

  async run(): Promise<Sent> {
    const { records, lost, progress, surroundings } = this.#task;
    let grace: NodeJS.Timeout | undefined;
    const release = surroundings.onInterrupt(() => {
      progress.say('Finishing what is under way. Another Ctrl+C ends it at once.');
      this.#stopping.abort();
      grace = setTimeout(() => this.#cut(), GRACE_MS);
    });
    try {
      const report = await runImport(this.#client, records, this.#options());
      return { report, fault: this.#fault, isCut: this.#isCut };
    } finally {
      clearTimeout(grace);
      release();
      progress.stop();
      await this.#client.close();
      lost.close();
    }
  }

  #options(): ImportOptions {
    const { rate, dryRun, since, until, failFast } = this.#task.flags;
    return {
      rate,
      dryRun,
      since,
      until,
      failFast,
      signal: this.#stopping.signal,
      checkpointInterval: CHECKPOINT_EVERY_MS,
      onDeadLetter: (one) => this.#lost(one),
      onProgress: ({ account }) => this.#show(account),
      onCheckpoint: (settled) => this.#keep(settled),
    };
  }

  #lost(one: LostRecord): void {
    const { lost } = this.#task;
    if (this.#isCut) return;
    if (lost.path === undefined && isPassing(one)) this.#fail(givenUp(one));
    else lost.take(one);
    this.#lookForFaults();
  }

  #show(account: ImportAccount): void {
    const { flags, before, bytes, progress } = this.#task;
    const isDry = flags.dryRun === true;
    this.#watch.look();
    this.#lookForFaults();
    progress.update({
      ...bytes.now,
      delivered: isDry ? account.valid : before.delivered + account.delivered,
      notDelivered: lostIn(before) + lostIn(account),
      isDry,
    });
  }

  /** What is behind a checkpoint must be on the disk, dead letters among it. */
  #keep(settled: Checkpoint): void {
    const { lost, keeper } = this.#task;
    try {
      if (!this.#isCut) lost.sync();
      this.#lookForFaults();
      keeper.save(settled);
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #lookForFaults(): void {
    const [fault] = this.#task.faults;
    if (fault !== undefined) this.#fail(fault);
  }

  #fail(error: Error): void {
    this.#fault ??= error.message;
    this.#cut();
  }

  /** Whatever is not settled now is not settled at all: a later import sends it again. */
  #cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    this.#task.keeper.freeze();
    this.#stopping.abort();
    void this.#client.close({ timeout: 0 });
  }
}

function isPassing({ reason, reply }: LostRecord): boolean {
  return PASSING.includes(reason) || PASSING_STATUSES.includes(reply?.status ?? 0);
}

function givenUp({ reason, error }: LostRecord): Error {
  return new Error(
    `Messages were given up (${reason}), and there is no file for them: ${sentence(error)} Go on with --resume once the endpoint takes messages, or name a file with --dead-letters.`,
  );
}

/** The answer of a service may stand at its end, without a full stop. */
function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

const BATCH_MESSAGES = 1_000;
const FLUSH_EVERY_MS = 200;
const CHECKPOINT_EVERY_MS = 500;

function clientFor({ connection, flags, plan }: SendTask): Analytics {
  const { writeKey, host, path } = connection;
  return new Analytics({
    writeKey,
    host,
    path,
    onInvalid: 'drop',
    flushAt: BATCH_MESSAGES,
    // A rate, or a slow pipe, fills no batch soon.
    flushInterval: FLUSH_EVERY_MS,
    maxBatchSize: BATCH_MESSAGES,
    maxInFlight: flags.concurrency ?? DEFAULT_CONCURRENCY,
    // An import has time: it waits for an endpoint as long as a client may.
    maxRetries: 1_000,
    ...(plan === undefined ? {} : { plan: { plan, onViolation: 'block' } }),
  });
}

const DEFAULT_CONCURRENCY = 4;
