import { loadPlan } from '../../plan/load-plan.js';
import type { Plan } from '../../plan/plan.js';
import { PlanError } from '../../plan/plan-error.js';
import { UsageError } from '../terminal.js';
import { checkPlanFile } from './plan-file.js';

/** Loads the plan that a command is about. @throws UsageError that says everything that is wrong with it */
export function openPlan(file: string): Plan {
  checkPlanFile(file);
  try {
    return loadPlan(file);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new UsageError(problemLines(error).join('\n       '));
  }
}

/** Everything that is wrong with a plan, with its file and line. */
export function problemLines({ file, problems }: PlanError): readonly string[] {
  return problems.map(({ line, message }) => {
    const place = [file, line].filter((part) => part !== undefined).join(':');
    return place === '' ? message : `${place}: ${message}`;
  });
}
