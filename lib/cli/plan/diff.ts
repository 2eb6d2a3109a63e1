import { VERSION } from '../../message/version.js';
import type { PlanChange } from '../../plan/diff/change.js';
import { diffPlans } from '../../plan/diff/diff-plans.js';
import type { Plan } from '../../plan/plan.js';
import { PlanError } from '../../plan/plan-error.js';
import { counted } from '../counted.js';
import { type Terminal, UsageError } from '../terminal.js';
import { withoutControls } from '../without-controls.js';
import { openPlan, problemLines } from './open-plan.js';

export interface DiffFlags {
  readonly breaking?: boolean;
  readonly json?: boolean;
}

export interface DiffTask {
  /** The file of the plan before. */
  readonly before: string;
  readonly after: string;
  readonly flags: DiffFlags;
  readonly terminal: Terminal;
}

/** Says what changed between two plans. Gives the exit code. @throws UsageError */
export function diff({ before, after, flags, terminal }: DiffTask): number {
  const all = diffPlans(preparedPlan(before), preparedPlan(after));
  const breaking = all.filter(({ effect }) => effect === 'breaking');
  const changes = flags.breaking ? breaking : all;
  const summary = { breaking: breaking.length, safe: all.length - breaking.length };
  if (flags.json) {
    const document = { version: VERSION, old: before, new: after, summary, changes };
    terminal.write(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    terminal.write(`${[...groups(changes), summaryLine(summary)].join('\n\n')}\n`);
  }
  return breaking.length === 0 ? 0 : 1;
}

/** A plan whose schemas can all be used: of others nothing could be said. */
function preparedPlan(file: string): Plan {
  const plan = openPlan(file);
  try {
    plan.prepare();
    return plan;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new UsageError(problemLines(error).join('\n       '));
  }
}

/** The changes of each rule, source and transformation below its name. */
function groups(changes: readonly PlanChange[]): readonly string[] {
  const bySubject = new Map<string, PlanChange[]>();
  for (const change of changes) {
    bySubject.set(change.subject, [...(bySubject.get(change.subject) ?? []), change]);
  }
  return [...bySubject].map(([subject, own]) => {
    const width = Math.max(...own.map(({ path = '' }) => path.length));
    const lines = own.map(({ effect, path = '', message }) => {
      const label = effect === 'breaking' ? 'breaks' : 'safe  ';
      const place = width === 0 ? '' : `${path.padEnd(width)}  `;
      return `  ${label}  ${place}${message}`;
    });
    return [subject, ...lines].map(withoutControls).join('\n');
  });
}

interface Summary {
  readonly breaking: number;
  readonly safe: number;
}

function summaryLine({ breaking, safe }: Summary): string {
  if (breaking + safe === 0) return 'Nothing changed that messages or people would see.';
  const changes = counted(breaking + safe, 'change');
  if (breaking === 0) return `${changes}, and none of them breaks callers.`;
  return `${changes}: ${breaking} may break callers.`;
}
