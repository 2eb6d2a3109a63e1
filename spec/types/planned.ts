import { expectTypeOf } from 'expect-type';
import {
  Analytics,
  type EventName,
  type EventProperties,
  type MessageContext,
  type PlannedEvents,
  type PlannedTrackCall,
  type Receipt,
  type Scope,
  type TrackCall,
} from 'waybill';
import { analyticsMiddleware } from 'waybill/express';
import { loadPlan, type PlanDocument } from 'waybill/plan';
import { handleSignals } from 'waybill/process';
import type { B2bSaas, Ecommerce, LegacyEcommerce, Platform, Video } from 'waybill/vocab';

// Compiled, not run: what a client knows that is told of events.
const shop = new Analytics<Ecommerce & B2bSaas>({ writeKey: 'a-write-key' });
declare const someText: string;

// Events have names and properties.
expectTypeOf(
  shop.track({ userId: '1', event: 'Order Completed', properties: { total: 30, products: [] } }),
).toEqualTypeOf<Receipt>();
shop.track({ anonymousId: 'a', event: 'Signed Up' });
shop.track({ userId: '1', event: 'Completed Order', properties: { order_id: 'o' } });
// @ts-expect-error: there is no such event.
shop.track({ userId: '1', event: 'Order Complted' });
// @ts-expect-error: it could be any.
shop.track({ userId: '1', event: someText });
// @ts-expect-error: a total is a number.
shop.track({ userId: '1', event: 'Order Completed', properties: { total: '30' } });
// @ts-expect-error: so is the price of a product.
shop.track({ userId: '1', event: 'Product Viewed', properties: { price: '3' } });
const products = [{ product_id: 'p', price: '3' }];
// @ts-expect-error: within a list, too.
shop.track({ userId: '1', event: 'Cart Viewed', properties: { products } });
// @ts-expect-error: nobody is named.
shop.track({ event: 'Signed Up' });

// A team adds properties of its own, and has interfaces.
interface Order {
  readonly order_id: string;
  readonly warehouse: string;
}
declare const order: Order;
shop.track({ userId: '1', event: 'Order Completed', properties: order });
shop.track({ userId: '1', event: 'Order Completed', properties: { warehouse: 'east' } });

// What is no event of track is no event of a vocabulary.
expectTypeOf<'Page Viewed'>().not.toExtend<EventName<Platform>>();
expectTypeOf<keyof LegacyEcommerce>().toExtend<string>();
expectTypeOf<Video['Video Ad Started']['type']>().toEqualTypeOf<
  'pre-roll' | 'mid-roll' | 'post-roll' | undefined
>();

// It is a client like any other: for scopes, for the entry points, and where any client will do.
expectTypeOf(shop.scope()).toEqualTypeOf<Scope<Ecommerce & B2bSaas>>();
expectTypeOf(shop.current()).toEqualTypeOf<Scope<Ecommerce & B2bSaas>>();
shop.scope({ userId: '1' }).track({ event: 'Order Completed', properties: { total: 30 } });
shop.scope({ userId: '1' }).scope({}).track({ event: 'Trial Started' });
// @ts-expect-error: a scope knows the events as well.
shop.scope({ userId: '1' }).track({ event: 'Order Complted' });
handleSignals([shop]).dispose();
analyticsMiddleware(shop);
const any: Analytics = shop;
any.track({ userId: '1', event: 'Anything' });
const anyScope: Scope = shop.scope();
anyScope.track({ userId: '1', event: 'Anything' });
const { track } = shop;
track({ userId: '1', event: 'Order Completed' });
shop.run(shop.scope(), () => shop.current().track({ event: 'Signed In', userId: '1' }));
shop.enqueue({ type: 'track', userId: '1', event: 'Whatever the import has' });

// Functions around it.
function send<Name extends EventName<Ecommerce>>(call: PlannedTrackCall<Ecommerce, Name>): Receipt {
  return new Analytics<Ecommerce>({ writeKey: 'a-write-key' }).track(call);
}
send({ userId: '1', event: 'Order Completed', properties: { total: 30 } });
expectTypeOf<EventProperties<Ecommerce, 'Product Viewed'>['price']>().toEqualTypeOf<
  number | undefined
>();

// An interface of a team's own is held to what it says.
interface Signups {
  readonly 'Signed Up': { readonly plan: 'free' | 'pro'; readonly seats?: number };
  readonly 'Signed Out': Record<string, never>;
}
const signups = new Analytics<Signups>({ writeKey: 'a-write-key' });
signups.track({ userId: '1', event: 'Signed Up', properties: { plan: 'pro' } });
signups.track({ userId: '1', event: 'Signed Out' });
// @ts-expect-error: the plan is needed.
signups.track({ userId: '1', event: 'Signed Up' });
// @ts-expect-error: there is no such plan.
signups.track({ userId: '1', event: 'Signed Up', properties: { plan: 'gold' } });
// @ts-expect-error: there are no colours.
signups.track({ userId: '1', event: 'Signed Up', properties: { plan: 'pro', colour: 'red' } });
signups.page({ userId: '1', name: 'Any' });
signups.identify({ userId: '1', traits: { seats: 3 } });

// A tracking plan.
const plan = {
  name: 'Shop',
  type: 'LIVE',
  rules: [
    { type: 'COMMON', version: 1, jsonSchema: { type: 'object', required: ['context'] } },
    {
      type: 'TRACK',
      key: 'Order Completed',
      version: 2,
      jsonSchema: {
        type: 'object',
        properties: {
          properties: {
            type: 'object',
            properties: { subtotal: { type: 'number' } },
            required: ['subtotal'],
          },
        },
      },
    },
    {
      type: 'TRACK',
      key: 'Order Completed',
      version: 1,
      jsonSchema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        labels: { team: 'shop' },
        properties: {
          context: {},
          traits: { type: 'object' },
          properties: {
            type: 'object',
            properties: {
              order_id: { type: 'string', pattern: '^o' },
              items: { type: 'integer', minimum: 1 },
              isGift: { type: 'boolean' },
              coupon: { type: ['string', 'null'] },
              currency: { enum: ['EUR', 'USD'] },
              version: { const: 1 },
              at: { type: 'string', format: 'date-time' },
              day: { type: 'string', format: 'date' },
              anything: {},
              either: { anyOf: [{ type: 'string' }, { type: 'number' }] },
              products: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: { price: { type: 'number' } },
                  required: ['price'],
                  additionalProperties: false,
                },
              },
              stock: { type: 'object', additionalProperties: { type: 'number' } },
            },
            required: ['order_id'],
          },
        },
        required: ['properties'],
      },
    },
    {
      type: 'TRACK',
      key: 'Signed Up',
      version: 1,
      jsonSchema: {
        eventMetadata: { name: 'Signed Up', type: 'track' },
        type: 'object',
        properties: { how: { type: 'string', enum: ['organic', 'invited'] } },
        required: ['how'],
        additionalProperties: false,
      },
    },
    { type: 'TRACK', key: 'Seen', jsonSchema: {} },
    {
      type: 'IDENTIFY',
      version: 3,
      jsonSchema: {
        properties: {
          traits: { type: 'object', properties: { plan: { enum: ['free', 'pro'] } } },
        },
      },
    },
    {
      type: 'GROUP',
      version: 1,
      jsonSchema: {
        properties: {
          traits: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
        },
      },
    },
    {
      type: 'PAGE',
      key: 'Pricing',
      version: 1,
      jsonSchema: {
        properties: {
          properties: {
            type: 'object',
            properties: { url: { type: 'string' } },
            required: ['url'],
          },
        },
      },
    },
    { type: 'PAGE', key: 'Home', version: 1, jsonSchema: {} },
    { type: 'SCREEN', version: 1, jsonSchema: {} },
  ],
} as const;
const planned = new Analytics<typeof plan>({
  writeKey: 'a-write-key',
  plan: { plan: loadPlan(plan) },
});

// The oldest version counts: it is the one that a message is held to which names none.
expectTypeOf<EventProperties<typeof plan, 'Order Completed'>['order_id']>().toEqualTypeOf<string>();
type Completed = PlannedEvents<typeof plan>['Order Completed'];
expectTypeOf<Completed['items']>().toEqualTypeOf<number | undefined>();
expectTypeOf<Completed['isGift']>().toEqualTypeOf<boolean | undefined>();
expectTypeOf<Completed['coupon']>().toEqualTypeOf<string | null | undefined>();
expectTypeOf<Completed['currency']>().toEqualTypeOf<'EUR' | 'USD' | undefined>();
expectTypeOf<Completed['version']>().toEqualTypeOf<1 | undefined>();
expectTypeOf<Completed['at']>().toEqualTypeOf<Date | string | undefined>();
expectTypeOf<Completed['day']>().toEqualTypeOf<string | undefined>();
expectTypeOf<Completed['anything']>().toEqualTypeOf<unknown>();
expectTypeOf<Completed['either']>().toEqualTypeOf<unknown>();
expectTypeOf<Completed['products']>().toEqualTypeOf<
  readonly { readonly price: number }[] | undefined
>();
expectTypeOf<Completed['stock']>().toEqualTypeOf<Readonly<Record<string, number>> | undefined>();
expectTypeOf<EventName<typeof plan>>().toEqualTypeOf<'Order Completed' | 'Signed Up' | 'Seen'>();

planned.track({ userId: '1', event: 'Order Completed', properties: { order_id: 'o', more: 1 } });
planned.track({ userId: '1', event: 'Signed Up', properties: { how: 'invited' } });
planned.track({ userId: '1', event: 'Seen' });
planned.track({ userId: '1', event: 'Seen', properties: { by: 'whom' } });
// @ts-expect-error: the order is needed.
planned.track({ userId: '1', event: 'Order Completed' });
// @ts-expect-error: in the properties.
planned.track({ userId: '1', event: 'Order Completed', properties: {} });
// @ts-expect-error: the schema is closed.
planned.track({ userId: '1', event: 'Signed Up', properties: { how: 'invited', by: 'a' } });
// @ts-expect-error: it is not planned.
planned.track({ userId: '1', event: 'Signed Out' });

planned.identify({ userId: '1' });
planned.identify({ userId: '1', traits: { plan: 'pro', age: 30 } });
// @ts-expect-error: there is no such plan.
planned.identify({ userId: '1', traits: { plan: 'gold' } });
planned.group({ userId: '1', groupId: 'g', traits: { name: 'Acme' } });
// @ts-expect-error: a group has a name.
planned.group({ userId: '1', groupId: 'g' });
planned.page({ userId: '1', category: 'Docs', properties: { title: 'Any' } });
planned.page({ userId: '1', name: 'Pricing', properties: { url: '/pricing' } });
planned.page({ userId: '1', name: 'Home' });
// @ts-expect-error: there is no such page.
planned.page({ userId: '1', name: 'Prices' });
// @ts-expect-error: it has an address.
planned.page({ userId: '1', name: 'Pricing' });
planned.screen({ userId: '1', name: 'Any', properties: { a: 1 } });
planned.scope({ userId: '1' }).page({ name: 'Pricing', properties: { url: '/pricing' } });
planned.scope({ userId: '1' }).identify({ traits: { plan: 'free' } });
// @ts-expect-error: there is no such plan, in a scope either.
planned.scope({ userId: '1' }).identify({ traits: { plan: 'gold' } });

handleSignals(planned).dispose();
const anyToo: Analytics = planned;
anyToo.scope().track({ userId: '1', event: 'Anything' });

// Plans and vocabularies go together.
const both = new Analytics<Ecommerce & PlannedEvents<typeof plan>>({ writeKey: 'a-write-key' });
both.track({ userId: '1', event: 'Product Viewed', properties: { price: 3 } });
both.track({ userId: '1', event: 'Signed Up', properties: { how: 'organic' } });

// A plan that isn't written `as const` has nothing to say.
const vague = { rules: [{ type: 'TRACK', key: 'Seen', version: 1, jsonSchema: {} }] };
const guessing = new Analytics<typeof vague>({ writeKey: 'a-write-key' });
guessing.track({ userId: '1', event: 'Anything', properties: { a: 1 } });
const loaded = new Analytics<PlanDocument>({ writeKey: 'a-write-key' });
loaded.track({ userId: '1', event: 'Anything' });
loaded.page({ userId: '1', name: 'Any' });

// Without any of it, everything is as it is.
expectTypeOf<Parameters<Analytics['track']>[0]>().toExtend<TrackCall>();
expectTypeOf<TrackCall>().toExtend<Parameters<Analytics['track']>[0]>();
class Own extends Analytics {
  override track(params: TrackCall): Receipt {
    return super.track(params);
  }
}
new Own({ writeKey: 'a-write-key' }).track({ userId: '1', event: 'Anything' });

// Traits and context that have a meaning have types; any others may stand beside them.
declare const bag: Record<string, unknown>;
any.identify({ userId: '1', traits: bag, context: bag });
any.identify({ userId: '1', traits: { createdAt: new Date(), ours: true } });
any.identify({ userId: '1', traits: { company: { name: 'Acme', floor: 3 } } });
// @ts-expect-error: an age is a number.
any.identify({ userId: '1', traits: { age: 'thirty' } });
// @ts-expect-error: a name is a text.
any.group({ userId: '1', groupId: 'g', traits: { name: 3 } });
any.track({
  userId: '1',
  event: 'Seen',
  context: {
    ip: '203.0.113.7',
    app: { name: 'shop', flavour: 'red' },
    campaign: { source: 'mail' },
    consent: { categoryPreferences: { analytics: true } },
    groupId: 'g',
    protocols: { event_version: 2 },
    traits: { plan: 'pro' },
    userAgentData: { brands: [{ brand: 'A', version: '1' }], mobile: false },
    ours: [1, 2],
  },
});
// @ts-expect-error: an address is a text.
any.track({ userId: '1', event: 'Seen', context: { ip: 42 } });
// @ts-expect-error: a version is a number.
any.track({ userId: '1', event: 'Seen', context: { protocols: { event_version: '2' } } });
expectTypeOf<MessageContext>().toExtend<Readonly<Record<string, unknown>>>();
expectTypeOf<MessageContext['ours']>().toEqualTypeOf<unknown>();
