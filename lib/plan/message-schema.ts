import type { JsonSchema, PlanRule, RuleType } from './document.js';
import { isSchemaObject, SCHEMA_KEYWORDS } from './subschemas.js';

/** Where the caller's own data are in a message of a type. */
export function bagOf(type: RuleType): 'properties' | 'traits' {
  return type === 'IDENTIFY' || type === 'GROUP' ? 'traits' : 'properties';
}

/** The schema of a whole message, whichever of the two forms the rule has. */
export function messageSchemaOf({
  type,
  jsonSchema,
}: Pick<PlanRule, 'type' | 'jsonSchema'>): JsonSchema {
  const { eventMetadata, $schema, labels, definitions, $defs, ...bag } = jsonSchema;
  if (eventMetadata === undefined) return jsonSchema;
  const name = bagOf(type);
  const isNeeded = Array.isArray(bag['required']) && bag['required'].length > 0;
  const shared = { $schema, labels, definitions, $defs };
  return {
    ...Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined)),
    type: 'object',
    properties: { [name]: { type: 'object', ...bag } },
    ...(isNeeded ? { required: [name] } : {}),
  };
}

/** The schema of the caller's own data: the properties or traits. None where the rule says nothing about them. */
export function bagSchemaOf(rule: Pick<PlanRule, 'type' | 'jsonSchema'>): JsonSchema | undefined {
  const { properties } = messageSchemaOf(rule);
  const schema = isSchemaObject(properties) ? properties[bagOf(rule.type)] : undefined;
  return isSchemaObject(schema) ? schema : undefined;
}

/**
 * A copy without the identifiers that exported plans have in all their parts: they mean nothing, and a validator would take
 * them for addresses.
 */
export function withoutIds(schema: JsonSchema): JsonSchema {
  const copy: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (value === undefined) continue;
    if (keyword === 'id' || keyword === '$id' || keyword === '$schema') continue;
    copy[keyword] = inner(keyword, value);
  }
  return copy;
}

function inner(keyword: string, value: unknown): unknown {
  const isOne = SCHEMA_KEYWORDS.one.has(keyword) || keyword === 'items';
  const isList = SCHEMA_KEYWORDS.lists.has(keyword) || keyword === 'items';
  if (isList && Array.isArray(value)) return value.map(clean);
  if (isOne) return clean(value);
  if (!SCHEMA_KEYWORDS.maps.has(keyword) && keyword !== 'dependencies') return value;
  if (!isSchemaObject(value)) return value;
  // Made from entries, so that a property may have any name.
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, clean(part)]));
}

function clean(schema: unknown): unknown {
  return isSchemaObject(schema) ? withoutIds(schema) : schema;
}
