import { PLAN_TYPES, type PlanDocument, type PlanRule, RULE_TYPES } from './document.js';
import { isSchemaObject } from './subschemas.js';

/** Members of a plan that the service has; a member that it left out is there as undefined. */
export type FetchedPlan = Omit<PlanDocument, 'connections' | 'transformations' | 'rules'> & {
  readonly id: string;
};

/** A plan in the answer of the service; undefined for what is none. What isn't known is left out. */
export function fetchedPlan(value: unknown): FetchedPlan | undefined {
  if (!isSchemaObject(value)) return undefined;
  const id = textOf(value['id']);
  if (id === undefined) return undefined;
  return {
    id,
    name: textOf(value['name']) ?? id,
    slug: textOf(value['slug']),
    description: textOf(value['description']),
    type: PLAN_TYPES.find((type) => type === value['type']),
    createdAt: timeOf(value['createdAt']),
    updatedAt: timeOf(value['updatedAt']),
  };
}

/** A rule in the answer of the service; undefined for what is none, or one of a type that isn't known. */
export function fetchedRule(value: unknown): PlanRule | undefined {
  if (!isSchemaObject(value)) return undefined;
  const type = RULE_TYPES.find((known) => known === value['type']);
  const { version, jsonSchema } = value;
  if (type === undefined) return undefined;
  return {
    type,
    key: textOf(value['key']),
    version: typeof version === 'number' ? version : 1,
    jsonSchema: isSchemaObject(jsonSchema) ? jsonSchema : {},
    createdAt: timeOf(value['createdAt']),
    updatedAt: timeOf(value['updatedAt']),
    deprecatedAt: timeOf(value['deprecatedAt']),
  };
}

/** The service writes nothing as an empty text, too. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function timeOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : text;
}
