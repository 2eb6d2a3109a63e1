import type { ViolationEvent } from '../../lib/client/events.js';
import type { PlanOptions } from '../../lib/client/options.js';
import type { PlanDocument } from '../../lib/plan/document.js';
import { loadPlan } from '../../lib/plan/load-plan.js';
import type { Stage } from '../support/stage.js';

/** A plan of one event, and of one source with settings and transformations. */
export const plan = loadPlan({
  name: 'A shop',
  rules: [
    {
      type: 'TRACK',
      key: 'Product Viewed',
      jsonSchema: {
        type: 'object',
        properties: {
          properties: {
            type: 'object',
            required: ['product_id'],
            properties: {
              product_id: { type: 'string' },
              price: { type: 'number', minimum: 0 },
              currency: { type: 'string', pattern: '^[A-Z]{3}$' },
              seen_at: { type: 'string', format: 'date-time' },
            },
          },
        },
      },
      planning: { what: 'Product Viewed', where: ['Amplitude', 'Warehouses'] },
    },
  ],
  connections: [{ sourceId: 'src_web', settings: { track: { allowUnplannedEvents: false } } }],
  transformations: [
    {
      name: 'An older name',
      sourceId: 'src_web',
      enabled: true,
      if: "event = 'viewed_product'",
      newEventName: 'Product Viewed',
      propertyRenames: [{ oldName: 'id', newName: 'product_id' }],
    },
    { name: 'Tests', sourceId: 'src_web', enabled: true, if: "userId = 'test'", drop: true },
  ],
} satisfies PlanDocument);

/** A call of the planned event. */
export const viewed = (properties: object, fields: object = {}) => ({
  userId: 'u',
  event: 'Product Viewed',
  properties,
  ...fields,
});

/** A client that is held to the plan, where it sends, and what it told. */
export async function aPlanned(
  stage: Stage,
  options: Partial<PlanOptions> = {},
  others: object = {},
) {
  const service = await stage.service();
  const client = stage.client(service, { plan: { plan, ...options }, ...others });
  const told: ViolationEvent[] = [];
  client.on('violation', (violation) => void told.push(violation));
  return { service, client, told };
}
