import type { JsonSchema, PlanRule } from '../document.js';
import { messageSchemaOf } from '../message-schema.js';
import { isSchemaObject } from '../subschemas.js';

/** What the client puts into every context by itself. */
const OWN = ['library'];

/** What a rule asks of the context, without what the client puts there; undefined where nothing is left. */
export function contextSchemaOf(rule: PlanRule): JsonSchema | undefined {
  const { properties } = messageSchemaOf(rule);
  const schema = isSchemaObject(properties) ? properties['context'] : undefined;
  if (!isSchemaObject(schema)) return undefined;
  const { properties: members, required, ...rest } = schema;
  const names = isSchemaObject(members)
    ? Object.fromEntries(Object.entries(members).filter(([name]) => !OWN.includes(name)))
    : {};
  const needed = Array.isArray(required) ? required.filter((name) => !OWN.includes(name)) : [];
  const isLeft = Object.keys(names).length > 0 || needed.length > 0;
  return isLeft ? { ...rest, type: 'object', properties: names, required: needed } : undefined;
}
