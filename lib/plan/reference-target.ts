import type { JsonSchema } from './document.js';
import { isSchemaObject } from './subschemas.js';

/** What a reference like `#/definitions/address` leads to within a rule; undefined where nothing is there. */
export function referenceTarget(reference: string, root: JsonSchema): unknown {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  let value: unknown = root;
  for (const key of referenceKeys(reference)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return isSchemaObject(value) || typeof value === 'boolean' ? value : undefined;
}

/** The names that a reference leads by, as they are in the rule. */
export function referenceKeys(reference: string): readonly string[] {
  return reference.split('/').slice(1).map(unescaped);
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return part;
  }
}
