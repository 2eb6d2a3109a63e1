import type { PlanDocument } from '../../../lib/plan/document.js';
import { anEvent, aPlan } from '../../plan/typed-client/a-plan.js';

/** A plan with everything that is hard to name or to say. */
export function hardPlan(): PlanDocument {
  const keys = [
    'Order Completed',
    'order_completed',
    'Order Completed V2',
    'Track',
    'delete',
    'New',
    'then',
    'Date',
    'Record',
    '3D Viewed',
    '🎉',
    '!',
    '注文',
    "it's `a` */ \\ $\u007bb}",
    'a\nb',
    '__proto__',
    'constructor',
    'toString',
    'Call',
    'Receipt',
  ];
  const node = {
    type: 'object',
    properties: { next: { $ref: '#/definitions/node' }, '*/': { type: 'string' } },
  };
  const tree = {
    type: 'object',
    definitions: { node },
    properties: { properties: { $ref: '#/definitions/node' } },
  };
  const context = {
    type: 'object',
    required: ['library', 'tenant'],
    properties: { tenant: { $ref: '#/definitions/tenant' } },
  };
  const page = { type: 'object', required: ['url'], properties: { url: { type: 'string' } } };
  return aPlan(
    ...keys.map((key) => anEvent(key, { description: `${key} */` })),
    anEvent('Order Completed', {}, { version: 2 }),
    { type: 'TRACK', key: 'Tree', jsonSchema: tree },
    {
      type: 'COMMON',
      jsonSchema: {
        type: 'object',
        required: ['context'],
        properties: { context },
        definitions: { tenant: { type: 'string' } },
      },
    },
    { type: 'PAGE', key: 'Home', jsonSchema: { type: 'object', properties: { properties: page } } },
    { type: 'PAGE', jsonSchema: { type: 'object' } },
  );
}
