import { expect } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import type { Analytics } from 'waybill';
import { assertSettled, assertTracked, createTestAnalytics, type Recorder } from 'waybill/testing';
import { anEvent, anOrderCompleted } from 'waybill/testing/fixtures';
import 'waybill/testing/jest-globals';
import type { Ecommerce } from 'waybill/vocab';

// Compiled, not run.
const { analytics, recorder, endpoint, clock } = createTestAnalytics<Ecommerce>({ flushAt: 5 });
expectTypeOf(analytics).toEqualTypeOf<Analytics<Ecommerce>>();
expectTypeOf(recorder).toEqualTypeOf<Recorder<Ecommerce>>();
// @ts-expect-error: no such option.
createTestAnalytics({ flushAtOnce: true });

// What is found has the properties of the event.
expectTypeOf(recorder.find('Order Completed')?.properties.total).toEqualTypeOf<
  number | undefined
>();
expectTypeOf(recorder.waitFor('Order Completed')).resolves.toHaveProperty('properties');
expectTypeOf(recorder.of('identify')[0]?.traits['plan']).toBeAny();
// @ts-expect-error: no event of the plan.
recorder.find('Order Complted');
recorder.find({ type: 'identify', userId: '42' });
recorder.find(({ type }) => type === 'alias');

// A client that knows its events will do where any client does.
expectTypeOf(createTestAnalytics().analytics).toExtend<Analytics>();

endpoint.reply(503).fail('ECONNRESET', { times: 2 }).hang();
expectTypeOf(clock.advance(5)).resolves.toBeVoid();
expectTypeOf(assertSettled(analytics)).resolves.toBeVoid();
assertTracked(recorder, /Order/, { total: Number.isFinite }, { userId: '42' });

expect(recorder).toHaveTracked('Order Completed', { total: expect.any(Number) });
expect(recorder).not.toHaveTrackedTimes('Order Completed', 2);
// @ts-expect-error: a number of times.
expect(recorder).toHaveTrackedTimes('Order Completed', 'twice');

// Builders make what the client takes.
analytics.track(anOrderCompleted({ total: 3 }));
analytics.track(anEvent('Product Viewed', { price: 3 }, { userId: 42 }));
// @ts-expect-error: a number.
anOrderCompleted({ total: '3' });
// @ts-expect-error: no event of a vocabulary.
anEvent('Order Complted');
