import { describe, expect, it } from '@jest/globals';
import { keywordTips } from '../../../lib/plan/advice/schema-keywords.js';
import type { JsonSchema } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { pathText } from '../../../lib/plan/plan-path.js';

const RECENT = 'https://json-schema.org/draft/2020-12/schema';

/** What is said of the words of a schema, with their places in it. */
function saidOf(jsonSchema: JsonSchema): readonly string[] {
  const { document } = loadPlan({ name: 'x', rules: [{ type: 'COMMON', jsonSchema }] });
  const [rule] = document.rules;
  if (rule === undefined) throw new Error('There is no rule.');
  return keywordTips({ rule, path: [] }).map(
    ({ code, path, message }) => `${code} ${pathText(path)}: ${message}`,
  );
}

describe('words of a schema that are misspelt', () => {
  it.each<readonly [string, unknown, string]>([
    ['typ', 'string', 'type'],
    ['tpye', 'String', 'type'],
    ['types', ['string', 'null'], 'type'],
    ['patern', '^a$', 'pattern'],
    ['propertes', { a: {} }, 'properties'],
    ['propreties', { a: {} }, 'properties'],
    ['additionalproperties', false, 'additionalProperties'],
    ['descripton', 'What it is', 'description'],
    ['require', ['a'], 'required'],
    ['itmes', { type: 'string' }, 'items'],
    ['min_length', 1, 'minLength'],
    ['maximun', 1, 'maximum'],
    ['anyof', [{}], 'anyOf'],
    ['formt', 'email', 'format'],
    ['ref', '#/definitions/a', '$ref'],
    ['lables', { team: 'shop' }, 'labels'],
  ])('%s: %j is perhaps meant to be %s', (word, value, meant) => {
    expect(saidOf({ properties: { context: { [word]: value } } })).toEqual([
      `keyword-unknown jsonSchema.properties.context.${word}: jsonSchema.properties.context.${word} is no word of JSON Schema, and says nothing: perhaps "${meant}" is meant. A word of your own may begin with x-.`,
    ]);
  });

  it.each<readonly [string, unknown]>([
    ['x-patern', '^a'],
    ['owner', 'shop'],
    ['note', 'a text where "not" has a schema'],
    ['name', 'x'],
    ['sensitive', true],
    ['ref', 'SHOP-12'],
    ['schema', 'v2'],
    ['id', '/properties/x'],
    ['example', 1],
    ['count', 3],
    ['minimal', true],
    ['nullable', true],
    ['', 1],
    ['説明', 'x'],
  ])('%j: %j is whatever somebody means by it', (word, value) => {
    expect(saidOf({ properties: { context: { type: 'string', [word]: value } } })).toEqual([]);
  });

  it('are looked for wherever there is a schema, and nowhere else', () => {
    const slip = { typ: 'string' };
    const said = saidOf({
      anyOf: [slip],
      properties: { typ: { items: slip }, patern: { default: slip, enum: [slip], labels: slip } },
      definitions: { propertes: slip },
    });

    expect(said.map((line) => line.split(': ')[0])).toEqual([
      'keyword-unknown jsonSchema.anyOf[0].typ',
      'keyword-unknown jsonSchema.properties.typ.items.typ',
      'keyword-unknown jsonSchema.definitions.propertes.typ',
    ]);
  });
});

describe('words of a schema that say nothing', () => {
  it.each<readonly [JsonSchema, string]>([
    [{ type: 'string', minimum: 1 }, 'minimum'],
    [{ type: 'string', required: ['a'] }, 'required'],
    [{ type: 'string', properties: { a: {} } }, 'properties'],
    [{ type: 'string', uniqueItems: true }, 'uniqueItems'],
    [{ type: 'number', pattern: '^a' }, 'pattern'],
    [{ type: ['integer', 'null'], maxLength: 3 }, 'maxLength'],
    [{ type: 'object', items: {} }, 'items'],
    [{ type: 'array', additionalProperties: false }, 'additionalProperties'],
    [{ type: 'integer', format: 'date-time' }, 'format'],
    [{ type: 'string', format: 'int32' }, 'format'],
    [{ else: {} }, 'else'],
    [{ dependentRequired: { a: ['b'] } }, 'dependentRequired'],
    [{ $schema: RECENT, additionalItems: false }, 'additionalItems'],
    [{ $schema: RECENT, maxContains: 2 }, 'maxContains'],
  ])('%j: %s', (schema, keyword) => {
    const [only, ...others] = saidOf(schema);

    expect(only).toMatch(
      `keyword-useless jsonSchema.${keyword}: jsonSchema.${keyword} says nothing: `,
    );
    expect(others).toEqual([]);
  });

  it('do so: what they ask for is not asked of any message', () => {
    const schema = { type: 'object', properties: { context: { type: 'string', minimum: 3 } } };
    const plan = loadPlan({ name: 'x', rules: [{ type: 'COMMON', jsonSchema: schema }] });

    expect(plan.verdict({ type: 'track', event: 'x', context: '1' }).violations).toEqual([]);
  });

  it.each<readonly [JsonSchema]>([
    [{ minimum: 1 }],
    [{ type: ['string', 'number'], minimum: 1, pattern: '^a' }],
    [{ type: 'integer', minimum: 1, format: 'int64' }],
    [{ type: 'string', format: 'made-up' }],
    [{ type: 'number', format: 'made-up' }],
    [{ type: 'object', allOf: [{ required: ['a'] }], minProperties: 1 }],
    [{ if: {}, else: {} }],
    [{ $schema: RECENT, contains: {}, minContains: 0, prefixItems: [{}], dependentSchemas: {} }],
    [
      {
        type: 'string',
        enum: ['a'],
        const: 'a',
        not: { const: 'b' },
        $ref: '#/definitions/a',
        definitions: { a: {} },
      },
    ],
  ])('are none of %j', (schema) => {
    expect(saidOf(schema)).toEqual([]);
  });
});
