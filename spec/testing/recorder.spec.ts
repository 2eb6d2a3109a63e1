import { describe, expect, it } from '@jest/globals';
import type { Message } from '../../lib/message/message.js';
import type { Step } from '../../lib/pipeline/plugin.js';
import { createTestAnalytics } from '../../lib/testing/create-test-analytics.js';

const ORDER = { userId: 42, event: 'Order Completed', properties: { total: 30 } };

describe('a recorder', () => {
  it('has a call in the turn of the call, as it will be sent', () => {
    const { analytics, recorder } = createTestAnalytics({ plugins: [withCurrency] });

    analytics.track({ ...ORDER, properties: { at: new Date(0) } });

    expect(recorder.calls).toMatchObject([
      {
        type: 'track',
        userId: '42',
        timestamp: '2026-01-01T00:00:00.000Z',
        properties: { at: '1970-01-01T00:00:00.000Z', currency: 'EUR' },
      },
    ]);
  });

  it('has the very messages that are sent, in their order', async () => {
    const { analytics, recorder, endpoint } = createTestAnalytics();

    analytics.identify({ userId: '42', traits: { plan: 'pro' } });
    analytics.scope({ userId: '42' }).track({ event: 'Signed Up' });
    analytics.enqueue({ type: 'page', userId: '42', name: 'Home' });
    await analytics.flush();

    expect(endpoint.requests.flatMap(({ batch }) => batch)).toEqual(recorder.calls);
    expect(recorder.of('track')).toMatchObject([{ event: 'Signed Up' }]);
    expect(recorder.of('alias')).toEqual([]);
  });

  it('has a call that an asynchronous plugin holds up when it is through', async () => {
    const slow = async <Event>(event: Event): Promise<Event> => event;
    const { analytics, recorder } = createTestAnalytics({ plugins: [slow] });

    analytics.track(ORDER);

    expect(recorder.calls).toEqual([]);
    expect(await recorder.waitFor('Order Completed')).toMatchObject({ properties: { total: 30 } });
    expect(analytics.stats().accepted).toBe(1);
  });

  it('finds by event, by fields and by function', () => {
    const { analytics, recorder } = createTestAnalytics();
    analytics.track(ORDER);
    analytics.group({ userId: '42', groupId: 7 });

    expect(recorder.find('Order Completed')?.properties['total']).toBe(30);
    expect(recorder.find({ type: 'group', groupId: '7' })).toMatchObject({ type: 'group' });
    expect(recorder.find(({ userId }) => userId === '42')).toMatchObject({ type: 'track' });
    expect(recorder.find('Order Refunded')).toBeUndefined();
  });

  it('waits for a call that comes later', async () => {
    const { analytics, recorder } = createTestAnalytics();

    const found = recorder.waitFor({ type: 'track', properties: { total: 31 } });
    analytics.track(ORDER);
    analytics.track({ ...ORDER, properties: { total: 31 } });

    expect(await found).toMatchObject({ properties: { total: 31 } });
  });

  it('says what came instead, when it has waited long enough', async () => {
    const { analytics, recorder } = createTestAnalytics();
    analytics.track(ORDER);

    const wait = recorder.waitFor('Order Refunded', { timeout: 1 });

    await expect(wait).rejects.toMatchObject({
      message: expect.stringMatching(
        /nothing came within 1 ms.*\nThe only track call is number 1: track "Order Completed"/,
      ),
    });
    await expect(recorder.waitFor(() => false, { timeout: 1 })).rejects.toThrow('within 1 ms');
  });

  it('takes nothing that it does not know', async () => {
    const { recorder } = createTestAnalytics();
    const nothing = undefined as unknown as string;

    await expect(recorder.waitFor('A', { timout: 5 } as object)).rejects.toThrow('perhaps timeout');
    await expect(recorder.waitFor('A', { timeout: -1 })).rejects.toThrow('timeout must be');
    await expect(recorder.waitFor(nothing)).rejects.toThrow('waitFor: sought must be an event');
    expect(() => recorder.find(nothing)).toThrow('find: sought must be an event');
  });

  it('has what was dropped and refused, with why', async () => {
    const plugins: readonly Step[] = [
      (message) => ('event' in message && message.event === 'Ping' ? null : message),
    ];
    const { analytics, recorder } = createTestAnalytics({ plugins, onInvalid: 'drop' });
    analytics.track({ userId: '42', event: 'Ping' });
    analytics.track({ userId: '', event: 'Pong' });

    expect(recorder.calls).toEqual([]);
    expect(recorder.dropped).toMatchObject([{ reason: 'filtered', message: { event: 'Ping' } }]);
    expect(recorder.refused).toMatchObject([{ reason: 'invalid', error: { field: 'userId' } }]);
  });

  it('has calls that threw, too', () => {
    const { analytics, recorder } = createTestAnalytics();

    expect(() => analytics.track({ userId: '42', event: '' })).toThrow('event');

    expect(recorder.refused).toMatchObject([{ reason: 'invalid', error: { field: 'event' } }]);
  });

  it('counts a message that is not for the endpoint as left out', () => {
    const { analytics, recorder } = createTestAnalytics();
    analytics.track({ ...ORDER, integrations: { 'Segment.io': false } });

    expect(recorder.calls).toEqual([]);
    expect(recorder.dropped).toMatchObject([{ reason: 'filtered', message: { userId: '42' } }]);
  });

  it('keeps what the endpoint refused among the calls, since it was sent', async () => {
    const { analytics, recorder, endpoint } = createTestAnalytics();
    endpoint.reply(400);
    analytics.track(ORDER);
    await analytics.flush();

    expect(recorder.calls).toHaveLength(1);
    expect(recorder.dropped).toMatchObject([{ reason: 'refused', error: { status: 400 } }]);
  });

  it('forgets when it is told to', async () => {
    const { analytics, recorder } = createTestAnalytics();
    analytics.track(ORDER);
    recorder.clear();
    analytics.track({ ...ORDER, event: 'Order Refunded' });
    await analytics.flush();

    expect(recorder.calls).toMatchObject([{ event: 'Order Refunded' }]);
  });
});

const withCurrency: Step = (message) => {
  const { properties } = message as { readonly properties?: object };
  return { ...message, properties: { ...properties, currency: 'EUR' } } as Message;
};
