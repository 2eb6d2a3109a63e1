import type { JsonSchema } from '../document.js';
import { isSchemaObject } from '../subschemas.js';
import { code, type Inline, joined, type Line, text } from './blocks.js';

/** The type of a value in words. */
export function typeText(schema: JsonSchema): string {
  const { type, enum: values, items } = schema;
  const types = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string');
  if (types.length > 0) {
    const isList = types.includes('array') && isSchemaObject(items);
    const inner = isList ? typeText(items) : 'any';
    return types
      .map((one) => (one === 'array' && inner !== 'any' ? `array of ${inner}` : one))
      .join(' or ');
  }
  const isTexts = Array.isArray(values) && values.every((value) => typeof value === 'string');
  if (isTexts) return 'string';
  if (isSchemaObject(schema['properties'])) return 'object';
  return 'any';
}

const MAX_VALUES = 50;

/** What a value may be beyond its type, a line for each limit. */
export function limitsOf(schema: JsonSchema): readonly Line[] {
  return [
    ...valuesIn(schema),
    ...named('pattern', schema['pattern']),
    ...named('format', schema['format']),
    ...rangeIn(schema),
    ...SIZES.flatMap(([least, most, unit]) => sizeIn(schema[least], schema[most], unit)),
    ...named('a multiple of', schema['multipleOf']),
    ...(schema['uniqueItems'] === true ? [[text('no item twice')]] : []),
    ...(schema['additionalProperties'] === false ? [[text('nothing else inside')]] : []),
    ...CONDITIONS.flatMap((keyword) => conditionIn(schema, keyword)),
  ];
}

const SIZES = [
  ['minLength', 'maxLength', 'characters'],
  ['minItems', 'maxItems', 'items'],
  ['minProperties', 'maxProperties', 'properties'],
] as const;

/** Keywords that are shown as they are. */
export const CONDITIONS =
  'anyOf oneOf not if then else dependencies dependentRequired dependentSchemas propertyNames contains minContains maxContains'.split(
    ' ',
  );

function valuesIn(schema: JsonSchema): readonly Line[] {
  const { enum: values } = schema;
  const all = 'const' in schema ? [schema['const']] : Array.isArray(values) ? values : [];
  if (all.length === 0) return [];
  const shown = all.slice(0, MAX_VALUES).map((value) => code(valueText(value)));
  const more = all.length - shown.length;
  const end: Line = more > 0 ? [text(` and ${more} more`)] : [];
  return [[text(all.length === 1 ? 'always ' : 'one of '), ...joined(shown, ', '), ...end]];
}

function valueText(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}

function named(words: string, value: unknown): readonly Line[] {
  return value === undefined ? [] : [[text(`${words} `), code(String(value))]];
}

function rangeIn(schema: JsonSchema): readonly Line[] {
  const ends: readonly (readonly [string, string])[] = [
    ['minimum', 'at least'],
    ['exclusiveMinimum', 'more than'],
    ['maximum', 'at most'],
    ['exclusiveMaximum', 'less than'],
  ];
  const found = ends.flatMap(([keyword, words]): readonly Inline[] =>
    typeof schema[keyword] === 'number' ? [text(`${words} ${String(schema[keyword])}`)] : [],
  );
  return found.length === 0 ? [] : [joined(found, ', ')];
}

function sizeIn(least: unknown, most: unknown, unit: string): readonly Line[] {
  if (least === undefined && most === undefined) return [];
  if (least === most) return [[text(`${String(least)} ${unit}`)]];
  if (most === undefined) return [[text(`${String(least)} or more ${unit}`)]];
  return [
    [text(`${least === undefined ? 'up to' : `${String(least)} to`} ${String(most)} ${unit}`)],
  ];
}

const MAX_CONDITION = 300;

function conditionIn(schema: JsonSchema, keyword: string): readonly Line[] {
  if (!(keyword in schema)) return [];
  const json = JSON.stringify(schema[keyword]);
  const short = json.length > MAX_CONDITION ? `${json.slice(0, MAX_CONDITION)}…` : json;
  return [[text(`${keyword} `), code(short)]];
}
