import { describe, expect, it } from '@jest/globals';
import { createTestAnalytics } from '../../lib/testing/create-test-analytics.js';
import { TestEndpoint } from '../../lib/testing/test-endpoint.js';

const ORDER = { userId: '42', event: 'Order Completed' };

describe('an endpoint in memory', () => {
  it('answers as it is told, one request after the other, and 200 then', async () => {
    const { analytics, endpoint, clock } = createTestAnalytics();
    endpoint.reply(503).fail('ECONNREFUSED').hang().reply(500, { times: 2 });

    const { outcome } = analytics.track(ORDER);
    await clock.runAll();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 6 });
    expect(endpoint.requests).toHaveLength(6);
    expect(endpoint.requests[5]?.headers).toMatchObject({ 'x-retry-count': '5' });
  });

  it('says how long to wait', async () => {
    const { analytics, endpoint, clock } = createTestAnalytics();
    endpoint.reply(429, { headers: { 'retry-after': '90' } });
    analytics.track(ORDER);

    await clock.advance(89_999);
    expect(analytics.stats().pending).toBe(1);
    await clock.advance(1);
    expect(analytics.stats()).toMatchObject({ pending: 0, delivered: 1 });
  });

  it('has a body that errors quote', async () => {
    const { analytics, endpoint, recorder } = createTestAnalytics();
    endpoint.reply(400, { body: { message: 'no such source' } });
    analytics.track(ORDER);
    await analytics.flush();

    expect(recorder.dropped[0]?.error?.message).toContain('no such source');
  });

  it('gives an error of the test as the reason', async () => {
    const { analytics, endpoint, recorder } = createTestAnalytics({ maxRetries: 0 });
    endpoint.fail(new Error('The cable is cut.'));
    analytics.track(ORDER);
    await analytics.flush();

    expect(recorder.dropped[0]?.error?.cause).toMatchObject({ message: 'The cable is cut.' });
  });

  it('forgets what it was told', async () => {
    const { analytics, endpoint } = createTestAnalytics();
    endpoint.reply(400, { times: Number.POSITIVE_INFINITY });
    endpoint.clear();

    expect(await analytics.track(ORDER).outcome).toMatchObject({ status: 'delivered' });
  });

  it.each<[string, (endpoint: TestEndpoint) => unknown, string]>([
    ['reply', (one) => one.reply(503, { time: 3 } as object), 'reply: time must be an option'],
    ['reply', (one) => one.reply(503, 3 as never), 'reply: options must be an object with'],
    ['fail', (one) => one.fail('EPIPE', { tmes: 3 } as object), 'perhaps times; found none'],
    ['fail', (one) => one.fail({ times: 3 } as never), 'fail: error must be an Error or a code'],
    ['hang', (one) => one.hang({ body: '' } as object), 'hang: body must be an option that exists'],
  ])('takes nothing that %s does not know', (_name, tell, text) => {
    expect(() => tell(new TestEndpoint())).toThrow(text);
  });

  it.each([99, 600, 200.5, '200'])('takes no status like %p', (status) => {
    expect(() => new TestEndpoint().reply(status as number)).toThrow(
      'reply: status must be a whole number from 200 to 599',
    );
  });

  it.each([0, -1, 1.5])('takes no number of times like %p', (times) => {
    expect(() => new TestEndpoint().hang({ times })).toThrow('hang: times must be');
  });
});
