import { VERSION } from '../../message/version.js';
import { maskedKey, type PartialConnection } from '../connection.js';
import { counted } from '../counted.js';
import type { Paint, Style } from '../dev/colours.js';
import { withoutControls } from '../without-controls.js';
import { wrapped } from '../wrapped.js';
import { type Finding, LEVELS, type Level } from './finding.js';

const MARKS: Readonly<Record<Level, readonly [string, Style]>> = {
  ok: ['✓', 'green'],
  note: ['·', 'cyan'],
  warning: ['▲', 'yellow'],
  error: ['✗', 'red'],
};
const CODE_WIDTH = Math.max(...Object.keys(LEVELS).map((code) => code.length));
/** Longer lines are hard to read. */
const WIDEST = 100;

export interface Look {
  readonly paint: Paint;
  readonly columns: number | undefined;
}

/** The table: a finding with its mark and code, and what to do below it. */
export function reportText(findings: readonly Finding[], { paint, columns = 80 }: Look): string {
  const indent = ' '.repeat(CODE_WIDTH + 4);
  const width = Math.min(columns, WIDEST) - indent.length;
  const lines = findings.flatMap(({ code, level, found, todo }) => {
    const [mark, style] = MARKS[level];
    const [first = '', ...more] = wrapped(withoutControls(found), width);
    const advice = todo === undefined ? [] : wrapped(`→ ${withoutControls(todo)}`, width);
    return [
      `${paint(style, mark)} ${code.padEnd(CODE_WIDTH)}  ${first}`,
      ...more.map((line) => `${indent}${line}`),
      ...advice.map((line) => `${indent}${paint('bold', line)}`),
    ];
  });
  return `${[...lines, '', summaryLine(findings)].join('\n')}\n`;
}

function summaryLine(findings: readonly Finding[]): string {
  const { errors, warnings, notes } = countsOf(findings);
  const rest = `${counted(warnings, 'warning')}, ${counted(notes, 'note')}`;
  return errors === 0
    ? `Nothing keeps messages from arriving: ${rest}.`
    : `Messages can't arrive: ${counted(errors, 'error')}, ${rest}.`;
}

export function reportJson(
  findings: readonly Finding[],
  { writeKey, host, path }: PartialConnection,
): string {
  const masked = writeKey && { ...writeKey, value: maskedKey(writeKey.value) };
  const summary = countsOf(findings);
  const document = {
    version: VERSION,
    isFine: summary.errors === 0,
    summary,
    connection: { writeKey: masked ?? null, host, path },
    findings: findings.map(({ todo, ...rest }) => ({ ...rest, todo: todo ?? null })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function countsOf(findings: readonly Finding[]) {
  const count = (level: Level): number => findings.filter((one) => one.level === level).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}
