import type { JsonSchema } from './document.js';

/** A schema inside another, and whether it speaks of the same value. */
export interface Subschema {
  readonly path: readonly (string | number)[];
  readonly schema: unknown;
  readonly isOfSameValue: boolean;
}

const SAME_ONE = ['not', 'if', 'then', 'else'];
const SAME_LISTS = ['allOf', 'anyOf', 'oneOf'];
const SAME_MAPS = ['dependentSchemas'];
const INNER_ONE = [
  'additionalProperties',
  'additionalItems',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const INNER_LISTS = ['prefixItems'];
const INNER_MAPS = ['properties', 'patternProperties', 'definitions', '$defs'];

/** The keywords whose values are schemas, or have schemas inside, by what they must be. */
export const SCHEMA_KEYWORDS = {
  one: new Set([...SAME_ONE, ...INNER_ONE]),
  lists: new Set([...SAME_LISTS, ...INNER_LISTS]),
  maps: new Set([...SAME_MAPS, ...INNER_MAPS]),
};

/** The schemas directly inside a schema. What is not even an object is left out. */
export function subschemasOf(schema: JsonSchema): readonly Subschema[] {
  const found: Subschema[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (value === undefined) continue;
    if (SCHEMA_KEYWORDS.one.has(keyword)) {
      const isOfSameValue = SAME_ONE.includes(keyword);
      found.push({ path: [keyword], schema: value, isOfSameValue });
    } else if (keyword === 'items') {
      found.push(...inside(keyword, value, false));
    } else if (SCHEMA_KEYWORDS.lists.has(keyword)) {
      if (Array.isArray(value)) found.push(...inside(keyword, value, SAME_LISTS.includes(keyword)));
    } else if (SCHEMA_KEYWORDS.maps.has(keyword) || keyword === 'dependencies') {
      const isOfSameValue = SAME_MAPS.includes(keyword) || keyword === 'dependencies';
      found.push(...membersOf(keyword, value, isOfSameValue));
    }
  }
  return found;
}

function inside(keyword: string, value: unknown, isOfSameValue: boolean): readonly Subschema[] {
  if (!Array.isArray(value)) return [{ path: [keyword], schema: value, isOfSameValue }];
  return value.map((schema, index) => ({ path: [keyword, index], schema, isOfSameValue }));
}

function membersOf(keyword: string, value: unknown, isOfSameValue: boolean): readonly Subschema[] {
  if (!isSchemaObject(value)) return [];
  return Object.entries(value).flatMap(([name, schema]) =>
    // A dependency may be a list of names instead of a schema.
    Array.isArray(schema) ? [] : { path: [keyword, name], schema, isOfSameValue },
  );
}

export function isSchemaObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
