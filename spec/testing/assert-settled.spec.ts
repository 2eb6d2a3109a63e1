import { describe, expect, it } from '@jest/globals';
import { assertSettled } from '../../lib/testing/assert-settled.js';
import { assertTracked } from '../../lib/testing/asserts.js';
import { createTestAnalytics } from '../../lib/testing/create-test-analytics.js';

const ORDER = { userId: '42', event: 'Order Completed', properties: { total: 30 } };
const STRICT = { everyCallAsserted: true };

describe('the check after a test', () => {
  it('is content with what is sent at once', async () => {
    const { analytics } = createTestAnalytics();
    analytics.track(ORDER);

    await expect(assertSettled(analytics)).resolves.toBeUndefined();
  });

  it('names what is pending', async () => {
    const { analytics, endpoint, clock } = createTestAnalytics();
    endpoint.reply(503);
    analytics.track(ORDER);

    await expect(assertSettled(analytics)).rejects.toThrow(
      /Pending \(.*\):\n {2}1\. track "Order Completed" of user "42" with \{ total: 30 \}$/,
    );
    await clock.runAll();
    await assertSettled(analytics);
  });

  it('names an error that nobody heard', async () => {
    const { analytics, recorder, endpoint } = createTestAnalytics({ onInvalid: 'drop' });
    endpoint.reply(400);
    analytics.track(ORDER);
    analytics.track({ ...ORDER, event: '' });

    await expect(assertSettled(recorder)).rejects.toThrow(
      /Unheard errors .*\n {2}dropped as refused: track "Order Completed".*\n {2}refused as invalid: track: event/,
    );
  });

  it('is content where the test looked at what was lost', async () => {
    const { analytics, recorder, endpoint } = createTestAnalytics({ onInvalid: 'drop' });
    endpoint.reply(400);
    analytics.track(ORDER);
    analytics.track({ ...ORDER, event: '' });
    await analytics.flush();
    expect([recorder.dropped, recorder.refused]).toMatchObject([[{}], [{}]]);

    await assertSettled(recorder);
  });

  it.each([
    ['a listener', { onInvalid: 'drop', errorHandler: () => undefined } as const, undefined],
    ['a callback', { onInvalid: 'drop' } as const, () => undefined],
  ])('is content where %s heard of it', async (_who, options, callback) => {
    const { analytics, endpoint } = createTestAnalytics(options);
    endpoint.reply(400);
    analytics.track(ORDER, callback);
    analytics.track({ ...ORDER, event: '' }, callback);

    await assertSettled(analytics);
  });

  it('is content with a call that threw, and with what a filter dropped', async () => {
    const { analytics } = createTestAnalytics({ plugins: [() => null] });
    analytics.track(ORDER);
    expect(() => analytics.track({ ...ORDER, event: '' })).toThrow();

    await assertSettled(analytics);
  });

  it('names calls that nothing asked for, if it is to', async () => {
    const { analytics, recorder } = createTestAnalytics();
    analytics.track(ORDER);
    analytics.track({ ...ORDER, event: 'Order Refunded' });
    assertTracked(recorder, 'Order Completed');

    await expect(assertSettled(recorder, STRICT)).rejects.toThrow(
      /Calls that nothing asked for:\n {2}1\. track "Order Refunded" .*$/,
    );
    recorder.find('Order Refunded');
    await assertSettled(recorder, STRICT);
  });
});
