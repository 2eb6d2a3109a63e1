import { VERSION } from '../../message/version.js';
import { type Advice, adviseOn } from '../../plan/advice/advice.js';
import { loadPlan } from '../../plan/load-plan.js';
import type { Plan } from '../../plan/plan.js';
import { PlanError, type PlanProblem } from '../../plan/plan-error.js';
import { counted } from '../counted.js';
import type { Terminal } from '../terminal.js';
import { withoutControls } from '../without-controls.js';
import { checkPlanFile } from './plan-file.js';

export interface CheckFlags {
  readonly strict?: boolean;
  readonly json?: boolean;
}

export interface CheckTask {
  readonly file: string;
  readonly flags: CheckFlags;
  readonly terminal: Terminal;
  readonly nowMs: number;
}

/** What was found: a plan with advice, or what keeps it from being one. */
interface Checked {
  readonly file: string;
  readonly plan: Plan | undefined;
  readonly problems: readonly PlanProblem[];
  readonly advice: readonly Advice[];
}

/** Says whether a plan is sound, and what could be better. Gives the exit code. @throws UsageError */
export function check({ file, flags, terminal, nowMs }: CheckTask): number {
  checkPlanFile(file);
  const checked = checkFile(file, nowMs);
  terminal.write(flags.json ? jsonOf(checked) : textOf(checked));
  const isFine = checked.problems.length === 0 && !(flags.strict && checked.advice.length > 0);
  return isFine ? 0 : 1;
}

function checkFile(file: string, nowMs: number): Checked {
  try {
    const plan = loadPlan(file);
    plan.prepare();
    return { file, plan, problems: [], advice: adviseOn(plan, nowMs) };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { file, plan: undefined, problems: error.problems, advice: [] };
  }
}

function textOf(checked: Checked): string {
  const { file, problems, advice } = checked;
  const place = (line: number | undefined): string =>
    line === undefined ? file : `${file}:${line}`;
  const lines = [
    ...problems.map(({ line, message }) => `${place(line)}: error: ${message}`),
    ...advice.map(({ line, level, code, rule, message }) => {
      const whose = rule === undefined ? '' : `${rule}: `;
      return `${place(line)}: ${level} ${code}: ${whose}${message}`;
    }),
  ];
  const shown = lines.map(withoutControls);
  return `${[...shown, ...(lines.length > 0 ? [''] : []), summaryLine(checked)].join('\n')}\n`;
}

function summaryLine(checked: Checked): string {
  const { problems, warnings, hints, rules } = summaryOf(checked);
  if (problems > 0) return `${checked.file} can't be used: ${counted(problems, 'problem')}.`;
  const start = `${checked.file} is sound, with ${counted(rules, 'rule')}`;
  if (warnings + hints === 0) return `${start}; there is nothing to add.`;
  return `${start}: ${counted(warnings, 'warning')}, ${counted(hints, 'hint')}.`;
}

function summaryOf({ plan, problems, advice }: Checked) {
  const hints = advice.filter(({ level }) => level === 'hint').length;
  return {
    rules: plan?.rules.length ?? 0,
    problems: problems.length,
    warnings: advice.length - hints,
    hints,
  };
}

function jsonOf(checked: Checked): string {
  const { file, plan, problems, advice } = checked;
  const isSound = plan !== undefined;
  const name = plan?.name ?? null;
  const summary = summaryOf(checked);
  const document = { version: VERSION, file, name, isSound, summary, problems, advice };
  return `${JSON.stringify(document, null, 2)}\n`;
}
