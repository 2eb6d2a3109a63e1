import { counted } from '../counted.js';
import type { Finding } from './finding.js';
import type { Summary } from './summary.js';

export interface TextReport {
  /** As it was named. */
  readonly folder: string;
  readonly mode: 'list' | 'write';
  readonly findings: readonly Finding[];
  readonly summary: Summary;
}

const LABEL_WIDTH = 'change  '.length;

/** The report for people: what was found, file by file, a line that sums it up, and what to do next. */
export function reportText(report: TextReport): string {
  const files = [...byFile(report.findings)].map(
    ([file, findings]) => `${file}\n${listed(findings)}`,
  );
  return `${[...files, summaryLine(report.summary), next(report)].join('\n\n')}\n`;
}

function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = files.get(finding.file);
    if (own === undefined) files.set(finding.file, [finding]);
    else own.push(finding);
  }
  return files;
}

function listed(findings: readonly Finding[]): string {
  const places = findings.map(({ line, column }) => `${line}:${column}`);
  const width = Math.max(...places.map((place) => place.length));
  return findings
    .map(({ severity, rewritten, found, reason, todo }, index) => {
      const label = (rewritten ? 'done' : severity).padEnd(LABEL_WIDTH);
      const indent = ' '.repeat(width + LABEL_WIDTH + 4);
      const explained = rewritten ? [] : [`${indent}${reason}`, `${indent}${todo}`];
      const place = (places[index] ?? '').padStart(width);
      return [`  ${place}  ${label}${found}`, ...explained].join('\n');
    })
    .join('\n');
}

function summaryLine({
  files,
  filesWithFindings,
  findings,
  severities,
  rewritten,
}: Summary): string {
  if (files === 0) return 'No file was looked at: there are none here, or git ignores them.';
  const looked = `${counted(files, 'file')} looked at`;
  if (findings === 0) return `${looked}: nothing to do.`;
  const { change, manual, check, note } = severities;
  const kinds = [
    `${change} to change`,
    `${manual} to change by hand`,
    `${check} to check`,
    counted(note, 'note'),
  ];
  const done = rewritten > 0 ? `; ${rewritten} of them rewritten` : '';
  const where = `${counted(findings, 'finding')} in ${counted(filesWithFindings, 'file')}`;
  return `${looked}, ${where}: ${kinds.join(', ')}${done}.`;
}

function next({ folder, mode, summary }: TextReport): string {
  const { severities, rewritten, left } = summary;
  const steps: string[] = [];
  if (mode === 'list' && severities.change > 0) {
    const named = folder === '.' ? '' : ` ${folder}`;
    steps.push(`npx waybill migrate --write${named} rewrites what is marked "change".`);
  }
  if (rewritten > 0) steps.push('Run npm install, then your type check and your tests.');
  if (severities.manual > 0) steps.push('Change by hand what is marked "manual".');
  if (severities.check > 0) steps.push('Look at what is marked "check": it behaves differently.');
  if (left === 0 && steps.length === 0) return 'Next: nothing is left to do.';
  return ['Next:', ...steps.map((step) => `  - ${step}`)].join('\n');
}
