import type { PlanDocument, PlanRule } from './document.js';
import { hasSameSchema, ruleId } from './rule-edits.js';

/**
 * A plan as the service has it, with what the file alone has: planning, connections, transformations, and what begins with x-.
 * Rules stay where they are in the file; new ones come last.
 */
export function mergePlan(own: PlanDocument, fetched: PlanDocument): PlanDocument {
  const places = new Map(own.rules.map((rule, place) => [ruleId(rule), { rule, place }]));
  const last = own.rules.length;
  const rules = fetched.rules
    .map((rule) => ({ rule, known: places.get(ruleId(rule)) }))
    .sort((one, other) => (one.known?.place ?? last) - (other.known?.place ?? last))
    .map(({ rule, known }) => (known === undefined ? rule : mergeRule(known.rule, rule)));
  return withoutUndefined({ ...own, ...fetched, rules });
}

function mergeRule(own: PlanRule, fetched: PlanRule): PlanRule {
  // A schema that says the same stays as it was written.
  const jsonSchema = hasSameSchema(own, fetched) ? own.jsonSchema : fetched.jsonSchema;
  return withoutUndefined({ ...own, ...fetched, jsonSchema });
}

/** What is undefined in what was fetched is gone. */
function withoutUndefined<Whole extends object>(whole: Whole): Whole {
  const entries = Object.entries(whole).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Whole;
}
