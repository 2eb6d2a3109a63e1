import type { Plan } from '../plan.js';
import type { PlanChange } from './change.js';
import { ruleChanges } from './rule-changes.js';
import { settingsChanges } from './settings-changes.js';
import { transformationChanges } from './transformation-changes.js';

/**
 * What changed between two plans, and what of it breaks calls that were as planned: they would break a rule, be unplanned, or
 * not be let through any more. It may take what is safe for breaking, never the other way round. Rules come first, by type,
 * name and version.
 */
export function diffPlans(before: Plan, after: Plan): readonly PlanChange[] {
  return [
    ...ruleChanges(before, after),
    ...settingsChanges(before.document, after.document),
    ...transformationChanges(before.document, after.document),
  ];
}
