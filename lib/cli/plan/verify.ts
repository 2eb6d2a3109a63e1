import type { Plan } from '../../plan/plan.js';
import { Verification, type VerifyReport } from '../../plan/verify/verification.js';
import { counted } from '../counted.js';
import { type Terminal, UsageError } from '../terminal.js';
import { junitReport } from './junit.js';
import type { Place } from './messages/place.js';
import { readMessages } from './messages/read-messages.js';
import { faultCount } from './messages/reading.js';
import { openPlan } from './open-plan.js';
import { checkTarget, replaceFile } from './plan-file.js';
import { verifyJson } from './verify-json.js';
import { verifyText } from './verify-text.js';

export interface VerifyFlags {
  readonly plan: string;
  readonly source?: string;
  readonly allowUnplanned?: boolean;
  readonly maxSamples?: number;
  readonly junit?: string;
  readonly json?: boolean;
}

export interface VerifyTask {
  readonly inputs: readonly string[];
  readonly flags: VerifyFlags;
  readonly terminal: Terminal;
}

const DEFAULT_MAX_SAMPLES = 3;

/** Compares messages with a plan and reports by event. Gives the exit code. @throws UsageError */
export async function verify({ inputs, flags, terminal }: VerifyTask): Promise<number> {
  const plan = openPlan(flags.plan);
  checkSource(plan, flags.source);
  if (flags.junit !== undefined) checkTarget(flags.junit);
  const verification = new Verification<Place>(plan, {
    sourceId: flags.source,
    maxSamples: flags.maxSamples ?? DEFAULT_MAX_SAMPLES,
  });
  const reading = await readMessages({
    inputs,
    terminal,
    onMessage: (message, place) => verification.take(message, place),
  });
  const { report } = verification;
  if (report.messages === 0) {
    throw new UsageError(
      `There is no message in ${inputs.join(', ')} (${counted(reading.lines, 'line')}), so nothing was checked.`,
    );
  }
  const allowsUnplanned = flags.allowUnplanned === true;
  const isPassed = faultCount(reading) === 0 && isAsPlanned(report, allowsUnplanned);
  const facts = { plan, report, reading, allowsUnplanned, isPassed };
  if (flags.junit !== undefined) replaceFile(flags.junit, junitReport(facts));
  terminal.write(flags.json === true ? verifyJson(facts) : verifyText(facts));
  return isPassed ? 0 : 1;
}

function isAsPlanned(report: VerifyReport<Place>, allowsUnplanned: boolean): boolean {
  const { failed, unplanned, withUnplannedKeys } = report;
  return failed === 0 && (allowsUnplanned || unplanned + withUnplannedKeys === 0);
}

/** A source that the plan doesn't have would silently be checked without its transformations. */
function checkSource({ sourceIds }: Plan, source: string | undefined): void {
  if (source === undefined || sourceIds.includes(source)) return;
  const names = sourceIds.length === 0 ? 'it names none' : `it has ${sourceIds.join(', ')}`;
  throw new UsageError(
    `The plan has no source ${source}: ${names}. Leave --source out, or name one.`,
  );
}
