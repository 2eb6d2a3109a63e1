import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '../../../lib/plan/document.js';
import { Names } from '../../../lib/plan/typed-client/names.js';
import { SchemaText } from '../../../lib/plan/typed-client/schema-text.js';

/** The type on one line, with the types that it refers to behind it. */
function typeOf(schema: unknown, root: JsonSchema = {}): string {
  const writer = new SchemaText(root, 'Event', new Names([]));
  const { text } = writer.typeOf(schema);
  const named = writer.named().map(({ name, type }) => `${name} = ${type.text}`);
  return [text, ...named].join('; ').replace(/\s+/g, ' ');
}

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };

describe('the type of a schema', () => {
  it.each<[string, unknown, string]>([
    ['nothing', {}, 'unknown'],
    ['true', true, 'unknown'],
    ['false', false, 'never'],
    ['a text', TEXT, 'string'],
    ['an integer', { type: 'integer' }, 'number'],
    ['a boolean', { type: 'boolean' }, 'boolean'],
    ['null', { type: 'null' }, 'null'],
    ['several', { type: ['string', 'null'] }, 'string | null'],
    ['a time', { type: 'string', format: 'date-time' }, 'Date | string'],
    ['an optional time', { type: ['string', 'null'], format: 'date-time' }, 'Date | string | null'],
    ['a day', { type: 'string', format: 'date' }, 'string'],
    ['a const', { const: "it's" }, "'it\\'s'"],
    ['a const object', { const: { a: [1, null] } }, '{ readonly a: readonly [1, null] }'],
    ['an enum', { type: 'string', enum: ['a', 'b', 'a'] }, "'a' | 'b'"],
    ['an enum of kinds', { enum: ['a', 1, true, null] }, "'a' | 1 | true | null"],
    ['a large enum', { enum: [...Array(201).keys()].map(String) }, 'string'],
    [
      'permitted values',
      { type: 'string', pattern: '^(fall|late winter)$' },
      "'fall' | 'late winter'",
    ],
    ['one permitted value', { type: 'string', pattern: '^fall$' }, "'fall'"],
    ['a pattern', { type: 'string', pattern: '^[A-Z]{3}$' }, 'string'],
    ['words anywhere', { type: 'string', pattern: 'fall|winter' }, 'string'],
    ['any array', { type: 'array' }, 'readonly unknown[]'],
    ['an array', { type: 'array', items: TEXT }, 'readonly string[]'],
    [
      'arrays',
      { type: 'array', items: { type: 'array', items: TEXT } },
      'readonly (readonly string[])[]',
    ],
    ['an array of several', { items: { type: ['string', 'null'] } }, 'readonly (string | null)[]'],
    [
      'a tuple',
      { type: 'array', items: [TEXT, NUMBER] },
      'readonly [string?, number?, ...unknown[]]',
    ],
    [
      'a closed tuple',
      {
        type: 'array',
        items: [TEXT, { type: ['number', 'null'] }],
        minItems: 2,
        additionalItems: false,
      },
      'readonly [string, (number | null)]',
    ],
    [
      'a tuple of 2020-12',
      { type: 'array', prefixItems: [TEXT], items: NUMBER, minItems: 1 },
      'readonly [string, ...number[]]',
    ],
    ['any object', { type: 'object' }, 'object'],
    [
      'an empty object',
      { type: 'object', additionalProperties: false },
      'Readonly<Record<string, never>>',
    ],
    [
      'an object',
      { properties: { b: NUMBER, 'a-b': TEXT }, required: ['b'] },
      "{ readonly 'a-b'?: string | undefined; readonly b: number; }",
    ],
    ['a member that is only required', { required: ['a'] }, '{ readonly a: unknown; }'],
    ['a map', { additionalProperties: NUMBER }, '{ readonly [key: string]: number; }'],
    [
      'a map with members',
      { properties: { a: TEXT }, additionalProperties: NUMBER },
      '{ readonly a?: string | undefined; readonly [key: string]: number | string | undefined; }',
    ],
    [
      'names by a pattern',
      { patternProperties: { '^x_': TEXT }, additionalProperties: false },
      '{ readonly [key: string]: string; }',
    ],
    [
      'an open object',
      { properties: { a: TEXT }, required: ['a'], additionalProperties: true },
      '{ readonly a: string; readonly [key: string]: unknown; }',
    ],
    ['anyOf', { anyOf: [TEXT, NUMBER, TEXT] }, 'string | number'],
    ['oneOf with anything', { oneOf: [TEXT, {}] }, 'unknown'],
    [
      'constraints of one type',
      { type: 'string', anyOf: [{ minLength: 2 }, { pattern: 'a' }] },
      'string',
    ],
    [
      'allOf',
      { allOf: [{ required: ['a'] }, { required: ['b'] }] },
      '{ readonly a: unknown; } & { readonly b: unknown; }',
    ],
    ['allOf with false', { allOf: [TEXT, false] }, 'never'],
    [
      'one of two members',
      { properties: { a: TEXT, b: NUMBER }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      '{ readonly a?: string | undefined; readonly b?: number | undefined; } & ({ readonly a: string; } | { readonly b: number; })',
    ],
    ['what no type says', { not: TEXT, if: TEXT }, 'unknown'],
  ])('is right for %s', (_name, schema, expected) => {
    expect(typeOf(schema)).toBe(expected);
  });

  const address = { type: 'object', properties: { city: TEXT } };
  const tree = {
    type: 'object',
    properties: { children: { type: 'array', items: { $ref: '#/definitions/tree' } } },
  };

  it.each<[string, unknown, JsonSchema, string]>([
    [
      'a definition',
      { $ref: '#/definitions/address' },
      { definitions: { address } },
      'EventAddress; EventAddress = { readonly city?: string | undefined; }',
    ],
    [
      'one that refers to itself',
      { $ref: '#/definitions/tree' },
      { definitions: { tree } },
      'EventTree; EventTree = { readonly children?: readonly EventTree[] | undefined; }',
    ],
    [
      'an odd name',
      { $ref: '#/$defs/a~1b%20c' },
      { $defs: { 'a/b c': TEXT } },
      'EventA1B20C; EventA1B20C = string',
    ],
    ['nothing', { $ref: '#/definitions/none' }, {}, 'unknown'],
    ['false', { $ref: '#/definitions/no' }, { definitions: { no: false } }, 'never'],
  ])('has a name for what it refers to: %s', (_name, schema, root, expected) => {
    expect(typeOf(schema, root)).toBe(expected);
  });
});
