import { describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../lib/plan/load-plan.js';
import { problemsOf } from './a-plan.js';

describe('the schema of a rule that is wrong', () => {
  const at = 'rules[0].jsonSchema';
  const bag = `${at}.properties.properties`;

  it.each<readonly [object, string]>([
    [
      { $schema: 'http://json-schema.org/draft-04/schema#' },
      `${at}.$schema (TRACK "x") must be http://json-schema.org/draft-07/schema# or`,
    ],
    [{ type: 'text' }, `${at}.type (TRACK "x") must be one of string, number`],
    [{ required: 'a' }, `${at}.required (TRACK "x") must be a list of names; found a string.`],
    [
      { properties: { a: 'string' } },
      `${at}.properties.a (TRACK "x") must be a schema: an object, true or false; found a string.`,
    ],
    [
      { properties: [] },
      `${at}.properties (TRACK "x") must be an object of schemas; found an array.`,
    ],
    [{ anyOf: [] }, `${at}.anyOf (TRACK "x") must be a list of schemas`],
    [{ enum: [] }, `${at}.enum (TRACK "x") must be a list of values`],
    [
      { enum: Array.from({ length: 10_001 }, (_, index) => index) },
      'must be a list of up to 10000 values',
    ],
    [{ enum: ['x'.repeat(300_000)] }, '262144 characters: use a pattern, or no limit'],
    [{ minimum: '1' }, `${at}.minimum (TRACK "x") must be a number; found a string.`],
    [{ minLength: -1 }, `${at}.minLength (TRACK "x") must be a whole number from 0`],
    [{ multipleOf: 0 }, `${at}.multipleOf (TRACK "x") must be a number above 0`],
    [{ pattern: '(?=a)b' }, `${at}.pattern (TRACK "x") must be a pattern that RE2 has`],
    [{ pattern: '(a)\\1' }, 'invalid escape sequence'],
    [{ pattern: '[' }, 'missing closing ]'],
    [
      { patternProperties: { '(?!a)': {} } },
      `${at}.patternProperties (TRACK "x") must be a pattern that RE2 has`,
    ],
    [
      { properties: { properties: { minimum: 3, maximum: 2 } } },
      `${bag}.minimum (TRACK "x") must be at most maximum, which is 2; found 3.`,
    ],
    [
      { properties: { properties: { required: ['a'], properties: { a: false } } } },
      `${bag}.required[0] (TRACK "x") must be a property that is not forbidden; found "a".`,
    ],
    [
      {
        properties: {
          properties: { required: ['a'], additionalProperties: false, properties: {} },
        },
      },
      'must be one of the properties, since additionalProperties is false',
    ],
    [
      { properties: { properties: { type: 'string', enum: [1, 2] } } },
      `${bag}.enum (TRACK "x") must be values of type string; found values of type integer alone.`,
    ],
    [
      { properties: { properties: { type: 'string', const: 1 } } },
      `${bag}.const (TRACK "x") must be of type string; found integer.`,
    ],
    [
      { $ref: '#/definitions/a' },
      `${at}.$ref (TRACK "x") must be a reference to a schema that is there; found "#/definitions/a".`,
    ],
    [{ $ref: 'https://example.com/schema.json' }, 'nothing is fetched'],
    [{ $ref: '#' }, 'must be a reference that does not lead back to itself for the same value'],
    [
      {
        $ref: '#/definitions/a',
        definitions: {
          a: { anyOf: [{ $ref: '#/definitions/b' }] },
          b: { not: { $ref: '#/definitions/a' } },
        },
      },
      'which does',
    ],
    [
      {
        $ref: '#/definitions/node',
        definitions: {
          node: {
            oneOf: [
              { properties: { child: { $ref: '#/definitions/node' } } },
              { required: ['x'], properties: { child: { $ref: '#/definitions/node' } } },
            ],
          },
        },
      },
      'must be a schema that refers back to itself by one of its parts at most; found 2 that do',
    ],
    [
      {
        $ref: '#/definitions/d0',
        definitions: Object.fromEntries(
          Array.from({ length: 20_000 }, (_, index) => [
            `d${index}`,
            { $ref: `#/definitions/d${index + 1}` },
          ]).concat([['d20000', {}]] as never),
        ),
      },
      'must be a chain of up to 500 references',
    ],
    [
      { properties: { a: { $anchor: 'x' }, b: { $anchor: 'x' } } },
      'must be a name that no other part',
    ],
    [
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        properties: { a: { items: [{ type: 'string' }] } },
      },
      `${at}.properties.a.items (TRACK "x") must be a schema: the places of a list have prefixItems in 2020-12`,
    ],
    [{ $async: true }, `${at}.$async (TRACK "x") must be left out`],
    [{ $dynamicRef: '#a' }, 'must be left out: use $ref'],
    [{ dependentRequired: { a: 5 } }, 'an object of lists of names'],
    [{ pattern: '(?:a{99}){99}' }, `${at}.pattern (TRACK "x") must be a pattern that RE2 has`],
    [{ $ref: '#/definitions/%zz' }, 'to a schema that is there'],
  ])('is refused with rule and path: %j', (jsonSchema, expected) => {
    const document = { name: 'x', rules: [{ type: 'TRACK', key: 'x', jsonSchema }] };
    const problems = problemsOf(() => loadPlan(document as never));

    expect(problems[0]).toContain(expected);
  });

  it.each<readonly [object]>([
    [
      {
        $ref: '#/definitions/tree',
        definitions: {
          tree: { properties: { children: { items: { $ref: '#/definitions/tree' } } } },
        },
      },
    ],
    [{ properties: { self: { $ref: '#' } } }],
    [
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $defs: { a: { $anchor: 'here' } },
        $ref: '#here',
      },
    ],
    [{ id: '/properties/x', labels: { team: 'shop' }, 'made-up': 1, format: 'made-up' }],
    [{ type: ['string', 'null'], enum: ['a', null] }],
    [{ type: 'number', enum: [1, 2.5] }],
    [{ nullable: true, formatMinimum: 1, labels: { $id: 'a' }, 'x-b': { $id: 'a' } }],
    [
      {
        eventMetadata: { name: 'x', type: 'track' },
        properties: { a: { type: 'string' }, b: { $ref: '#/properties/a' }, self: { $ref: '#' } },
      },
    ],
    [{ required: ['a'], additionalProperties: false, patternProperties: { '^a': {} } }],
  ])('is fine: %j', (jsonSchema) => {
    const plan = loadPlan({ name: 'x', rules: [{ type: 'TRACK', key: 'x', jsonSchema }] } as never);

    expect(() => plan.prepare()).not.toThrow();
    expect(() => plan.verdict({ type: 'track', event: 'x', self: {} })).not.toThrow();
  });
});
