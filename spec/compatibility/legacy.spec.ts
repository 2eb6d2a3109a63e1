import { describe, expect, it } from '@jest/globals';
import { Analytics, type AnalyticsOptions } from '../../lib/index.js';
import { type Answering, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

// Programs as they were written for `analytics-node` 6, the client that Segment's own replaced.
const stage = useStage();

type Options = Omit<AnalyticsOptions, 'writeKey'>;

async function play(script: readonly Answering[] = [], options: Options = {}) {
  const service = await stage.service(script);
  const host = `${service.url}/`;
  const analytics = new Analytics('a-write-key', { host, maxRetries: 0, ...options });
  stage.onEnd(() => analytics.close({ timeout: 0 }));
  return { service, analytics };
}

/** Resolves with what a callback is called with. */
function called(call: (callback: (...given: unknown[]) => void) => unknown): Promise<unknown[]> {
  return new Promise((resolve) => call((...given) => resolve(given)));
}

describe("a program of Segment's legacy client", () => {
  it('gives the write key apart, and a host with a slash', async () => {
    const { service, analytics } = await play([], { flushAt: 1 });

    analytics.track({ userId: 'user-1', event: 'Seen' });
    await service.received(1);

    expect(service.requests).toMatchObject([
      {
        path: '/v1/batch',
        headers: { authorization: `Basic ${Buffer.from('a-write-key:').toString('base64')}` },
        body: { batch: [{ userId: 'user-1', event: 'Seen' }] },
      },
    ]);
  });

  it('needs no options', async () => {
    const analytics = new Analytics('a-write-key');
    expect(await analytics.flush()).toMatchObject({ pending: 0 });
    await analytics.close();
  });

  it('gives numbers for ids and Dates for times in all six calls', async () => {
    const { service, analytics } = await play();
    const timestamp = new Date('2024-02-29T10:00:00.000Z');
    const common = { userId: 42, timestamp };

    analytics.identify({ ...common, traits: { email: 'a@example.com', createdAt: timestamp } });
    analytics.track({ ...common, event: 'Paid', properties: { total: 30 } });
    analytics.page({ ...common, name: 'Home' });
    analytics.screen({ anonymousId: 7, timestamp, name: 'Home' });
    analytics.group({ ...common, groupId: 1 });
    analytics.alias({ ...common, previousId: 41 });
    await analytics.flush();

    const at = { timestamp: '2024-02-29T10:00:00.000Z' };
    expect(service.messages).toMatchObject([
      { ...at, type: 'identify', userId: '42', traits: { createdAt: at.timestamp } },
      { ...at, type: 'track', userId: '42', event: 'Paid', properties: { total: 30 } },
      { ...at, type: 'page', userId: '42', name: 'Home' },
      { ...at, type: 'screen', anonymousId: '7', name: 'Home' },
      { ...at, type: 'group', userId: '42', groupId: '1' },
      { ...at, type: 'alias', userId: '42', previousId: '41' },
    ]);
  });

  it('gives callbacks to its calls, which get an error first', async () => {
    const { analytics } = await play([status(200), status(503)]);
    const first = called((callback) => analytics.track({ userId: 1, event: 'Sent' }, callback));
    await analytics.flush();
    const second = called((callback) => analytics.identify({ userId: 1 }, callback));
    await analytics.flush();

    expect((await first)[0]).toBeUndefined();
    const [error] = await second;
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: 'retries-spent' });
  });

  it('flushes with a callback, which is called when everything was sent', async () => {
    const { service, analytics } = await play();
    analytics.track({ userId: 1, event: 'Seen' });

    const [error] = await called((callback) => analytics.flush(callback));

    expect(error).toBeUndefined();
    expect(service.messages).toHaveLength(1);
  });

  it('flushes with a callback where there is nothing to send', async () => {
    const { service, analytics } = await play();

    const [error] = await called((callback) => analytics.flush(callback));

    expect(error).toBeUndefined();
    expect(service.requests).toEqual([]);
  });

  it('flushes with a callback, which gets an error where messages were lost', async () => {
    const { analytics } = await play([status(503)]);
    analytics.track({ userId: 1, event: 'Lost' });

    const [error] = await called((callback) => analytics.flush(callback));

    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: 'retries-spent' });
  });

  it('sends nothing with enable: false, and its callbacks are called without an error', async () => {
    const { service, analytics } = await play([], { enable: false, flushAt: 1 });

    const [ofCall] = await called((callback) =>
      analytics.track({ userId: 1, event: 'Seen' }, callback),
    );
    const [ofFlush] = await called((callback) => analytics.flush(callback));

    expect([ofCall, ofFlush]).toEqual([undefined, undefined]);
    expect(service.connections).toBe(0);
  });

  it('sends as ever with enable: true', async () => {
    const { service, analytics } = await play([], { enable: true });
    analytics.track({ userId: 1, event: 'Seen' });
    await analytics.flush();
    expect(service.messages).toHaveLength(1);
  });

  it("has its errorHandler called with each error that 'error' has", async () => {
    const [handled, heard]: [unknown[], unknown[]] = [[], []];
    const errorHandler = (error: unknown): void => void handled.push(error);
    const { analytics } = await play([status(503), status(503)], { errorHandler });
    analytics.on('error', (error) => heard.push(error));

    analytics.track({ userId: 1, event: 'Lost' });
    await analytics.flush();
    analytics.track({ userId: 1, event: 'Lost too' });
    await analytics.flush();
    await until(() => heard.length === 2, 'the second error');

    const lost = { name: 'DeliveryError', code: 'retries-spent' };
    expect(handled).toMatchObject([lost, lost]);
    expect(handled).toEqual([expect.any(Error), expect.any(Error)]);
    expect(handled).toEqual(heard);
  });

  it('throws from a call that lacks what it needs', async () => {
    const { analytics } = await play();

    expect(() => analytics.track({ userId: 1 } as never)).toThrow(/event/);
    expect(() => analytics.identify({ traits: {} } as never)).toThrow(/userId/);
    expect(() => analytics.group({ userId: 1 } as never)).toThrow(/groupId/);
    expect(() => analytics.alias({ userId: 1 } as never)).toThrow(/previousId/);
  });

  it.each([
    ['', 'writeKey'],
    [undefined, 'options'],
    [null, 'options'],
    [42, 'options'],
  ])('is not made with %p for a write key: it names %s', (writeKey, field) => {
    expect(() => new Analytics(writeKey as string, {})).toThrow(
      expect.objectContaining({ name: 'ValidationError', code: 'invalid', field }),
    );
  });
});
