import type { JsonSchema, PlanRule, RuleType } from './document.js';
import { mapSchema } from './map-schema.js';
import { isSchemaObject } from './subschemas.js';

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
  const whole = {
    ...Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined)),
    type: 'object',
    properties: { [name]: { type: 'object', ...bag } },
    ...(isNeeded ? { required: [name] } : {}),
  };
  return nested(whole, name);
}

/** The schema of the caller's own data: the properties or traits. None where the rule says nothing about them. */
export function bagSchemaOf(rule: Pick<PlanRule, 'type' | 'jsonSchema'>): JsonSchema | undefined {
  const { properties } = messageSchemaOf(rule);
  const schema = isSchemaObject(properties) ? properties[bagOf(rule.type)] : undefined;
  return isSchemaObject(schema) ? schema : undefined;
}

/** References of the flat form begin where the caller's data do; those to shared definitions stay. */
function nested(schema: JsonSchema, name: string): JsonSchema {
  return mapSchema(schema, (part) => {
    const reference = part['$ref'];
    if (typeof reference !== 'string' || !/^#(?:$|\/)/.test(reference)) return part;
    if (/^#\/(?:definitions|\$defs)\//.test(reference)) return part;
    return { ...part, $ref: `#/properties/${name}${reference.slice(1)}` };
  });
}
