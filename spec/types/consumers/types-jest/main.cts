import { createTestAnalytics } from 'waybill/testing';
import 'waybill/testing/jest';

const { analytics, recorder } = createTestAnalytics();

it('sees what was tracked', () => {
  analytics.track({ userId: '42', event: 'Order Completed', properties: { total: 3 } });
  expect(recorder).toHaveTracked('Order Completed', { total: expect.any(Number) });
  expect(recorder).not.toHaveIdentified('43');
  // @ts-expect-error: a number of times.
  expect(recorder).toHaveTrackedTimes('Order Completed', 'twice');
});
