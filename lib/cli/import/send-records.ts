import { Analytics } from '../../client/analytics.js';
import type { ImportOptions, LostRecord } from '../../import/import-options.js';
import type { ImportReport } from '../../import/import-report.js';
import type { ImportRecord } from '../../import/record.js';
import { runImport } from '../../import/run-import.js';
import type { Plan } from '../../plan/plan.js';
import type { Connection } from '../connection.js';
import { lostIn } from './account.js';
import type { CheckpointKeeper } from './checkpoint-keeper.js';
import type { LostRecords } from './lost-records.js';
import type { Progress } from './progress.js';
import type { ImportSurroundings } from './surroundings.js';
import { watchEndpoint } from './watch-endpoint.js';

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

/** Sends records to their end, or until it is stopped, and keeps the checkpoint. */
export async function sendRecords(task: SendTask): Promise<Sent> {
  const { keeper, lost, progress, surroundings, flags } = task;
  const client = clientFor(task);
  const stopping = new AbortController();
  const { nowMs } = surroundings;
  const watch = watchEndpoint({ client, say: (line) => progress.say(line), nowMs });
  let fault: string | undefined;
  let isCut = false;
  let grace: NodeJS.Timeout | undefined;

  /** Whatever is not settled now is not settled at all: a later import sends it again. */
  const cut = (): void => {
    isCut = true;
    keeper.freeze();
    stopping.abort();
    void client.close({ timeout: 0 });
  };
  const fail = (error: Error): void => {
    fault ??= error.message;
    if (!isCut) cut();
  };
  const lookForFaults = (): void => {
    if (task.faults[0] !== undefined) fail(task.faults[0]);
  };
  const release = surroundings.onInterrupt(() => {
    progress.say('Finishing what is under way. Another Ctrl+C ends it at once.');
    stopping.abort();
    grace = setTimeout(cut, GRACE_MS);
  });
  const options: ImportOptions = {
    rate: flags.rate,
    dryRun: flags.dryRun,
    since: flags.since,
    until: flags.until,
    failFast: flags.failFast,
    signal: stopping.signal,
    onDeadLetter: (one) => {
      if (isCut) return;
      if (lost.path === undefined && PASSING.includes(one.reason)) fail(givenUp(one));
      else lost.take(one);
      lookForFaults();
    },
    onProgress: ({ account }) => {
      watch.look();
      lookForFaults();
      progress.update({
        ...task.bytes.now,
        delivered: flags.dryRun === true ? account.valid : account.delivered,
        notDelivered: lostIn(account),
        isDry: flags.dryRun === true,
      });
    },
    onCheckpoint: (settled) => {
      try {
        // What is behind the checkpoint must be on the disk, dead letters among it.
        if (!isCut) lost.sync();
        lookForFaults();
        keeper.save(settled);
      } catch (error) {
        fail(error as Error);
      }
    },
  };
  try {
    const report = await runImport(client, task.records, options);
    return { report, fault, isCut };
  } finally {
    clearTimeout(grace);
    release();
    progress.stop();
    await client.close();
    lost.close();
  }
}

function givenUp({ reason, error }: LostRecord): Error {
  return new Error(
    `Messages were given up (${reason}: ${error}), and there is no file for them. Go on with --resume once the endpoint takes messages, or name a file with --dead-letters.`,
  );
}

const BATCH_MESSAGES = 1_000;

function clientFor({ connection, flags, plan }: SendTask): Analytics {
  const { writeKey, host, path } = connection;
  return new Analytics({
    writeKey,
    host,
    path,
    onInvalid: 'drop',
    flushAt: BATCH_MESSAGES,
    flushInterval: 1_000,
    maxBatchSize: BATCH_MESSAGES,
    maxInFlight: flags.concurrency ?? DEFAULT_CONCURRENCY,
    // An import has time: it waits for an endpoint as long as a client may.
    maxRetries: 1_000,
    ...(plan === undefined ? {} : { plan: { plan } }),
  });
}

const DEFAULT_CONCURRENCY = 4;
