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

interface KeywordKind {
  readonly form: 'one' | 'list' | 'one-or-list' | 'map';
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
export const SUBSCHEMA_KEYWORDS: ReadonlySet<string> = new Set(KINDS.keys());

function kinds(keywords: readonly string[], kind: KeywordKind): [string, KeywordKind][] {
  return keywords.map((keyword) => [keyword, kind]);
}

/** The schemas directly inside a schema. What is not even an object is left out. */
export function subschemasOf(schema: JsonSchema): readonly Subschema[] {
  const found: Subschema[] = [];
  forEachSubschema(schema, (inner, isOfSameValue, keyword, key) => {
    const path = key === undefined ? [keyword] : [keyword, key];
    found.push({ path, schema: inner, isOfSameValue });
  });
  return found;
}

type VisitSubschema = (
  schema: unknown,
  isOfSameValue: boolean,
  keyword: string,
  /** Where in a list or an object of schemas it is. */
  key: string | number | undefined,
) => void;

/** The same, without making anything of them: a plan has thousands. */
export function forEachSubschema(schema: JsonSchema, visit: VisitSubschema): void {
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    const kind = KINDS.get(keyword);
    if (kind === undefined || value === undefined) continue;
    const { form, isOfSameValue } = kind;
    if (form === 'map') {
      if (isSchemaObject(value)) visitMembers(keyword, value, isOfSameValue, visit);
    } else if (Array.isArray(value) && form !== 'one') {
      for (const [index, inner] of value.entries()) visit(inner, isOfSameValue, keyword, index);
    } else if (form !== 'list') {
      visit(value, isOfSameValue, keyword, undefined);
    }
  }
}

function visitMembers(
  keyword: string,
  members: JsonSchema,
  isOfSameValue: boolean,
  visit: VisitSubschema,
): void {
  for (const name of Object.keys(members)) {
    const inner = members[name];
    // A dependency may be a list of names instead of a schema.
    if (!Array.isArray(inner)) visit(inner, isOfSameValue, keyword, name);
  }
}

export function isSchemaObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
