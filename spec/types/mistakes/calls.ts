import { Analytics } from 'waybill';
import type { Ecommerce } from 'waybill/vocab';

// Does not compile: spec/types.spec.ts looks at what the compiler says about each line.
const plan = {
  name: 'Accounts',
  type: 'LIVE',
  rules: [
    {
      type: 'TRACK',
      key: 'Signed Up',
      version: 1,
      jsonSchema: {
        type: 'object',
        properties: {
          properties: {
            type: 'object',
            properties: { plan: { enum: ['free', 'pro'] } },
            required: ['plan'],
          },
        },
      },
    },
    { type: 'TRACK', key: 'Signed Out', version: 1, jsonSchema: {} },
  ],
} as const;
const shop = new Analytics<Ecommerce>({ writeKey: 'a-write-key' });
const accounts = new Analytics<typeof plan>({ writeKey: 'a-write-key' });

shop.track({ userId: '1', event: 'Order Complted' });
shop.track({ userId: '1', event: 'Order Completed', properties: { total: '30' } });
shop.track({ event: 'Order Completed' });
accounts.track({ userId: '1', event: 'Signed up' });
accounts.track({ userId: '1', event: 'Signed Up', properties: { plan: 'gold' } });
accounts.track({ userId: '1', event: 'Signed Up' });
accounts.track({ userId: '1', event: 'Signed Up', properties: {} });
accounts.track({ userId: '1', event: 'Signed Out', property: {} });
