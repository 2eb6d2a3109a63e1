import type { JsonSchema, PlanDocument, PlanRule } from '../../lib/plan/document.js';
import { loadPlan } from '../../lib/plan/load-plan.js';
import type { Plan } from '../../lib/plan/plan.js';
import { PlanError } from '../../lib/plan/plan-error.js';

/** A plan with these rules. */
export function aDocument(...rules: readonly PlanRule[]): PlanDocument {
  return { name: 'A plan', rules };
}

export function aPlan(...rules: readonly PlanRule[]): Plan {
  return loadPlan(aDocument(...rules));
}

/** The rule of an event, by the schemas of its properties. */
export function anEventRule(
  properties: Readonly<Record<string, unknown>>,
  bag: JsonSchema = {},
  rule: Partial<PlanRule> = {},
): PlanRule {
  const jsonSchema = { properties: { properties: { type: 'object', properties, ...bag } } };
  return { type: 'TRACK', key: 'An Event', jsonSchema, ...rule };
}

/** A message of the event that `anEventRule` is about. */
export function anEvent(
  properties: object,
  fields: object = {},
): Readonly<Record<string, unknown>> {
  return { type: 'track', event: 'An Event', userId: 'u', properties, ...fields };
}

/** What is wrong with a plan, as whoever wrote it reads it. */
export function problemsOf(load: () => unknown): readonly string[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof PlanError) return error.problems.map(({ message }) => message);
    throw error;
  }
}
