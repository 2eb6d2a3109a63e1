import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import {
  assertIdentified,
  assertNotTracked,
  assertSettled,
  assertTracked,
  assertTrackedTimes,
  createTestAnalytics,
} from 'waybill/testing';
import { Shop } from '../src/shop.js';

const ADA = { id: 'ada', email: 'ada@example.com', plan: 'pro' };
const TEA = { id: 'tea', price: 4.5, quantity: 2 };
let analytics;
let shop;

beforeEach(() => {
  ({ analytics } = createTestAnalytics());
  shop = new Shop(analytics);
});

afterEach(() => assertSettled(analytics, { everyCallAsserted: true }));

test('who signs up is identified', () => {
  shop.signUp(ADA);

  assertIdentified(analytics, 'ada', { plan: 'pro', email: /@/ });
  assertTracked(analytics, 'Signed Up');
});

test('an order is told once, with its total', () => {
  shop.order(ADA, [TEA]);

  assertTracked(analytics, 'Order Completed', {
    total: 9,
    order_id: (id) => id.startsWith('order-'),
  });
  assertTrackedTimes(analytics, 'Order Completed', 1);
  assertNotTracked(analytics, 'Order Refunded');
});

test('a failure names the nearest call, and where it differs', () => {
  shop.order(ADA, [TEA]);

  assert.throws(() => assertTracked(analytics, 'Order Completed', { total: 10 }), {
    name: 'Error',
    message: /- properties\.total: 10\n {2}\+ properties\.total: 9\n/,
  });
  assertTracked(analytics, 'Order Completed');
});
