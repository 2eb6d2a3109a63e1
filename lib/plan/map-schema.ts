import type { JsonSchema } from './document.js';
import { isSchemaObject, SCHEMA_KEYWORDS } from './subschemas.js';

/** A copy of a schema, of which each part was changed, those inside first. A property may have any name. */
export function mapSchema(
  schema: JsonSchema,
  change: (part: JsonSchema) => JsonSchema,
): JsonSchema {
  const clean = (part: unknown): unknown => (isSchemaObject(part) ? mapSchema(part, change) : part);
  const inner = (keyword: string, value: unknown): unknown => {
    const { one, lists, maps } = SCHEMA_KEYWORDS;
    if (keyword === 'items') return Array.isArray(value) ? value.map(clean) : clean(value);
    if (lists.has(keyword)) return Array.isArray(value) ? value.map(clean) : value;
    if (one.has(keyword)) return clean(value);
    if (!(maps.has(keyword) || keyword === 'dependencies') || !isSchemaObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, clean(part)]));
  };
  const entries = Object.entries(schema).filter(([, value]) => value !== undefined);
  return change(
    Object.fromEntries(entries.map(([keyword, value]) => [keyword, inner(keyword, value)])),
  );
}
