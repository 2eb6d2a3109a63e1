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

/** How the schemas are written that a keyword has inside. */
export type SubschemaForm = 'one' | 'list' | 'one-or-list' | 'map';

interface KeywordKind {
  readonly form: SubschemaForm;
  readonly isOfSameValue: boolean;
}

const KINDS = new Map<string, KeywordKind>([
  ...kinds(SAME_ONE, { form: 'one', isOfSameValue: true }),
  ...kinds(SAME_LISTS, { form: 'list', isOfSameValue: true }),
  ...kinds([...SAME_MAPS, 'dependencies'], { form: 'map', isOfSameValue: true }),
  ...kinds(INNER_ONE, { form: 'one', isOfSameValue: false }),
  ...kinds(INNER_LISTS, { form: 'list', isOfSameValue: false }),
  ...kinds(INNER_MAPS, { form: 'map', isOfSameValue: false }),
  ...kinds(['items'], { form: 'one-or-list', isOfSameValue: false }),
]);

/** All keywords with schemas inside. */
export const SUBSCHEMA_FORMS: ReadonlyMap<string, SubschemaForm> = new Map(
  [...KINDS].map(([keyword, { form }]) => [keyword, form]),
);

function kinds(keywords: readonly string[], kind: KeywordKind): [string, KeywordKind][] {
  return keywords.map((keyword) => [keyword, kind]);
}

/** The schemas directly inside a schema. What is not even an object is left out. */
export function subschemasOf(schema: JsonSchema): readonly Subschema[] {
  const found: Subschema[] = [];
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    const kind = KINDS.get(keyword);
    if (kind === undefined || value === undefined) continue;
    const { form, isOfSameValue } = kind;
    if (form === 'map') {
      if (isSchemaObject(value)) found.push(...membersOf(keyword, value, isOfSameValue));
    } else if (Array.isArray(value) && form !== 'one') {
      for (const [index, inner] of value.entries()) {
        found.push({ path: [keyword, index], schema: inner, isOfSameValue });
      }
    } else if (form !== 'list') {
      found.push({ path: [keyword], schema: value, isOfSameValue });
    }
  }
  return found;
}

function membersOf(
  keyword: string,
  members: JsonSchema,
  isOfSameValue: boolean,
): readonly Subschema[] {
  return Object.entries(members).flatMap(([name, inner]) =>
    // A dependency may be a list of names instead of a schema.
    Array.isArray(inner) ? [] : { path: [keyword, name], schema: inner, isOfSameValue },
  );
}

export function isSchemaObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
