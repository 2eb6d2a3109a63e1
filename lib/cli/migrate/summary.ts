import type { Severity } from './construct.js';
import type { Finding } from './finding.js';
import type { Migration } from './migrate-folder.js';

/** A migration in numbers. */
export interface Summary {
  /** Files that were looked at, and those in which something was found. */
  readonly files: number;
  readonly filesWithFindings: number;
  readonly filesRewritten: number;
  readonly findings: number;
  /** Findings by severity. */
  readonly severities: Readonly<Record<Severity, number>>;
  /** Findings that this run has settled. */
  readonly rewritten: number;
  /** Findings that somebody has to look at. */
  readonly left: number;
}

export function summarise({ findings, files, rewritten }: Migration): Summary {
  const count = (severity: Severity): number =>
    findings.filter((one) => one.severity === severity).length;
  return {
    files,
    filesWithFindings: new Set(findings.map(({ file }) => file)).size,
    filesRewritten: rewritten,
    findings: findings.length,
    severities: {
      change: count('change'),
      manual: count('manual'),
      check: count('check'),
      note: count('note'),
    },
    rewritten: findings.filter((one) => one.rewritten).length,
    left: findings.filter(isLeft).length,
  };
}

/** Whether somebody has to look at it: notes ask for nothing. */
function isLeft({ severity, rewritten }: Finding): boolean {
  return severity !== 'note' && !rewritten;
}
