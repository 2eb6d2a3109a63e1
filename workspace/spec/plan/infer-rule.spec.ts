import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { inferRule } from '../../lib/plan/infer-rule.js';

const EVENT = { type: 'TRACK', key: 'A' } as const;

function schemaOf(...bags: readonly unknown[]): unknown {
  const messages = bags.map((properties) => ({ type: 'track', event: 'A', properties }));
  const { properties } = inferRule(EVENT, messages).jsonSchema;
  return (properties as { readonly properties: unknown }).properties;
}

describe('the rule of an event', () => {
  it('has the types of its properties, and requires those that are always there', () => {
    expect(
      schemaOf(
        { id: 'x', total: 1, paid: true, note: null },
        { id: 'y', total: 1.5, note: 'n', lines: [{ sku: 1 }, { sku: 2, n: 3 }] },
      ),
    ).toEqual({
      type: 'object',
      required: ['id', 'total', 'note'],
      properties: {
        id: { type: 'string' },
        total: { type: 'number' },
        paid: { type: 'boolean' },
        note: { type: ['null', 'string'] },
        lines: {
          type: 'array',
          items: {
            type: 'object',
            required: ['sku'],
            properties: { sku: { type: 'integer' }, n: { type: 'integer' } },
          },
        },
      },
    });
  });

  it.each([
    ['no properties', [undefined], { type: 'object', properties: {} }, undefined],
    ['them now and then', [undefined, {}], { type: 'object', properties: {} }, undefined],
    ['empty ones', [{}], { type: 'object', properties: {} }, ['properties']],
  ])('is open where its messages have %s', (_what, bags, schema, required) => {
    const messages = bags.map((properties) => ({ type: 'track', event: 'A', properties }));
    const { jsonSchema } = inferRule(EVENT, messages);
    expect(jsonSchema).toMatchObject({ properties: { properties: schema } });
    expect(jsonSchema['required']).toEqual(required);
  });

  it('leaves open an object whose keys are data', () => {
    const ids = Object.fromEntries(Array.from({ length: 301 }, (_, id) => [`id-${id}`, id]));
    expect(schemaOf({ ids })).toMatchObject({ properties: { ids: { type: 'object' } } });
    expect(JSON.stringify(schemaOf({ ids }))).not.toContain('id-1');
  });

  it('is one that all its messages fit', () => {
    const bags = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1 });
    fc.assert(
      fc.property(bags, (all) => {
        const messages = all.map((properties) => {
          const text = JSON.stringify({ type: 'track', userId: 'u', event: 'A', properties });
          return JSON.parse(text) as Readonly<Record<string, unknown>>;
        });
        const plan = loadPlan({ name: 'p', rules: [inferRule(EVENT, messages)] });
        for (const message of messages) {
          const { violations, unplanned } = plan.verdict(message);
          expect({ violations, unplanned }).toEqual({ violations: [], unplanned: [] });
        }
      }),
    );
  });
});
