import { isDeepEqual } from 'remeda';
import type { PlanRule } from './document.js';
import { messageSchemaOf } from './message-schema.js';

/** What becomes of a rule between one state of a plan and another. */
export interface RuleEdit {
  readonly kind: 'added' | 'changed' | 'removed';
  /** The rule as it is afterwards; one that is removed, as it was. */
  readonly rule: PlanRule;
}

/** What tells a rule from all others. */
export function ruleId({ type, key = '', version = 1 }: PlanRule): string {
  return `${type} ${version} ${key}`;
}

/** How rules become others. What a plan has beside types, keys, versions and schemas is nobody's business here. */
export function ruleEdits(
  before: readonly PlanRule[],
  after: readonly PlanRule[],
): readonly RuleEdit[] {
  const known = new Map(before.map((rule) => [ruleId(rule), rule]));
  const kept = new Set(after.map(ruleId));
  return [
    ...after.flatMap((rule): readonly RuleEdit[] => {
      const own = known.get(ruleId(rule));
      if (own === undefined) return [{ kind: 'added', rule }];
      return hasSameSchema(own, rule) ? [] : [{ kind: 'changed', rule }];
    }),
    ...before
      .filter((rule) => !kept.has(ruleId(rule)))
      .map((rule): RuleEdit => ({ kind: 'removed', rule })),
  ];
}

/** Whether two rules ask for the same, whichever form they have. */
export function hasSameSchema(one: PlanRule, other: PlanRule): boolean {
  return isDeepEqual(messageSchemaOf(one), messageSchemaOf(other));
}
