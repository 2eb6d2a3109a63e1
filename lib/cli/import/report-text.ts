import type { ImportAccount, ImportReport, ProblemPlaces } from '../../import/import-report.js';
import { counted, grouped } from '../counted.js';
import { tableText } from '../table.js';
import { withoutControls } from '../without-controls.js';
import { wrapped } from '../wrapped.js';
import { lostIn } from './account.js';
import { durationText } from './pace.js';

/** What a report of an import or a replay is made of. */
export interface ImportFacts {
  /** `Imported` or `Replayed`. */
  readonly verb: string;
  readonly isDry: boolean;
  /** What is settled, with what was before this run. */
  readonly account: ImportAccount;
  readonly report: Pick<ImportReport, 'problems' | 'seconds' | 'stopped'>;
  /** What was under way when it was cut: it is sent again by the next run. */
  readonly unanswered: number;
  /** How many records were settled before this run. */
  readonly before: number;
  /** How it ended. */
  readonly status: ImportStatus;
  /** Why it could not go on, in words. */
  readonly fault: string | undefined;
  /** The file of dead letters, and how many were written in this run. */
  readonly deadLetters: { readonly path: string; readonly count: number } | undefined;
  /** The checkpoint, where one is left. */
  readonly checkpoint: string | undefined;
  /** The command that goes on, where something is left to do. */
  readonly resume: string | undefined;
}

/** `complete`: everything was read. Otherwise something is left to read. */
export type ImportStatus = 'complete' | 'interrupted' | 'stopped';

const INDENT = '  ';
const DEFAULT_COLUMNS = 80;
const RECORDS = { number: 'records' } as const;

/** The report for people: what became of the records, where the first problems are, and what to do. */
export function reportText(facts: ImportFacts, columns = DEFAULT_COLUMNS): string {
  const { report, account } = facts;
  const sections = [
    titleOf(facts),
    ...(account.records === 0 ? [] : [tableText(['outcome', RECORDS, ''], rowsOf(facts))]),
    ...report.problems.map((problem) => problemText(problem, columns)),
    ...remarksOf(facts),
  ];
  return `${sections.join('\n\n')}\n`;
}

function titleOf({ verb, isDry, status, account, report, before }: ImportFacts): string {
  const { records } = account;
  if (status === 'complete' && records === 0) return 'There is no record in it.';
  const took = `in ${tookText(report.seconds)}`;
  const resumed = before === 0 ? '' : `, ${grouped(before)} of them before`;
  const what = `${counted(records, 'record')} ${took}${resumed}`;
  if (isDry) return `Checked ${what}, and sent nothing.`;
  if (status === 'complete') return `${verb} ${what}.`;
  return `${status === 'interrupted' ? 'Interrupted' : 'Stopped'} after ${what}.`;
}

type Row = (string | number)[];

function rowsOf({ account, isDry }: ImportFacts): Row[] {
  const { delivered, spooled, valid, skipped, lost, withoutTimestamp } = account;
  const reasons = Object.entries(lost).sort(([, one], [, other]) => other - one);
  const rows: Row[] = [
    isDry ? ['valid', valid, ''] : ['delivered', delivered, ''],
    ['spooled', spooled, 'on the disk of the client'],
    ...reasons.map(([reason, count]): Row => [reason, count, 'not delivered']),
    ['skipped', skipped, 'left out on purpose'],
    ['no timestamp', withoutTimestamp, 'among them: they count as of now'],
  ];
  return rows.filter(([, count], index) => index === 0 || count !== 0);
}

/** `no-json: events.ndjson:3, events.ndjson:9 and 2 more`, and what is wrong with the first. */
function problemText({ reason, count, places, error }: ProblemPlaces, columns: number): string {
  const more = count > places.length ? ` and ${grouped(count - places.length)} more` : '';
  const title = `${reason}: ${places.join(', ')}${more}`;
  return [
    ...wrapped(withoutControls(title), columns),
    ...wrapped(withoutControls(error), columns - INDENT.length).map((line) => `${INDENT}${line}`),
  ].join('\n');
}

function remarksOf(facts: ImportFacts): readonly string[] {
  const { status, account, isDry, deadLetters, resume, report, unanswered } = facts;
  const lost = lostIn(account);
  const remarks: string[] = [];
  if (unanswered > 0) {
    remarks.push(`${counted(unanswered, 'message')} had no answer yet, and will be sent again.`);
  }
  if (report.stopped === 'fail-fast')
    remarks.push('It stopped at the first problem (--fail-fast).');
  if (deadLetters !== undefined && deadLetters.count > 0) {
    const again = isDry ? '' : ` To send them again:\n  waybill replay ${deadLetters.path}`;
    remarks.push(`${counted(deadLetters.count, 'record')} went to ${deadLetters.path}.${again}`);
  } else if (lost > 0 && deadLetters === undefined && !isDry) {
    remarks.push('What was not delivered is kept nowhere: --dead-letters FILE keeps it.');
  }
  if (status !== 'complete' && resume !== undefined) {
    remarks.push(`To go on from there:\n  ${resume}`);
  }
  return remarks;
}

function tookText(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)}s` : durationText(seconds);
}
