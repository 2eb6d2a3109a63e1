const { assertSettled, createTestAnalytics } = require('waybill/testing');
const { anOrderCompleted } = require('waybill/testing/fixtures');
const { loadPlan } = require('waybill/plan');
const { Shop } = require('../src/shop.js');

const ADA = { id: 'ada', email: 'ada@example.com', plan: 'pro' };
const TEA = { id: 'tea', price: 4.5, quantity: 2 };
const JUG = { id: 'jug', price: 21, quantity: 1 };

describe('the shop', () => {
  let analytics;
  let recorder;
  let endpoint;
  let clock;
  let shop;

  beforeEach(() => {
    ({ analytics, recorder, endpoint, clock } = createTestAnalytics());
    shop = new Shop(analytics);
  });

  afterEach(() => assertSettled(analytics));

  it('identifies who signs up', () => {
    shop.signUp(ADA);

    expect(analytics).toHaveIdentified('ada', { plan: 'pro', email: expect.stringContaining('@') });
    expect(recorder).toHaveTracked('Signed Up', { type: 'organic' }, { userId: 'ada' });
    expect(recorder).not.toHaveTracked('Order Completed');
  });

  it('tells of an order in the turn in which it is made', () => {
    shop.order(ADA, [TEA, JUG]);

    expect(recorder).toHaveTracked('Order Completed', { total: expect.any(Number) });
    expect(recorder).toHaveTracked('Order Completed', {
      total: 30,
      products: [expect.objectContaining({ product_id: 'tea' }), { product_id: 'jug' }],
    });
    expect(recorder).toHaveTrackedTimes('Order Completed', 1);
  });

  it('tells of a refund when the money is on its way', async () => {
    const id = shop.order(ADA, [TEA]);

    const refund = shop.refund(id);

    expect(recorder).not.toHaveTracked('Order Refunded');
    const { properties } = await recorder.waitFor('Order Refunded');
    expect(properties).toEqual({ order_id: id });
    await refund;
  });

  it('tells of no refund that was not made', async () => {
    await expect(shop.refund('order-7')).rejects.toThrow(RangeError);

    expect(recorder).not.toHaveTracked();
  });

  it('does as the vocabulary has it', () => {
    shop.order(ADA, [TEA]);

    const [order] = recorder.of('track');
    const known = Object.keys(anOrderCompleted().properties);
    expect(known).toEqual(expect.arrayContaining(Object.keys(order.properties)));
  });

  it('loses no order in an outage of an hour', async () => {
    endpoint.fail('ECONNREFUSED', { times: 8 });
    shop.order(ADA, [TEA]);

    await clock.advance(3_600_000);

    expect(analytics.stats()).toMatchObject({ delivered: 1, retried: 8 });
    expect(endpoint.requests).toHaveLength(9);
  });

  it('does not wait for fake timers', async () => {
    jest.useFakeTimers();
    shop.signUp(ADA);
    await expect(analytics.flush()).resolves.toMatchObject({ delivered: 2 });
    jest.useRealTimers();
  });

  it('is as planned', () => {
    const plan = loadPlan({
      name: 'Shop',
      rules: [
        {
          type: 'TRACK',
          key: 'Order Completed',
          jsonSchema: {
            type: 'object',
            properties: { properties: { type: 'object', required: ['order_id', 'total'] } },
          },
        },
      ],
    });
    shop.order(ADA, [TEA]);

    expect(recorder).toMatchPlan(plan);
    shop.signUp(ADA);
    expect(() => expect(recorder).toMatchPlan(plan)).toThrow(/track "Signed Up".*\n.*not planned/);
  });
});

describe('a failure', () => {
  it('names the nearest call, and where it differs', () => {
    const { analytics, recorder } = createTestAnalytics();
    new Shop(analytics).order(ADA, [TEA]);

    const ask = () =>
      expect(recorder).toHaveTracked('Order Complete', { total: expect.any(String) });

    expect(ask).toThrow('The only track call is number 1: track "Order Completed" of user "ada"');
    expect(ask).toThrow('  - properties.total: Any<String>\n  + properties.total: 9\n');
  });
});
