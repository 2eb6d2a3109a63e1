import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import type { Body } from '../intake/body.js';

export const TRANSPARENT_GIF = Buffer.from(
  'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'base64',
);

const MAX_DEPTH = 10;

/** The message of a pixel: base64 of JSON in `data`, or its fields by dotted names. */
export function pixelBody(query: Readonly<Record<string, string>>): Exclude<Body, { kind: 'cut' }> {
  const { data, ...fields } = query;
  if (data === undefined) {
    const value = nested(fields);
    return { kind: 'read', value, bytes: Buffer.byteLength(JSON.stringify(value)) };
  }
  // A plus sign that was not escaped came as a space, which base64 would pass over.
  const json = Buffer.from(data.replaceAll(' ', '+'), 'base64').toString('utf8');
  try {
    const value: unknown = JSON.parse(json);
    const bytes = Buffer.byteLength(json);
    return isJsonObject(value) ? { kind: 'read', value, bytes } : { kind: 'odd', bytes };
  } catch {
    return { kind: 'broken', why: 'a data that is no base64 of JSON' };
  }
}

function nested(fields: Readonly<Record<string, string>>): JsonObject {
  // Without prototypes, so that no name can reach one.
  const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [path, value] of Object.entries(fields)) {
    const steps = path.split('.').slice(0, MAX_DEPTH);
    const name = steps.pop() ?? path;
    let bag = root;
    for (const step of steps) {
      const next = bag[step];
      const inner = isJsonObject(next) ? next : (Object.create(null) as JsonObject);
      bag[step] = inner;
      bag = inner as Record<string, unknown>;
    }
    bag[name] = value;
  }
  return { ...root };
}
