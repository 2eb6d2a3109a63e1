import { describe, expect, it } from '@jest/globals';
import type { PlanDocument } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { VERIFY_LIMITS } from '../../../lib/plan/verify/limits.js';
import { Verification, type VerifyReport } from '../../../lib/plan/verify/verification.js';

type Message = Readonly<Record<string, unknown>>;

const PLAN: PlanDocument = {
  name: 'A shop',
  connections: [{ sourceId: 'server' }],
  transformations: [
    {
      name: 'old',
      sourceId: 'server',
      enabled: true,
      if: "event = 'Ordered'",
      newEventName: 'Order Completed',
    },
    { name: 'noise', sourceId: 'server', enabled: true, if: "event = 'Ping'", drop: true },
  ],
  rules: [
    { type: 'COMMON', jsonSchema: { type: 'object', required: ['userId'] } },
    {
      type: 'TRACK',
      key: 'Order Completed',
      jsonSchema: {
        type: 'object',
        properties: {
          properties: {
            type: 'object',
            required: ['total'],
            properties: {
              total: { type: 'number' },
              products: {
                type: 'array',
                items: { type: 'object', required: ['sku'], properties: { sku: {}, price: {} } },
              },
            },
          },
        },
      },
    },
    { type: 'TRACK', key: 'Order Refunded', jsonSchema: {} },
    { type: 'PAGE', key: 'Pricing', jsonSchema: {} },
  ],
};

function verify(messages: readonly Message[], sourceId?: string): VerifyReport<number> {
  const verification = new Verification<number>(loadPlan(PLAN), { sourceId, maxSamples: 2 });
  for (const [index, message] of messages.entries()) {
    verification.take({ userId: 'u', messageId: `m-${index}`, ...message }, index);
  }
  return verification.report;
}

const order = (properties: Message, given: Message = {}): Message => ({
  type: 'track',
  event: 'Order Completed',
  properties,
  ...given,
});

describe('messages against a plan', () => {
  it('are as planned, or not', () => {
    const report = verify([
      order({ total: 1 }),
      order({ total: 'x' }),
      order({ total: 1, colour: 'red' }),
      { type: 'track', event: 'Order Complete' },
      { type: 'page', name: 'Home' },
      { type: 'identify' },
      { type: 'alias' },
    ]);

    expect(report).toMatchObject({
      messages: 7,
      asPlanned: 1,
      withoutRule: 2,
      failed: 1,
      violations: 1,
      unplanned: 2,
      withUnplannedKeys: 1,
      dropped: 0,
    });
  });

  it('have violations by rule, with how many, the first place and some ids', () => {
    const report = verify([order({ total: 1 }), ...[1, 2, 3].map(() => order({ total: 'x' }))]);

    expect(report.rules.map(({ rule, messages, failed }) => [rule.key, messages, failed])).toEqual([
      [undefined, 4, 0],
      ['Order Completed', 4, 3],
      ['Order Refunded', 0, 0],
      ['Pricing', 0, 0],
    ]);
    expect(report.rules[1]?.violations).toEqual([
      {
        type: 'Invalid Type',
        field: 'properties.total',
        description: 'Invalid type. Expected: number, given: string',
        count: 3,
        first: 1,
        samples: ['m-1', 'm-2'],
      },
    ]);
  });

  it('are told the items of a list as one', () => {
    const products = [{ sku: 'a' }, {}, { price: 1, colour: 'red' }];
    const { rules, violations } = verify([order({ total: 1, products })]);

    expect(violations).toBe(2);
    expect(rules[1]?.violations).toEqual([
      expect.objectContaining({
        field: 'properties.products.$.sku',
        description: 'properties.products.$.sku is required',
        count: 2,
        samples: ['m-0'],
      }),
    ]);
    expect(rules[1]?.unplanned).toEqual([
      expect.objectContaining({ key: 'products.$.colour', nearest: undefined, count: 1 }),
    ]);
  });

  it('are held to the common rule, with or without one of their own', () => {
    const { rules, failed } = verify([
      order({ total: 1 }, { userId: undefined }),
      { type: 'identify', userId: undefined },
    ]);
    expect(failed).toBe(2);
    expect(rules[0]).toMatchObject({ messages: 2, failed: 2 });
  });

  it('are told the planned name that is likely meant', () => {
    const { unplannedEvents, rules } = verify([
      { type: 'track', event: 'order_completed' },
      { type: 'track', event: 'Order Completed', properties: { total: 1, Total: 2, produkts: [] } },
      { type: 'track', event: 'Signed Up' },
      { type: 'page', name: 'Pricings' },
    ]);

    expect(unplannedEvents.map(({ type, name, nearest }) => [type, name, nearest])).toEqual([
      ['track', 'order_completed', 'Order Completed'],
      ['track', 'Signed Up', undefined],
      ['page', 'Pricings', 'Pricing'],
    ]);
    expect(rules[1]?.unplanned.map(({ key, nearest }) => [key, nearest])).toEqual([
      ['Total', 'total'],
      ['produkts', 'products'],
    ]);
  });

  it('are changed first, where a source is named', () => {
    const messages = [order({ total: 1 }, { event: 'Ordered' }), order({}, { event: 'Ping' })];
    expect(verify(messages)).toMatchObject({ unplanned: 2, dropped: 0 });
    expect(verify(messages, 'server')).toMatchObject({ asPlanned: 1, unplanned: 0, dropped: 1 });
  });

  it('are counted beyond what there is room for', () => {
    const events = Array.from({ length: VERIFY_LIMITS.unplannedEvents + 3 }, (_, index) => ({
      type: 'track',
      event: `Event ${index}`,
    }));
    const keys = Object.fromEntries(
      Array.from({ length: VERIFY_LIMITS.unplannedProperties + 2 }, (_, index) => [`k${index}`, 1]),
    );
    const report = verify([...events, order({ total: 1, ...keys })]);

    expect(report.unplannedEvents).toHaveLength(VERIFY_LIMITS.unplannedEvents);
    expect(report.more).toEqual({ violations: 0, unplannedEvents: 3, unplannedKeys: 2 });
  });
});
