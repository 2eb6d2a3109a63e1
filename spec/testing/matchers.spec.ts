import { describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../lib/plan/load-plan.js';
import {
  createTestAnalytics,
  type TestAnalytics,
} from '../../lib/testing/create-test-analytics.js';
import '../../lib/testing/jest-globals.js';

const ORDER = {
  userId: '42',
  event: 'Order Completed',
  properties: { total: 30, currency: 'EUR' },
};

function aShop(): TestAnalytics {
  const kit = createTestAnalytics();
  const { analytics } = kit;
  analytics.identify({ userId: 42, traits: { plan: 'pro' } });
  analytics.group({ userId: '42', groupId: 7, traits: { employees: 3 } });
  analytics.page({ userId: '42', name: 'Home', properties: { path: '/' } });
  analytics.screen({ anonymousId: 'a', name: 'Start' });
  analytics.alias({ userId: '42', previousId: 'a' });
  analytics.track(ORDER);
  return kit;
}

/** What a failure says. */
function saidBy(ask: () => void): string {
  try {
    ask();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It holds.');
}

describe('the matchers', () => {
  it.each(['recorder', 'analytics'] as const)('take what a test has: %s', (name) => {
    const kit = aShop();
    const given = kit[name];

    expect(given).toHaveTracked();
    expect(given).toHaveTracked('Order Completed');
    expect(given).toHaveTracked('Order Completed', { total: expect.any(Number) }, { userId: 42 });
    expect(given).toHaveTracked(/^Order/, { total: (total: unknown) => total === 30 });
    expect(given).not.toHaveTracked('Order Completed', { total: 31 });
    expect(given).not.toHaveTracked('Order Completed', {}, { userId: '43' });
    expect(given).toHaveTrackedTimes('Order Completed', 1);
    expect(given).not.toHaveTrackedTimes('Order Completed', 2);
    expect(given).toHaveTrackedTimes('Order Refunded', 0);
    expect(given).toHaveIdentified(42, { plan: 'pro' });
    expect(given).toHaveIdentified('42');
    expect(given).not.toHaveIdentified('43');
    expect(given).toHaveGrouped(7, { employees: 3 });
    expect(given).toHavePaged('Home', { path: '/' });
    expect(given).toHaveScreened('Start', undefined, { anonymousId: 'a' });
    expect(given).toHaveAliased('42', 'a');
    expect(given).not.toHaveAliased('a', '42');
    expect(kit).toHaveTracked('Order Completed');
  });

  it('take no name that is undefined by mistake, as any call would do then', () => {
    const { recorder } = aShop();
    const { typo } = {} as { readonly typo?: string };

    expect(() => expect(recorder).toHaveTracked(typo)).toThrow(
      'toHaveTracked: event must be a value, a pattern, a matcher or a function (without arguments, any call will do); found undefined.',
    );
    expect(() => expect(recorder).not.toHaveTracked(typo, { total: 1 })).toThrow('event must be');
    expect(() => expect(recorder).toHaveTrackedTimes(typo as string, 1)).toThrow('event must be');
    expect(() => expect(recorder).toHavePaged(typo)).toThrow('name must be');
    expect(() => expect(recorder).toHaveAliased(typo)).toThrow('userId must be');
    expect(recorder).toHavePaged(undefined, { path: '/' });
    expect(recorder).toHaveAliased(undefined, 'a');
  });

  it('show the nearest call by its name, and where it differs', () => {
    const { analytics, recorder } = aShop();
    analytics.track({ userId: '42', event: 'Product Viewed', properties: { total: 'a lot' } });

    const said = saidBy(() =>
      expect(recorder).toHaveTracked('Order Complted', {
        total: expect.any(String),
        coupon: 'TEA',
      }),
    );

    expect(said).toBe(`expect(recorder).toHaveTracked

No call is like this: a track call "Order Complted" with { properties: { total: Any<String>, coupon: "TEA" } }.
The nearest of 2 track calls is number 6: track "Order Completed" of user "42" with { total: 30, currency: "EUR" }

  - event: "Order Complted"
  + event: "Order Completed"
  - properties.total: Any<String>
  + properties.total: 30
  - properties.coupon: "TEA"
  + properties.coupon: nothing

(- wanted, + recorded)`);
  });

  it('show of calls of one name the one with the fewest differences', () => {
    const { analytics, recorder } = aShop();
    analytics.track({ ...ORDER, properties: { total: 31, currency: 'USD' } });

    const wanted = { total: 32, currency: 'EUR' };
    expect(saidBy(() => expect(recorder).toHaveTracked('Order Completed', wanted))).toContain(
      'The nearest of 2 track calls is number 6',
    );
  });

  it('show what there is, where no call is of the type', () => {
    const { analytics, recorder } = createTestAnalytics();
    expect(saidBy(() => expect(recorder).toHavePaged('Home'))).toContain('Nothing was recorded.');

    analytics.track(ORDER);
    expect(saidBy(() => expect(recorder).toHavePaged('Home'))).toContain(
      'There is no page call. Recorded:\n  1. track "Order Completed" of user "42"',
    );
  });

  it('show what was not sent, and why', () => {
    const { analytics, recorder } = createTestAnalytics({
      onInvalid: 'drop',
      plugins: [() => null],
    });
    analytics.track(ORDER);
    analytics.track({ ...ORDER, userId: '' });

    expect(saidBy(() => expect(recorder).toHaveTracked('Order Completed'))).toMatch(
      /Not sent:\n {2}dropped as filtered: track "Order Completed" .*\n {2}refused as invalid: track: userId/,
    );
  });

  it('show what is there and should not be', () => {
    const { recorder } = aShop();
    expect(saidBy(() => expect(recorder).not.toHaveTracked('Order Completed'))).toBe(
      `expect(recorder).not.toHaveTracked

One call is like this: a track call "Order Completed".
  6. track "Order Completed" of user "42" with { total: 30, currency: "EUR" }`,
    );
    expect(saidBy(() => expect(recorder).toHaveTrackedTimes('Order Completed', 2))).toContain(
      'Wanted 2 calls. One call is like this',
    );
  });

  it('hold calls to a plan', () => {
    const { analytics, recorder } = createTestAnalytics();
    const properties = { type: 'object', properties: { total: { type: 'number' }, currency: {} } };
    const jsonSchema = { type: 'object', properties: { properties } };
    const plan = loadPlan({
      name: 'Shop',
      rules: [{ type: 'TRACK', key: 'Order Completed', jsonSchema }],
    });
    analytics.track(ORDER);
    expect(recorder).toMatchPlan(plan);
    expect(saidBy(() => expect(recorder).not.toMatchPlan(plan))).toContain(
      'Wanted a call that is not as the plan "Shop" has it. The only call is as planned.',
    );

    analytics.track({ ...ORDER, properties: { total: '30', colour: 'red' } });
    analytics.track({ ...ORDER, event: 'Order Complted' });
    const before = JSON.stringify(recorder.calls);

    expect(saidBy(() => expect(recorder).toMatchPlan(plan))).toMatch(
      /Not as the plan "Shop" has it:\n {2}2\. track "Order Completed".*\n {5}- properties\.total: .*\n {5}- properties\.colour: It is not planned\.\n {2}3\. track "Order Complted".*\n {5}- It is not planned; is "Order Completed" meant\?$/,
    );
    expect(JSON.stringify(recorder.calls)).toBe(before);
  });

  it.each([
    ['no recorder', () => expect({}).toHaveTracked('a'), 'toHaveTracked: recording must be'],
    [
      'no number',
      () => expect(aShop()).toHaveTrackedTimes('a', -1),
      'toHaveTrackedTimes: times must',
    ],
    ['no plan', () => expect(aShop()).toMatchPlan({} as never), 'toMatchPlan: plan must be'],
  ])('say what is wrong with the question: %s', (_what, ask, said) => {
    expect(ask).toThrow(said);
  });
});
