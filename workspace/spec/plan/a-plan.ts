import { loadPlan } from '../../../lib/plan/load-plan.js';
import type { Plan } from '../../../lib/plan/plan.js';

type Properties = Readonly<Record<string, unknown>>;

/** A rule for an event, of its properties. */
export function aRule(key: string, properties: Properties, required: readonly string[] = []) {
  return {
    type: 'TRACK' as const,
    key,
    jsonSchema: {
      type: 'object',
      ...(required.length === 0 ? {} : { required: ['properties'] }),
      properties: { properties: { type: 'object', required, properties } },
    },
  };
}

export const ORDER = aRule(
  'Order Completed',
  {
    order_id: { type: 'string' },
    total: { type: 'number' },
    currency: { enum: ['EUR', 'USD'] },
    products: { type: 'array', items: { properties: { price: { type: 'number' } } } },
  },
  ['order_id'],
);

/** The document of a plan with one rule; say only what matters. */
export function aPlanDocument(fields: Readonly<Record<string, unknown>> = {}) {
  return { name: 'Shop', rules: [ORDER], ...fields };
}

export function aPlan(fields: Readonly<Record<string, unknown>> = {}): Plan {
  return loadPlan(aPlanDocument(fields));
}

/** An order, as planned unless said otherwise. */
export function anOrder(properties: Properties = {}): Record<string, unknown> {
  const { order_id = 'o-1', ...rest } = properties;
  return {
    type: 'track',
    userId: 'user-1',
    event: 'Order Completed',
    properties: { order_id, total: 12.5, ...rest },
  };
}
