import { describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../lib/plan/load-plan.js';
import * as asserts from '../../lib/testing/asserts.js';
import { createTestAnalytics } from '../../lib/testing/create-test-analytics.js';

const PLAN = loadPlan({
  name: 'Shop',
  rules: [{ type: 'TRACK', key: 'Order Completed', jsonSchema: { type: 'object' } }],
});
const kit = createTestAnalytics();
const { analytics, recorder } = kit;
analytics.identify({ userId: 42, traits: { plan: 'pro' } });
analytics.group({ userId: '42', groupId: 7 });
analytics.page({ userId: '42', name: 'Home' });
analytics.screen({ userId: '42', name: 'Start' });
analytics.alias({ userId: '42', previousId: 'a' });
analytics.track({ userId: '42', event: 'Order Completed', properties: { total: 30 } });

describe('the asserts', () => {
  it.each<[string, () => void, () => void]>([
    [
      'assertTracked',
      () => asserts.assertTracked(kit, 'Order Completed', { total: 30 }, { userId: 42 }),
      () => asserts.assertTracked(recorder, 'Order Completed', { total: 31 }),
    ],
    [
      'assertNotTracked',
      () => asserts.assertNotTracked(analytics, 'Order Completed', { total: 31 }),
      () => asserts.assertNotTracked(recorder, 'Order Completed'),
    ],
    [
      'assertTrackedTimes',
      () => asserts.assertTrackedTimes(recorder, /Order/, 1),
      () => asserts.assertTrackedTimes(recorder, /Order/, 2),
    ],
    [
      'assertIdentified',
      () => asserts.assertIdentified(recorder, 42, { plan: 'pro' }),
      () => asserts.assertIdentified(recorder, 43),
    ],
    [
      'assertGrouped',
      () => asserts.assertGrouped(recorder, '7'),
      () => asserts.assertGrouped(recorder, 8),
    ],
    [
      'assertPaged',
      () => asserts.assertPaged(recorder, 'Home'),
      () => asserts.assertPaged(recorder, 'Away'),
    ],
    [
      'assertScreened',
      () => asserts.assertScreened(recorder, 'Start'),
      () => asserts.assertScreened(recorder, 'End'),
    ],
    [
      'assertAliased',
      () => asserts.assertAliased(recorder, '42', 'a'),
      () => asserts.assertAliased(recorder, '42', 'b'),
    ],
    [
      'assertMatchesPlan',
      () => asserts.assertMatchesPlan(recorder, PLAN),
      () => asserts.assertMatchesPlan(recorder, loadPlan({ name: 'Empty', rules: [] })),
    ],
  ])('%s holds, or throws what test runners show', (name, holds, fails) => {
    expect(holds).not.toThrow();
    expect(fails).toThrow(`${name}: `);
  });

  it('take no event that is undefined by mistake', () => {
    for (const assert of [asserts.assertTracked, asserts.assertNotTracked]) {
      expect(() => assert(kit, undefined)).toThrow(`${assert.name}: event must be a value`);
    }
    expect(() => asserts.assertIdentified(kit, undefined)).toThrow('userId must be a value');
  });
});
