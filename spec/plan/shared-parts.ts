import type { JsonSchema, PlanRule } from '../../lib/plan/document.js';
import { anEventRule } from './a-plan.js';

/** A rule of a few KB whose parts refer to each other by a thousand million ways. The last of them is given. */
export function manyWays(last: JsonSchema): PlanRule {
  const names = Array.from({ length: 10 }, (_, at) => `part ${at}`);
  const parts = names.map((name, at): [string, JsonSchema] => {
    const reference = { $ref: `#/definitions/part%20${at + 1}` };
    return [name, at === names.length - 1 ? last : { anyOf: Array(10).fill(reference) }];
  });
  const rule = anEventRule({ first: { $ref: '#/definitions/part%200' } });
  const jsonSchema = { ...rule.jsonSchema, definitions: Object.fromEntries(parts) };
  return { ...rule, jsonSchema };
}
