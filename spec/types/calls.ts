import { expectTypeOf } from 'expect-type';
import {
  Analytics,
  type AnalyticsError,
  type Callback,
  type Context,
  type IdentifyCall,
  type Receipt,
  type Scope,
  type TrackCall,
} from 'waybill';

// Compiled, not run: what callers may write, and what the compiler has to stop.
const analytics = new Analytics({ writeKey: 'a-write-key' });

/** A type of the caller's own, without an index signature. */
interface Plan {
  readonly name: string;
  readonly seats?: number;
}
declare const plan: Plan;

// Each of the six gives a receipt.
expectTypeOf(analytics.identify({ userId: '1', traits: plan })).toEqualTypeOf<Receipt>();
expectTypeOf(analytics.track({ userId: 1, event: 'Seen' })).toEqualTypeOf<Receipt>();
expectTypeOf(analytics.page({ anonymousId: 'a', name: 'Home' })).toEqualTypeOf<Receipt>();
expectTypeOf(analytics.screen({ userId: '1', category: 'Docs' })).toEqualTypeOf<Receipt>();
expectTypeOf(analytics.group({ userId: '1', groupId: 'g' })).toEqualTypeOf<Receipt>();
expectTypeOf(analytics.alias({ userId: '1', previousId: 'a' })).toEqualTypeOf<Receipt>();
expectTypeOf(
  analytics.enqueue({ type: 'track', userId: '1', event: 'Seen' }),
).toEqualTypeOf<Receipt>();

// Either id will do, and both; optional fields may be undefined even under exactOptionalPropertyTypes.
analytics.track({ userId: undefined, anonymousId: 'a', event: 'Seen', properties: undefined });
analytics.track({ userId: '1', anonymousId: 'a', event: 'Seen', timestamp: new Date() });
analytics.track({ userId: '1', event: 'Seen', timestamp: '2026-01-01T00:00:00Z', messageId: 'm' });

// @ts-expect-error: nobody is named.
analytics.track({ event: 'Seen' });
// @ts-expect-error: neither id is there.
analytics.identify({ userId: undefined, anonymousId: undefined, traits: {} });
// @ts-expect-error: an empty call.
analytics.identify({});
// @ts-expect-error: no call at all.
analytics.page();
// @ts-expect-error: a track call needs an event.
analytics.track({ userId: '1' });
// @ts-expect-error: an event is a text.
analytics.track({ userId: '1', event: 42 });
// @ts-expect-error: a field that does not exist.
analytics.track({ userId: '1', event: 'Seen', property: {} });
// @ts-expect-error: properties are an object.
analytics.track({ userId: '1', event: 'Seen', properties: 'blue' });
// @ts-expect-error: an id is a text or a number.
analytics.identify({ userId: true });
// @ts-expect-error: a group call needs a groupId.
analytics.group({ userId: '1', traits: {} });
// @ts-expect-error: an alias needs both ids.
analytics.alias({ userId: '1' });
// @ts-expect-error: a time is a Date or a text.
analytics.track({ userId: '1', event: 'Seen', timestamp: 1_700_000_000 });
// @ts-expect-error: a raw message says its type.
analytics.enqueue({ userId: '1', event: 'Seen' });
// @ts-expect-error: it is one of the six.
analytics.enqueue({ type: 'tracks', userId: '1', event: 'Seen' });

// Callbacks: the error first, then the message that was delivered.
analytics.track({ userId: '1', event: 'Seen' }, (error, context) => {
  expectTypeOf(error).toEqualTypeOf<AnalyticsError | undefined>();
  expectTypeOf(context).toEqualTypeOf<Context | undefined>();
});
expectTypeOf<Callback>().parameters.toEqualTypeOf<
  [error?: AnalyticsError | undefined, context?: Context | undefined]
>();
analytics.track({ userId: '1', event: 'Seen' }, async () => undefined);
// @ts-expect-error: a callback is a function.
analytics.track({ userId: '1', event: 'Seen' }, 'done');

// Methods work on their own.
const { track } = analytics;
track({ userId: '1', event: 'Seen' });

// In a scope the ids may come from its defaults; what belongs to the call is still needed.
const scope = analytics.scope({ userId: '1', context: { ip: '203.0.113.7' } });
expectTypeOf(scope).toEqualTypeOf<Scope>();
scope.track({ event: 'Seen' });
scope.track({ event: 'Seen', userId: '2' });
// @ts-expect-error: a track call needs an event.
scope.track({ properties: {} });
// @ts-expect-error: a group call needs a groupId.
scope.group({ traits: {} });
// @ts-expect-error: a message id belongs to one message.
analytics.scope({ messageId: 'm' });

// The types of calls are there for functions around the client.
expectTypeOf<{ userId: string; event: string }>().toExtend<TrackCall>();
expectTypeOf<{ event: string }>().not.toExtend<TrackCall>();
expectTypeOf<{ anonymousId: string }>().toExtend<IdentifyCall>();
