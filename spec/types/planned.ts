import { expectTypeOf } from 'expect-type';
import { Analytics, type EventName, type EventProperties, type PlannedEvents } from 'waybill';
import { loadPlan, type PlanDocument } from 'waybill/plan';
import { handleSignals } from 'waybill/process';
import type { Ecommerce } from 'waybill/vocab';
import { plan } from './shop-plan.js';

// Compiled, not run: what a client knows that is told of events by a tracking plan.
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
