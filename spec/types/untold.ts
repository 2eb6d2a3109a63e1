import { expectTypeOf } from 'expect-type';
import { Analytics, type MessageContext, type Receipt, type TrackCall } from 'waybill';

// Compiled, not run: what a client knows that is told of no events.
expectTypeOf<Parameters<Analytics['track']>[0]>().toExtend<TrackCall>();
expectTypeOf<TrackCall>().toExtend<Parameters<Analytics['track']>[0]>();
class Own extends Analytics {
  override track(params: TrackCall): Receipt {
    return super.track(params);
  }
}
new Own({ writeKey: 'a-write-key' }).track({ userId: '1', event: 'Anything' });

// Traits and context that have a meaning have types; any others may stand beside them.
declare const any: Analytics;
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
