import { ownerOf } from '../check-document.js';
import type { Plan } from '../plan.js';
import { type Path, pathText, placeOrder } from '../plan-path.js';
import { ADVICE_LEVELS, type AdviceCode, type AdviceLevel } from './advice-codes.js';
import { eventNameTips } from './event-names.js';
import { planningTips } from './planning-answers.js';
import { propertyNameTips } from './property-names.js';
import { ruleTips } from './rule-habits.js';
import { sourceTips } from './source-settings.js';
import type { Tip } from './tip.js';

/** One piece of advice, and where in the plan it is about. */
export interface Advice {
  readonly level: AdviceLevel;
  readonly code: AdviceCode;
  /** The line in the file, where the plan came from one. */
  readonly line?: number;
  readonly path: string;
  /** The rule or transformation, as people know it. */
  readonly rule?: string;
  readonly message: string;
}

/** What could be better in a plan that is sound, in the order of the plan. `nowMs` says what is past. */
export function adviseOn(plan: Plan, nowMs: number): readonly Advice[] {
  const { document } = plan;
  const tips = [
    ...eventNameTips(document),
    ...propertyNameTips(document),
    ...planningTips(document),
    ...ruleTips(document, nowMs),
    ...sourceTips(document),
  ];
  return tips
    .map((tip, index) => ({ tip, index }))
    .sort((one, other) => placeOrder(one.tip.path, other.tip.path) || one.index - other.index)
    .map(({ tip }) => adviceOf(tip, plan));
}

function adviceOf({ code, path, message }: Tip, plan: Plan): Advice {
  const line = plan.lineOf(path);
  const rule = ownerAt(plan, path);
  return {
    level: ADVICE_LEVELS[code],
    code,
    ...(line === undefined ? {} : { line }),
    path: pathText(path),
    ...(rule === undefined ? {} : { rule }),
    message,
  };
}

function ownerAt({ document }: Plan, [list, index]: Path): string | undefined {
  if (typeof index !== 'number') return undefined;
  if (list === 'rules') return ownerOf(document.rules[index]);
  return list === 'transformations' ? ownerOf(document.transformations?.[index]) : undefined;
}
