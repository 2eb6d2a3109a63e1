import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '../../lib/plan/document.js';
import { messageFieldsOf, propertiesOf } from '../../lib/plan/planned-properties.js';
import { anEventRule } from './a-plan.js';
import { manyWays } from './shared-parts.js';

/** Paths of properties, those that are required with an exclamation mark. */
function pathsOf(properties: object, bag: JsonSchema = {}): readonly string[] {
  const found = propertiesOf(anEventRule({ ...properties }, bag));
  return found.map(({ path, isRequired }) => `${path}${isRequired ? '!' : ''}`);
}

const NODE = { properties: { name: {}, children: { items: { $ref: '#/definitions/node' } } } };

describe('the properties of a rule', () => {
  it.each<[string, object, JsonSchema, readonly string[]]>([
    ['plain ones', { a: {}, b: true }, { required: ['b'] }, ['a', 'b!']],
    ['none', {}, {}, []],
    [
      'those inside of others',
      { a: { required: ['c'], properties: { c: {} } } },
      {},
      ['a', 'a.c!'],
    ],
    [
      'the items of lists',
      {
        a: { items: { required: ['c'], properties: { c: {} } } },
        b: { items: { type: 'string' } },
      },
      {},
      ['a', 'a.$.c!', 'b', 'b.$'],
    ],
    [
      'names with dots',
      { 'a.b': { properties: { c: {} } } },
      {},
      [String.raw`a\.b`, String.raw`a\.b.c`],
    ],
    ['names by a pattern', {}, { patternProperties: { '^x_': {} } }, ['/^x_/']],
    [
      'parts that all count',
      { a: {} },
      { allOf: [{ required: ['a', 'b'], properties: { b: {} } }] },
      ['a!', 'b!'],
    ],
    [
      'parts of which some count',
      { a: {} },
      { anyOf: [{ required: ['b'], properties: { b: {} } }], if: { properties: { c: {} } } },
      ['a', 'b', 'c'],
    ],
  ])('are %s', (_, properties, bag, paths) => {
    expect(pathsOf(properties, bag)).toEqual(paths);
  });

  it('are those that a reference leads to, once', () => {
    const rule = anEventRule({ tree: { $ref: '#/definitions/node', description: 'A tree.' } });
    const found = propertiesOf({
      ...rule,
      jsonSchema: { ...rule.jsonSchema, definitions: { node: NODE } },
    });
    expect(found.map(({ path }) => path)).toEqual(['tree', 'tree.name', 'tree.children']);
    expect(found[0]?.schema).toMatchObject({ description: 'A tree.', properties: {} });
  });

  it('are found once where many references lead to one part', () => {
    const found = propertiesOf(manyWays({ properties: { a: {} } }));
    expect(found.map(({ path }) => path)).toEqual(['first', 'first.a']);
    expect(found[1]?.place).toEqual(['jsonSchema', 'definitions', 'part 9', 'properties', 'a']);
  });

  it('are required where one of several ways to a part is certain', () => {
    const part = { required: ['a'], properties: { a: {} } };
    const reference = { $ref: '#/definitions/a~1part' };
    const rule = anEventRule(
      {},
      { anyOf: [reference], allOf: [{ oneOf: [reference] }, reference] },
    );
    const jsonSchema = { ...rule.jsonSchema, definitions: { 'a/part': part } };
    expect(propertiesOf({ ...rule, jsonSchema })).toMatchObject([{ path: 'a', isRequired: true }]);
  });

  it('have places in the rule, in both forms', () => {
    const placesOf = (jsonSchema: JsonSchema) =>
      propertiesOf({ type: 'IDENTIFY', jsonSchema }).map(({ place }) => place.join(' '));
    const own = { properties: { a: {} } };
    expect(placesOf({ properties: { traits: own } })).toEqual([
      'jsonSchema properties traits properties a',
    ]);
    expect(placesOf({ eventMetadata: {}, ...own })).toEqual(['jsonSchema properties a']);
  });

  it('are bounded where parts refer to each other in many ways', () => {
    const names = Array.from({ length: 30 }, (_, at) => `p${at}`);
    const parts = names.map((name, at) => {
      const inner = names.slice(at + 1).map((other) => [other, { $ref: `#/definitions/${other}` }]);
      return [name, { properties: Object.fromEntries(inner) }];
    });
    const rule = anEventRule({ all: { $ref: '#/definitions/p0' } });
    const jsonSchema = { ...rule.jsonSchema, definitions: Object.fromEntries(parts) };
    expect(propertiesOf({ ...rule, jsonSchema }).length).toBe(2_000);
  });
});

describe('the fields of a message', () => {
  it('are those that a rule speaks of', () => {
    const library = { required: ['name'], properties: { name: {} } };
    const jsonSchema = {
      required: ['context'],
      properties: { context: { properties: { library } } },
    };
    const found = messageFieldsOf({ type: 'COMMON', jsonSchema });
    expect(found.map(({ path, isRequired }) => [path, isRequired])).toEqual([
      ['context', true],
      ['context.library', false],
      ['context.library.name', true],
    ]);
  });
});
