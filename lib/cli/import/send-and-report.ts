import { ImportError } from '../../import/import-error.js';
import type { ImportRecord } from '../../import/record.js';
import type { Connection } from '../connection.js';
import { openPlan } from '../plan/open-plan.js';
import { type Terminal, UsageError } from '../terminal.js';
import { lostIn, sumOf, withoutLost } from './account.js';
import { CheckpointKeeper } from './checkpoint-keeper.js';
import { LostRecords } from './lost-records.js';
import { hideProgress, showProgress } from './progress.js';
import type { ReadBytes } from './read-bytes.js';
import { reportJson } from './report-json.js';
import { type ImportFacts, type ImportStatus, reportText } from './report-text.js';
import type { Resumption } from './resumption.js';
import { type SendFlags, type SendTask, type Sent, sendRecords } from './send-records.js';
import type { ImportSurroundings } from './surroundings.js';
import { typedAgain } from './typed-words.js';

export interface ReportedFlags extends SendFlags {
  readonly plan?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export interface ReportedTask {
  readonly verb: ImportFacts['verb'];
  readonly flags: ReportedFlags;
  readonly connection: Connection;
  readonly resumption: Resumption;
  readonly records: AsyncIterable<readonly ImportRecord[]>;
  readonly bytes: ReadBytes;
  readonly deadLetters: { readonly path: string | undefined; readonly isLazy: boolean };
  readonly terminal: Terminal;
  readonly surroundings: ImportSurroundings;
}

/** Sends what is read, shows how far it is, and reports. Gives the exit code. @throws UsageError before anything is sent */
export async function sendAndReport(task: ReportedTask): Promise<number> {
  const { flags, resumption, surroundings, terminal } = task;
  const { nowMs, stderr } = surroundings;
  const isQuiet = flags.quiet === true;
  const progress = isQuiet
    ? hideProgress({ stream: stderr })
    : showProgress({ stream: stderr, nowMs });
  const keeper = new CheckpointKeeper(resumption, nowMs);
  const faults: Error[] = [];
  const plan = flags.plan === undefined ? undefined : openPlan(flags.plan);
  const lost = usable(() => {
    keeper.begin();
    return new LostRecords({
      ...task.deadLetters,
      inputs: resumption.left.map(({ name }) => name),
      nowMs,
      onFault: (error) => void faults.push(error),
    });
  });
  const before = resumption.account;
  const sent = await sentBy({ ...task, before, plan, keeper, lost, progress, faults });
  if (statusOf(sent) === 'complete') keeper.finish();
  const facts = factsOf(task, sent, { keeper, lost });
  if (sent.fault !== undefined) terminal.complain(`error: ${sent.fault}\n`);
  terminal.write(flags.json === true ? reportJson(facts) : reportText(facts, terminal.columns));
  return facts.status === 'complete' && lostIn(facts.account) === 0 ? 0 : 1;
}

/** What can't be written from the beginning is a mistake of whoever named it. */
function usable<Result>(open: () => Result): Result {
  try {
    return open();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message);
  }
}

/** What is found wrong on the way, as a file that needs a mapping, is a mistake of whoever named it. */
async function sentBy(task: SendTask): Promise<Sent> {
  try {
    return await sendRecords(task);
  } catch (error) {
    task.keeper.abandon();
    if (error instanceof ImportError) throw new UsageError(error.message);
    throw error;
  }
}

function statusOf({ report, fault, isCut }: Sent): ImportStatus {
  if (fault !== undefined || report.stopped === 'fail-fast') return 'stopped';
  return isCut || report.stopped !== undefined ? 'interrupted' : 'complete';
}

/** How a message ends that was under way when the client was closed. */
const UNANSWERED = 'deadline';

function factsOf(
  { verb, flags, resumption, surroundings }: ReportedTask,
  sent: Sent,
  { keeper, lost }: { readonly keeper: CheckpointKeeper; readonly lost: LostRecords },
): ImportFacts {
  const { report, fault, isCut } = sent;
  const status = statusOf(sent);
  const isKept = keeper.path !== undefined && (status !== 'complete' || !resumption.isOwnPlace);
  return {
    verb,
    isDry: flags.dryRun === true,
    account: sumOf(
      resumption.account,
      isCut ? withoutLost(report.account, UNANSWERED) : report.account,
    ),
    report: {
      ...report,
      problems: report.problems.filter(({ reason }) => !isCut || reason !== UNANSWERED),
    },
    unanswered: isCut ? (report.account.lost[UNANSWERED] ?? 0) : 0,
    before: resumption.account.records,
    status,
    fault,
    deadLetters: lost.path === undefined ? undefined : { path: lost.path, count: lost.written },
    checkpoint: isKept ? keeper.path : undefined,
    resume:
      status !== 'complete' && isKept ? typedAgain(surroundings.typed, ['--resume']) : undefined,
  };
}
