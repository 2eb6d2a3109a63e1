import { isJsonObject, type JsonObject } from '../entry/json-object.js';

/** How deep it is looked into objects and arrays, and how many keys of one object become planned. */
const MAX_DEPTH = 6;
const MAX_KEYS = 300;

/** A rule as it is written into a plan. */
export interface InferredRule {
  readonly type: 'TRACK' | 'PAGE' | 'SCREEN';
  readonly key: string;
  readonly jsonSchema: JsonObject;
}

/**
 * A rule that all these messages fit: it has the types of their properties, and requires those that all of them have. What else
 * is known of them, such as which values are allowed, is for people to say.
 */
export function inferRule(
  { type, key }: Pick<InferredRule, 'type' | 'key'>,
  messages: readonly JsonObject[],
): InferredRule {
  const bags = messages.flatMap(({ properties }) => (properties == null ? [] : [properties]));
  const isAlways = messages.length > 0 && bags.length === messages.length;
  return {
    type,
    key,
    jsonSchema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      ...(isAlways ? { required: ['properties'] } : {}),
      properties: {
        properties: bags.length === 0 ? { type: 'object', properties: {} } : schemaOf(bags, 0),
      },
    },
  };
}

function schemaOf(values: readonly unknown[], depth: number): JsonObject {
  const types = typesOf(values);
  const objects = values.filter(isJsonObject);
  const items = values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []));
  return {
    type: types.length === 1 ? types[0] : types,
    ...(objects.length > 0 && depth < MAX_DEPTH ? membersOf(objects, depth) : {}),
    ...(items.length > 0 && depth < MAX_DEPTH ? { items: schemaOf(items, depth + 1) } : {}),
  };
}

function membersOf(objects: readonly JsonObject[], depth: number): JsonObject {
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  // So many are data, and not names of anything.
  if (keys.length > MAX_KEYS) return {};
  const required = keys.filter((key) => objects.every((object) => Object.hasOwn(object, key)));
  const properties = keys.map((key) => {
    const values = objects.flatMap((object) => (Object.hasOwn(object, key) ? [object[key]] : []));
    return [key, schemaOf(values, depth + 1)];
  });
  return {
    ...(required.length > 0 ? { required } : {}),
    // Made from entries, so that a property may have any name.
    properties: Object.fromEntries(properties) as JsonObject,
  };
}

/** In the words of JSON Schema. A whole number is no type of its own where others are not whole. */
function typesOf(values: readonly unknown[]): readonly string[] {
  const types = [...new Set(values.map(typeOf))];
  return types.includes('number') ? types.filter((type) => type !== 'integer') : types;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
