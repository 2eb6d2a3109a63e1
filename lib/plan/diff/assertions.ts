import type { JsonSchema } from '../document.js';
import { isSchemaObject, SCHEMA_KEYWORDS } from '../subschemas.js';

/** The keywords that a message is checked for. Whatever else stands in a schema changes nothing for it. */
const ASSERTIONS = new Set(
  (
    '$ref $dynamicRef $recursiveRef $anchor $dynamicAnchor $recursiveAnchor definitions $defs ' +
    'type nullable enum const pattern format formatMinimum formatMaximum formatExclusiveMinimum ' +
    'formatExclusiveMaximum minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength ' +
    'minItems maxItems uniqueItems minProperties maxProperties minContains maxContains required properties ' +
    'patternProperties additionalProperties propertyNames unevaluatedProperties dependencies dependentRequired ' +
    'dependentSchemas items additionalItems prefixItems contains unevaluatedItems allOf anyOf oneOf not if then else'
  ).split(' '),
);

/** The part of a schema that messages are checked for, its keys in order, so that equal parts are equal as JSON. */
export function assertionsOf(schema: JsonSchema): JsonSchema {
  const names = Object.keys(schema).filter((keyword) => ASSERTIONS.has(keyword));
  return Object.fromEntries(names.sort().map((name) => [name, assertionIn(name, schema[name])]));
}

function assertionIn(keyword: string, value: unknown): unknown {
  const isList = SCHEMA_KEYWORDS.lists.has(keyword) || keyword === 'items';
  if (isList && Array.isArray(value)) return value.map(clean);
  if (SCHEMA_KEYWORDS.one.has(keyword) || keyword === 'items') return clean(value);
  const isMap = SCHEMA_KEYWORDS.maps.has(keyword) || keyword === 'dependencies';
  if (isMap && isSchemaObject(value)) {
    const members = Object.keys(value).sort();
    return Object.fromEntries(members.map((name) => [name, clean(value[name])]));
  }
  const isSet = keyword === 'required' || keyword === 'type' || keyword === 'enum';
  return isSet && Array.isArray(value) ? [...value].sort(byText) : value;
}

function clean(schema: unknown): unknown {
  return isSchemaObject(schema) ? assertionsOf(schema) : schema;
}

function byText(one: unknown, other: unknown): number {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Two schemas as JSON of what they assert, for comparison. */
export function textOf(value: unknown): string {
  return JSON.stringify(clean(value)) ?? '';
}
