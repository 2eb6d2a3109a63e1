import { expectTypeOf } from 'expect-type';
import {
  Analytics,
  type EventName,
  type EventProperties,
  type PlannedTrackCall,
  type Receipt,
  type Scope,
} from 'waybill';
import { analyticsMiddleware } from 'waybill/express';
import { handleSignals } from 'waybill/process';
import type { B2bSaas, Ecommerce, LegacyEcommerce, Platform, Video } from 'waybill/vocab';

// Compiled, not run: what a client knows that is told of events, by a vocabulary or by an interface.
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
