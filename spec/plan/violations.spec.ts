import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../../lib/plan/enforce.js';
import { anEvent, anEventRule, aPlan } from './a-plan.js';

/** What is found in a message, as `type field: description`. */
function found({ violations }: Verdict): readonly string[] {
  return violations.map(({ type, field, description }) => `${type} ${field}: ${description}`);
}

describe('what is found in a message', () => {
  it.each<readonly [object, unknown, readonly string[]]>([
    [
      { type: 'number' },
      '1',
      ['Invalid Type properties.a: Invalid type. Expected: number, given: string'],
    ],
    [
      { type: 'integer' },
      1.5,
      ['Invalid Type properties.a: Invalid type. Expected: integer, given: number'],
    ],
    [
      { type: 'string' },
      1,
      ['Invalid Type properties.a: Invalid type. Expected: string, given: integer'],
    ],
    [
      { type: 'string' },
      null,
      ['Invalid Type properties.a: Invalid type. Expected: string, given: null'],
    ],
    [
      { type: ['string', 'null'] },
      [],
      ['Invalid Type properties.a: Invalid type. Expected: [string,null], given: array'],
    ],
    [{ pattern: '^a' }, 'b', ["Pattern properties.a: Does not match pattern '^a'"]],
    [{ format: 'email' }, 'b', ["Format properties.a: Does not match format 'email'"]],
    [
      { format: 'date-time' },
      '2026-02-30T00:00:00Z',
      ["Format properties.a: Does not match format 'date-time'"],
    ],
    [
      { enum: ['x', 1] },
      'y',
      ['Enum properties.a: properties.a must be one of the following: "x", 1'],
    ],
    [{ const: 'x' }, 'y', ['Const properties.a: properties.a does not match: "x"']],
    [{ minimum: 1 }, 0, ['Number Gte properties.a: Must be greater than or equal to 1']],
    [{ exclusiveMaximum: 1 }, 1, ['Number Lt properties.a: Must be less than 1']],
    [{ multipleOf: 5 }, 7, ['Multiple Of properties.a: Must be a multiple of 5']],
    [
      { minLength: 2 },
      'a',
      ['String Gte properties.a: String length must be greater than or equal to 2'],
    ],
    [{ minItems: 1 }, [], ['Array Min Items properties.a: Array must have at least 1 items']],
    [
      { maxProperties: 1 },
      { b: 1, c: 1 },
      ['Array Max Properties properties.a: Must have at most 1 properties'],
    ],
    [{ uniqueItems: true }, [1, 1], ['Unique properties.a: Items must be unique']],
    [
      { additionalProperties: false },
      { b: 1 },
      ['Additional Property Not Allowed properties.a.b: Additional property b is not allowed'],
    ],
    [
      { propertyNames: { pattern: '^a' } },
      { b: 1 },
      ['Invalid Property Name properties.a: Property name b does not match'],
    ],
    [{ required: ['b'] }, {}, ['Required properties.a.b: properties.a.b is required']],
    [
      { anyOf: [{ type: 'string' }, { minimum: 3 }] },
      1,
      ['Number Any Of properties.a: Must validate at least one schema (anyOf)'],
    ],
    [
      { oneOf: [{}, {}] },
      1,
      ['Number One Of properties.a: Must validate one and only one schema (oneOf)'],
    ],
    [{ not: {} }, 1, ['Number Not properties.a: Must not validate the schema (not)']],
    [
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema.
      { if: { const: 1 }, then: { const: 2 } },
      1,
      [
        'Const properties.a: properties.a does not match: 2',
        'Condition Then properties.a: Must validate "then" as "if" was valid',
      ],
    ],
    [
      { items: { type: 'object', properties: { b: { type: 'string' } } } },
      [{}, { b: 1 }],
      ['Invalid Type properties.a.1.b: Invalid type. Expected: string, given: integer'],
    ],
  ])('is worded as the service words it: %j of %j', (schema, value, expected) => {
    const verdict = aPlan(anEventRule({ a: schema })).verdict(anEvent({ a: value }));

    expect(found(verdict)).toEqual(expected);
  });

  it('has one entry for a choice, and hides nothing that is not in a branch of it', () => {
    const jsonSchema = {
      properties: {
        properties: {
          anyOf: [{ required: ['sku'] }, { required: ['name'] }],
          properties: { price: { $ref: '#/definitions/amount' } },
        },
      },
      definitions: { amount: { type: 'number' } },
    };
    const plan = aPlan({ type: 'TRACK', key: 'An Event', jsonSchema });
    const verdict = plan.verdict(anEvent({ price: '1' }), { onViolation: { type: 'block' } });

    expect(found(verdict)).toEqual([
      'Number Any Of properties: Must validate at least one schema (anyOf)',
      'Invalid Type properties.price: Invalid type. Expected: number, given: string',
    ]);
    expect(verdict.outcome).toBe('block');
  });

  it('is decided by all of it, however much else is wrong', () => {
    const list = Array.from({ length: 500 }, () => 'wrong');
    const plan = aPlan(anEventRule({ list: { items: { type: 'number' } }, z: { enum: ['a'] } }));
    const message = anEvent({ list, z: 'b' });

    expect(plan.verdict(message, { onViolation: { enum: 'block' } }).outcome).toBe('block');
    expect(plan.verdict(message, { onViolation: 'omit' }).message['properties']).toEqual({});
  });

  it('takes time that grows with the message alone', () => {
    const choice = { anyOf: [{ type: 'string' }, { type: 'boolean' }] };
    const plan = aPlan(anEventRule({ list: { items: choice } }));
    const startedMs = performance.now();
    plan.verdict(anEvent({ list: Array.from({ length: 15_000 }, (_, index) => index) }));

    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });

  it('does not take one pattern for another', () => {
    const properties = { a: { pattern: '^x$' }, b: { pattern: '^y$' } };
    const plan = aPlan(
      anEventRule(properties),
      anEventRule({ a: { pattern: '^z$' } }, {}, { key: 'Other' }),
    );

    expect(found(plan.verdict(anEvent({ a: 'x', b: 'y' })))).toEqual([]);
    expect(found(plan.verdict(anEvent({ a: 'z' }, { event: 'Other' })))).toEqual([]);
    expect(plan.verdict(anEvent({ a: 'y', b: 'x' })).violations).toHaveLength(2);
  });

  it('does not take what every object inherits for a property', () => {
    const plan = aPlan(
      anEventRule({ constructor: { type: 'string' } }, { required: ['toString'] }),
    );

    expect(found(plan.verdict(anEvent({})))).toEqual([
      'Required properties.toString: properties.toString is required',
    ]);
  });

  it('never has the value, and is bounded', () => {
    const names = Array.from({ length: 500 }, (_, index) => `p${index}`);
    const plan = aPlan(
      anEventRule(Object.fromEntries(names.map((name) => [name, { type: 'null' }]))),
    );
    const secret = Object.fromEntries(names.map((name) => [name, 'secret']));
    const { violations } = plan.verdict(anEvent(secret));

    expect(violations).toHaveLength(100);
    expect(JSON.stringify(violations)).not.toContain('secret');
  });

  it('takes a pattern that would backtrack for ever no time', () => {
    const plan = aPlan(anEventRule({ a: { pattern: '^(a+)+$' } }));
    const startedMs = performance.now();

    expect(plan.verdict(anEvent({ a: `${'a'.repeat(30_000)}!` })).violations).toHaveLength(1);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
});

describe('exported schemas', () => {
  it('have the same identifiers in each of their parts', () => {
    const schema = (key: string) => ({
      type: 'TRACK' as const,
      key,
      jsonSchema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        $id: '/root',
        properties: {
          properties: {
            id: '/properties/properties',
            properties: { id: { $id: '/properties/properties/properties/id', type: 'string' } },
          },
        },
      },
    });
    const plan = aPlan(schema('An Event'), schema('Other'));
    plan.prepare();

    expect(found(plan.verdict(anEvent({ id: 1 })))).toEqual([
      'Invalid Type properties.id: Invalid type. Expected: string, given: integer',
    ]);
  });

  it('may be flat', () => {
    const plan = aPlan({
      type: 'TRACK',
      key: 'An Event',
      jsonSchema: {
        eventMetadata: { name: 'An Event', type: 'track' },
        required: ['a'],
        properties: { a: { type: 'string' } },
      },
    });

    expect(found(plan.verdict(anEvent({ b: 1 })))).toEqual([
      'Required properties.a: properties.a is required',
    ]);
    expect(found(plan.verdict({ type: 'track', event: 'An Event' }))).toEqual([
      'Required properties: properties is required',
    ]);
    expect(plan.verdict(anEvent({ b: 1 })).unplanned).toEqual(['b']);
  });
});
