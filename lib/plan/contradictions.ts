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

/** What a schema asks for that no value can be: nobody means that, and every message would break it. */
export function contradictionsOf(schema: JsonSchema, path: Path): readonly PlanFault[] {
  return [...emptyRanges(schema, path), ...closedNames(schema, path), ...wrongValues(schema, path)];
}

function emptyRanges(schema: JsonSchema, path: Path): readonly PlanFault[] {
  const found: PlanFault[] = [];
  for (const [least, most] of RANGES) {
    const high = schema[most];
    const low = high === undefined ? undefined : schema[least];
    if (typeof low !== 'number' || typeof high !== 'number' || low <= high) continue;
    const expected = `at most ${most}, which is ${high}`;
    found.push({ path: [...path, least], found: `${low}`, expected });
  }
  return found;
}

/** Names that are required and not allowed at once. */
function closedNames(schema: JsonSchema, path: Path): readonly PlanFault[] {
  const { required, properties, additionalProperties, patternProperties } = schema;
  if (!Array.isArray(required)) return [];
  const known = (properties ?? {}) as Readonly<Record<string, unknown>>;
  const isClosed = additionalProperties === false && patternProperties === undefined;
  return required.flatMap((name: unknown, index) => {
    if (typeof name !== 'string') return [];
    const isKnown = Object.hasOwn(known, name);
    const isForbidden = isKnown ? known[name] === false : isClosed;
    if (!isForbidden) return [];
    const expected = isKnown
      ? 'a property that is not forbidden'
      : 'one of the properties, since additionalProperties is false';
    return { path: [...path, 'required', index], found: `"${name}"`, expected };
  });
}

/** Values that are allowed by `enum` or `const`, and by no `type`. */
function wrongValues(schema: JsonSchema, path: Path): readonly PlanFault[] {
  const { type, enum: values, const: value } = schema;
  if (type === undefined) return [];
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const expected = `of type ${types.join(' or ')}`;
  if (value !== undefined && !types.some((one) => hasType(value, one))) {
    return [{ path: [...path, 'const'], found: typeOf(value), expected }];
  }
  if (!Array.isArray(values) || values.some((one) => types.some((name) => hasType(one, name)))) {
    return [];
  }
  const found = [...new Set(values.map(typeOf))].join(' and ');
  return [
    {
      path: [...path, 'enum'],
      found: `values of type ${found} alone`,
      expected: `values ${expected}`,
    },
  ];
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
