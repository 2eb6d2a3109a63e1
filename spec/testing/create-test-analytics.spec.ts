import { describe, expect, it, jest } from '@jest/globals';
import { loadPlan } from '../../lib/plan/load-plan.js';
import { createTestAnalytics } from '../../lib/testing/create-test-analytics.js';

const ORDER = { userId: '42', event: 'Order Completed', properties: { total: 30 } };
const PLAN = loadPlan({
  name: 'Shop',
  rules: [{ type: 'TRACK', key: 'Order Completed', jsonSchema: { type: 'object' } }],
});

describe('a client under test', () => {
  it('sends what is called at once, each time', async () => {
    const { analytics } = createTestAnalytics();

    for (const total of [1, 2, 3]) {
      const { outcome } = analytics.track({ ...ORDER, properties: { total } });
      expect(await outcome).toEqual({ status: 'delivered', attempts: 1 });
    }
  });

  it('sends in batches where it is told how', async () => {
    const { analytics, endpoint, clock } = createTestAnalytics({ flushInterval: 5_000 });
    analytics.track(ORDER);

    await clock.advance(4_999);
    expect(endpoint.requests).toEqual([]);
    await clock.advance(1);
    expect(endpoint.requests).toHaveLength(1);
  });

  it('holds its messages to a plan', () => {
    const plan = { plan: PLAN, onViolation: 'block' } as const;
    const { analytics, recorder } = createTestAnalytics({ plan });
    analytics.track(ORDER);
    analytics.track({ ...ORDER, event: 'Order Complted' });

    expect(recorder.calls).toMatchObject([{ event: 'Order Completed' }]);
    expect(recorder.dropped).toMatchObject([{ reason: 'plan-violation' }]);
  });

  it('tells what the plan finds', async () => {
    const { analytics, recorder } = createTestAnalytics({ plan: { plan: PLAN } });
    analytics.track({ ...ORDER, event: 'Order Complted' });
    await analytics.flush();

    expect(recorder.violations).toMatchObject([{ nearest: 'Order Completed', outcome: 'pass' }]);
  });

  it('sends nothing anywhere, whatever the options of the program say', async () => {
    const send = jest.fn<() => Promise<never>>();
    const elsewhere = { writeKey: 'another', httpClient: send };
    const { analytics } = createTestAnalytics({
      httpClient: send,
      gzip: true,
      spool: 'a-folder',
      deadLetter: 'a-file.ndjson',
      mirror: elsewhere,
      plan: { plan: PLAN, onViolation: 'block', forwardBlocked: elsewhere },
      oauthSettings: { clientId: 'a', clientKey: 'b', keyId: 'c', httpClient: send },
    });
    analytics.track(ORDER);
    analytics.track({ ...ORDER, event: 'Not planned' });
    await analytics.close();

    expect(send).not.toHaveBeenCalled();
    const { mirror, plan, spool } = analytics.stats();
    expect(mirror).toMatchObject({ delivered: 1 });
    expect(plan?.forwarded).toMatchObject({ delivered: 1 });
    expect(spool).toBeUndefined();
  });

  it('gives a function the dead letters', async () => {
    const deadLetter = jest.fn();
    const { analytics, endpoint } = createTestAnalytics({ deadLetter });
    endpoint.reply(403);
    analytics.track(ORDER);
    await analytics.flush();

    expect(deadLetter).toHaveBeenCalledTimes(1);
  });

  it('stands at the time that it is given', () => {
    const { analytics, recorder } = createTestAnalytics({ now: '2030-02-03T04:05:06Z' });
    analytics.track(ORDER);

    expect(recorder.calls).toMatchObject([{ timestamp: '2030-02-03T04:05:06.000Z' }]);
    expect(() => createTestAnalytics({ now: 'soon' })).toThrow(
      'createTestAnalytics: now must be a Date',
    );
  });

  it.each<[object, string]>([
    [{ flushAt: 0 }, 'flushAt must be'],
    [{ flusAt: 1 }, 'flusAt must be an option that exists, perhaps flushAt'],
    [{ transport: 1 }, 'transport must be an object with the methods send'],
    [{ httpClient: {} }, 'httpClient must be a function or an object with the method makeRequest'],
    [{ gzip: 'yes' }, 'gzip must be a boolean'],
    [{ spool: 1 }, 'spool must be a string or object'],
    [[], 'options must be an object'],
  ])('names an option that is wrong, also one that it leaves out: %j', (options, text) => {
    expect(() => createTestAnalytics(options)).toThrow(text);
  });
});
