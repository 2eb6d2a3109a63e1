import { describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../lib/plan/load-plan.js';
import { createTestAnalytics } from '../../lib/testing/create-test-analytics.js';
import type { FixtureCall } from '../../lib/testing/fixtures/an-event.js';
import * as fixtures from '../../lib/testing/fixtures.js';
import { vocabularies } from '../../lib/vocab/vocabulary.js';
import '../../lib/testing/jest-globals.js';

const events = vocabularies()
  .filter(({ isLegacy }) => !isLegacy)
  .flatMap((vocabulary) => vocabulary.events)
  .filter(({ call }) => call === 'track');
const { anEvent, ...builders } = fixtures;
const made = Object.values(builders as Record<string, () => FixtureCall<string, object>>);

describe('the builders of calls', () => {
  it('are there for every event that is tracked', () => {
    const names = made.map((build) => build().event);
    expect([...names].sort()).toEqual(events.map(({ name }) => name).sort());
    expect(names).toHaveLength(89);
  });

  it.each(made.map((build) => [build().event, build] as const))(
    'make %s as its vocabulary has it, always the same',
    (name, build) => {
      const schema = events.find((event) => event.name === name)?.schema;
      const jsonSchema = { type: 'object', properties: { properties: schema } };
      const rules = [{ type: 'TRACK' as const, key: name, jsonSchema }];
      const { analytics, recorder } = createTestAnalytics();

      analytics.track(build());

      expect(recorder).toMatchPlan(loadPlan({ name: 'The vocabulary', rules }));
      expect(Object.keys(build().properties)).toEqual(Object.keys(schema?.properties ?? {}));
      expect(build()).toEqual(build());
    },
  );

  it('take what is given in the place of what they have', () => {
    const order = fixtures.anOrderCompleted({ total: 3, gift: true }, { userId: 42 });
    expect(order).toMatchObject({
      event: 'Order Completed',
      userId: 42,
      properties: { total: 3, gift: true, currency: 'USD', order_id: 'order-1' },
    });
    expect(anEvent('Order Completed', { total: 3, gift: true }, { userId: 42 })).toEqual(order);
  });

  it('know no other event', () => {
    expect(() => anEvent('Order Complted' as 'Order Completed')).toThrow(
      'anEvent: event must be an event of waybill/vocab, by the name that it has there; found "Order Complted".',
    );
  });
});
