import type { JsonSchema, PlanDocument, PlanRule } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { clientSource } from '../../../lib/plan/typed-client/client-source.js';

/** A rule for an event with these properties. */
export function anEvent(
  key: string,
  properties: JsonSchema = {},
  more: Partial<PlanRule> = {},
): PlanRule {
  const bag = { type: 'object', ...properties };
  const jsonSchema = { type: 'object', properties: { properties: bag } };
  return { type: 'TRACK', key, version: 1, jsonSchema, ...more };
}

/** This many rules, each for an event of its own. */
export function eventRules(count: number): readonly PlanRule[] {
  return Array.from({ length: count }, (_, index) => anEvent(`Event ${index}`));
}

export function aPlan(...rules: readonly PlanRule[]): PlanDocument {
  return { name: 'A plan', rules };
}

/** The client of a plan with these rules. */
export function clientOf(...rules: readonly PlanRule[]): string {
  return clientSource(loadPlan(aPlan(...rules))).source;
}
