import type { JsonSchema } from './document.js';
import type { PlanFault } from './plan-error.js';
import type { Path } from './plan-path.js';

const RANGES = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const;

/** One of them is in every contradiction: schemas without need not be asked. */
export const CONTRADICTORY: ReadonlySet<string> = new Set([
  'required',
  'enum',
  'const',
  ...RANGES.map(([, most]) => most),
]);

/**
 * Tells what a schema asks for that no value can be: nobody means that, and every message would break it. Nothing is made for
 * schemas that are sound, since a plan has thousands.
 */
export function tellContradictions(schema: JsonSchema, path: Path, faults: PlanFault[]): void {
  tellEmptyRanges(schema, path, faults);
  tellClosedNames(schema, path, faults);
  tellWrongValues(schema, path, faults);
}

function tellEmptyRanges(schema: JsonSchema, path: Path, faults: PlanFault[]): void {
  for (const [least, most] of RANGES) {
    const high = schema[most];
    if (typeof high !== 'number') continue;
    const low = schema[least];
    if (typeof low !== 'number' || low <= high) continue;
    const expected = `at most ${most}, which is ${high}`;
    faults.push({ path: [...path, least], found: `${low}`, expected });
  }
}

/** Names that are required and not allowed at once. */
function tellClosedNames(schema: JsonSchema, path: Path, faults: PlanFault[]): void {
  const { required, properties, additionalProperties, patternProperties } = schema;
  if (!Array.isArray(required)) return;
  const known = (properties ?? {}) as Readonly<Record<string, unknown>>;
  const isClosed = additionalProperties === false && patternProperties === undefined;
  for (const [index, name] of required.entries()) {
    if (typeof name !== 'string') continue;
    const isKnown = Object.hasOwn(known, name);
    const isForbidden = isKnown ? known[name] === false : isClosed;
    if (!isForbidden) continue;
    const expected = isKnown
      ? 'a property that is not forbidden'
      : 'one of the properties, since additionalProperties is false';
    faults.push({ path: [...path, 'required', index], found: `"${name}"`, expected });
  }
}

/** Values that are allowed by `enum` or `const`, and by no `type`. */
function tellWrongValues(schema: JsonSchema, path: Path, faults: PlanFault[]): void {
  const { type, enum: values, const: value } = schema;
  if (type === undefined) return;
  if (value !== undefined && !hasAnyType(value, type)) {
    const expected = `of type ${typesText(type)}`;
    faults.push({ path: [...path, 'const'], found: typeOf(value), expected });
  } else if (Array.isArray(values) && !values.some((one) => hasAnyType(one, type))) {
    const types = [...new Set(values.map(typeOf))].join(' and ');
    const expected = `values of type ${typesText(type)}`;
    faults.push({ path: [...path, 'enum'], found: `values of type ${types} alone`, expected });
  }
}

function hasAnyType(value: unknown, type: unknown): boolean {
  return Array.isArray(type) ? type.some((one) => hasType(value, one)) : hasType(value, type);
}

function typesText(type: unknown): string {
  return Array.isArray(type) ? type.join(' or ') : String(type);
}

/** The type of a value in the words of JSON Schema. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function hasType(value: unknown, type: unknown): boolean {
  const found = typeOf(value);
  return found === type || (found === 'integer' && type === 'number');
}
