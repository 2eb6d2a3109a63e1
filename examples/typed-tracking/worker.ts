/**
 * A worker that ships orders, and tracks them with a client that was made of `plan.json`: `npx waybill plan types
 * examples/typed-tracking/plan.json --out examples/typed-tracking/analytics.ts`. Run it by `ENDPOINT=http://localhost:8080 node
 * --import tsx examples/typed-tracking/worker.ts`.
 */
import { Analytics } from 'waybill';
import { typed } from './analytics.js';

const { WRITE_KEY = 'my-write-key', ENDPOINT } = process.env;

const client = new Analytics({ writeKey: WRITE_KEY, host: ENDPOINT });
const analytics = typed(client);

analytics.identify({ userId: 'ada', traits: { plan: 'pro', createdAt: new Date() } });
analytics.signedUp({ userId: 'ada', properties: { type: 'invited' } });

const products = [{ product_id: 'tea', price: 4.5, quantity: 2 }];
analytics.orderCompleted({ userId: 'ada', properties: { order_id: '7', total: 9, products } });
analytics.orderCompletedV2({
  userId: 'ada',
  context: { ip: '203.0.113.7' },
  properties: { order_id: '8', subtotal: 8, total: 9, products },
});

// The calls of one visitor have a scope, which says who they are about.
const visitor = typed(client.scope({ anonymousId: 'visitor-3' }));
visitor.page({ name: 'Pricing', properties: { url: 'https://shop.example/pricing' } });
visitor.track({ event: 'Product Viewed', properties: { product_id: 'tea', season: 'fall' } });

const { delivered } = await client.close();
console.log(`${delivered} messages are delivered.`);
