import { expect, it } from '@jest/globals';
import { inferPlan } from '../../../lib/plan/infer/infer-plan.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';

it('makes a plan of messages that all of them fit', () => {
  const messages = [1, 2.5].map((total) => ({
    type: 'track',
    userId: 'u-1',
    event: 'Order Completed',
    properties: { total },
  }));

  const plan = loadPlan(inferPlan(messages, { name: 'Shop' }));

  expect([plan.name, plan.rules.map(({ type, key }) => [type, key])]).toEqual([
    'Shop',
    [['TRACK', 'Order Completed']],
  ]);
  for (const message of messages) expect(plan.verdict(message).violations).toEqual([]);
  const wrong = { ...messages[0], properties: { total: 'x' } };
  expect(plan.verdict(wrong).violations).toMatchObject([{ field: 'properties.total' }]);
});
