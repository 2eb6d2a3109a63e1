import type { JsonSchema } from './document.js';
import { isSchemaObject } from './subschemas.js';

/** What a reference like `#/definitions/address` leads to within a rule; undefined where nothing is there. */
export function referenceTarget(reference: string, root: JsonSchema): unknown {
  const [start, ...parts] = reference.split('/');
  if (start !== '#') return undefined;
  let value: unknown = root;
  for (const part of parts) {
    const key = unescaped(part);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return isSchemaObject(value) || typeof value === 'boolean' ? value : undefined;
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return part;
  }
}
