import { lostIn } from './account.js';
import type { ImportFacts } from './report-text.js';

/** The report for programs: one JSON document. */
export function reportJson(facts: ImportFacts): string {
  const { account, report, status, fault, isDry, deadLetters, checkpoint, resume } = facts;
  const { delivered, valid, spooled, skipped, withoutTimestamp, records, lost } = account;
  const document = {
    status,
    dryRun: isDry,
    records,
    ...(isDry ? { valid } : { delivered }),
    spooled,
    skipped,
    notDelivered: lostIn(account),
    reasons: lost,
    withoutTimestamp,
    seconds: Number(report.seconds.toFixed(3)),
    problems: report.problems,
    deadLetters: deadLetters?.path,
    checkpoint,
    error: fault,
    resume,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
