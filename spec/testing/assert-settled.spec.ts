import { hasSubscribers } from 'node:diagnostics_channel';
import { describe, expect, it } from '@jest/globals';
import { assertSettled } from '../../lib/testing/assert-settled.js';
import { assertTracked } from '../../lib/testing/asserts.js';
import { createTestAnalytics } from '../../lib/testing/create-test-analytics.js';
import { turns } from '../../lib/testing/manual-clock.js';
import { aPromise } from '../support/a-promise.js';

const ORDER = { userId: '42', event: 'Order Completed', properties: { total: 30 } };
const STRICT = { everyCallAsserted: true };

async function textOf(check: Promise<void>): Promise<string> {
  const error: unknown = await check.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : '';
}

describe('the check after a test', () => {
  it('is content with what is sent at once', async () => {
    const { analytics } = createTestAnalytics();
    analytics.track(ORDER);

    await expect(assertSettled(analytics)).resolves.toBeUndefined();
  });

  it('names a message that waits for a retry, and lets it be sent as it advises', async () => {
    const { analytics, endpoint, clock } = createTestAnalytics();
    endpoint.reply(503);
    analytics.track(ORDER);

    const text = await textOf(assertSettled(analytics));

    const [, waitMs] = /clock\.advance\((\d+)\)/.exec(text) ?? [];
    expect(text).toBe(
      [
        'assertSettled: the test left something behind.',
        '',
        `Pending (let time pass, by await clock.advance(${waitMs}) or clock.runAll()):`,
        `  1. track "Order Completed" of user "42" with { total: 30 }: waits for a retry in ${waitMs} ms, after a reply of 503`,
      ].join('\n'),
    );
    await clock.advance(Number(waitMs));
    await assertSettled(analytics);
  });

  it('names a message whose request hangs, and those that a service asks to wait', async () => {
    const { analytics, endpoint, clock } = createTestAnalytics({ httpRequestTimeout: 3_000 });
    endpoint.hang().reply(429, { headers: { 'retry-after': '5' } });
    analytics.track(ORDER);
    await turns();
    analytics.track({ ...ORDER, event: 'Order Refunded' });
    await clock.advance(1_000);
    analytics.track({ ...ORDER, event: 'Order Cancelled' });

    const text = await textOf(assertSettled(analytics));

    expect(text).toContain('clock.advance(2000)');
    expect(text).not.toContain('flush');
    expect(text).toMatch(/1\. .*: waits for a reply, for 2000 ms at most$/m);
    expect(text).toMatch(/2\. .*: waits for a retry in 4000 ms, after a reply of 429$/m);
    expect(text).toMatch(/3\. .*: is not sent yet$/m);
    await clock.runAll();
    await assertSettled(analytics);
  });

  it('advises to flush what the client was told to gather', async () => {
    const { analytics } = createTestAnalytics({ flushAt: 10 });
    analytics.track(ORDER);

    expect(await textOf(assertSettled(analytics))).toMatch(
      /Pending \(await analytics\.flush\(\)\):\n.*: is not sent yet$/,
    );
    await analytics.flush();
    await assertSettled(analytics);
  });

  it('names a message that is with a plugin', async () => {
    const held = aPromise<undefined>();
    const { analytics } = createTestAnalytics({
      plugins: [async (message) => (await held.promise) ?? message],
    });
    analytics.track(ORDER);

    expect(await textOf(assertSettled(analytics))).toMatch(
      /Pending \(await analytics\.flush\(\)\):\n {2}1\. track: waits for a plugin$/,
    );
    held.resolve(undefined);
    await analytics.flush();
    await assertSettled(analytics);
  });

  it.each<[object, string]>([
    [{ everyCallAssertd: true }, 'must be an option that exists, perhaps everyCallAsserted'],
    [{ everyCallAsserted: 'yes' }, 'everyCallAsserted must be true or false; found a string'],
  ])('takes no options like %j', async (options, text) => {
    await expect(assertSettled(createTestAnalytics(), options)).rejects.toThrow(text);
  });

  it('lets the process forget it when nothing is pending any more', async () => {
    const { analytics } = createTestAnalytics();
    const before = hasSubscribers('waybill:retry');
    analytics.track(ORDER);
    expect(hasSubscribers('waybill:retry')).toBe(true);
    await analytics.flush();

    expect([before, hasSubscribers('waybill:retry')]).toEqual([false, false]);
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
