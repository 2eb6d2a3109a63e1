import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import type { Problem } from '../entry/problem.js';
import type { Findings } from './findings.js';
import { formatProblem } from './format.js';
import { found } from './found.js';
import { isoOf } from './iso-of.js';
import { type Meant, meantBy, type Shape } from './shape.js';

/** Where values are checked, for what is told of them. */
export interface Place {
  readonly findings: Findings;
  /** What codes begin with, such as `property` for `property_type`. */
  readonly kind: 'property' | 'trait' | 'context';
  /** Whose fields they are, such as `Order Completed`. */
  readonly owner: string;
}

const MAX_FIELDS = 300;
const MAX_ITEMS = 20;

/** Tells of names and values that are not as they should be. Names of nobody's are fine: every event may have more. */
export function checkFields(fields: JsonObject, spot: Spot, place: Place): void {
  const { shape, path } = spot;
  let left = MAX_FIELDS;
  for (const name of Object.keys(fields)) {
    left -= 1;
    if (left < 0) return;
    const field = shape.fields.get(name);
    if (field === undefined) checkStranger(fields, name, { ...spot, place });
    else checkValue(fields[name], { shape: field, path: `${path}.${name}` }, place);
  }
}

/** As `checkFields`, for names that the shape has alone: where names are free, none is misspelt. */
export function checkKnownFields(fields: JsonObject, { shape, path }: Spot, place: Place): void {
  for (const [name, field] of shape.fields) {
    if (!Object.hasOwn(fields, name)) continue;
    checkValue(fields[name], { shape: field, path: `${path}.${name}` }, place);
  }
}

/** Where a value is, and what it should be. */
export interface Spot {
  readonly shape: Shape;
  readonly path: string;
}

function checkValue(value: unknown, spot: Spot, place: Place): void {
  // What is null counts as left out.
  if (value === null || value === undefined) return;
  const { shape, path } = spot;
  if (!fits(value, shape.types)) {
    place.findings.addOnce(shape, typeProblem(value, spot, place));
  } else if (typeof value === 'object') checkInside(value, spot, place);
  else if (shape.format !== undefined || shape.values !== undefined) {
    const problem = formatProblem(value, shape, path);
    if (problem === undefined) return;
    place.findings.addOnce(shape, { ...problem, code: `${place.kind}_format` });
  }
}

function checkInside(value: object, { shape, path }: Spot, place: Place): void {
  if (Array.isArray(value)) {
    if (shape.items === undefined) return;
    const length = Math.min(value.length, MAX_ITEMS);
    for (let index = 0; index < length; index += 1) {
      checkValue(value[index], { shape: shape.items, path: `${path}.${index}` }, place);
    }
  } else if (shape.fields.size > 0 && isJsonObject(value)) {
    checkFields(value, { shape, path }, place);
  }
}

function fits(value: unknown, types: readonly string[]): boolean {
  for (const type of types) if (hasType(value, type)) return true;
  return false;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    default:
      return false;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
};

function typeProblem(value: unknown, { shape, path }: Spot, place: Place): Problem {
  const { types, format } = shape;
  const wanted = types.flatMap((type) => TYPE_NAMES[type] ?? []).join(' or ');
  const suggestion = rightType(value, types, format);
  const example = suggestion === undefined ? '' : `, such as ${suggestion}`;
  return {
    // A number for a text is written alike by whoever reads it; what else is of the wrong type is lost or misread.
    level: typeof value === 'number' && !isText(format) ? 'hint' : 'warning',
    code: `${place.kind}_type`,
    path,
    text: `${path} is ${found(value)}: give ${wanted}${example}, as ${place.owner} has it.`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** Whether it is of a form that no number has. */
function isText(format: string | undefined): boolean {
  return format === 'email' || format === 'iso4217';
}

/** A value of the right type, as JSON, if there is no doubt about it. */
function rightType(
  value: unknown,
  types: readonly string[],
  format: string | undefined,
): string | undefined {
  if (typeof value === 'string') {
    const text = value.trim();
    if (types.includes('boolean') && /^(?:true|false)$/i.test(text)) return text.toLowerCase();
    if (!types.includes('number') && !types.includes('integer')) return undefined;
    const number = /^(?:[$€£¥]\s?)?(-?\d{1,12}(?:\.\d{1,6})?)(?:\s?[$€£¥])?$/.exec(text)?.[1];
    return number === undefined ? undefined : String(Number(number));
  }
  if (typeof value !== 'number' || !types.includes('string')) {
    return typeof value === 'number' && types.includes('integer')
      ? String(Math.round(value))
      : undefined;
  }
  if (isText(format)) return undefined;
  return JSON.stringify((format === 'date-time' ? isoOf(value) : undefined) ?? String(value));
}

function checkStranger(
  fields: JsonObject,
  name: string,
  { shape, path, place }: Spot & { readonly place: Place },
): void {
  const meant = meantBy(shape, name);
  // Where the right name is there as well, this one is another thing.
  if (meant === undefined || Object.hasOwn(fields, meant.field)) return;
  place.findings.addOnce(meant, {
    level: meant.how === 'ending' || meant.how === 'legacy' ? 'hint' : 'warning',
    code: `${place.kind}_${meant.how === 'legacy' ? 'legacy' : 'misspelt'}`,
    path: `${path}.${name}`,
    text: strangerText(name, meant, place),
    suggestion: meant.field,
  });
}

function strangerText(name: string, { field, how }: Meant, { owner }: Place): string {
  const [is, meant] = [JSON.stringify(name), JSON.stringify(field)];
  if (how === 'legacy') return `${is} is the older name of ${meant}: use the new one.`;
  return `There is ${is}, and ${owner} has ${meant}: rename it, if that was meant.`;
}
