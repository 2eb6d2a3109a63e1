import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { type Service, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();
const START_MS = Date.parse('2026-01-01T00:00:00.000Z');

interface Waiting {
  readonly service: Service;
  readonly clock: ManualClock;
  readonly flushed: Promise<unknown>;
}

/** A client that waits after the first answer to its first message. */
async function afterFirstAnswer(code: number, retryAfter?: string): Promise<Waiting> {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  const service = await stage.service([status(code, headers)]);
  const clock = new ManualClock(START_MS);
  const client = stage.client(service, { clock, retry: { minTimeout: 500, maxTimeout: 60_000 } });
  client.track(aTrack());
  const flushed = client.flush();
  await service.received(1);
  // The deadline of the request is gone, and the wait is there.
  await until(() => clock.timers > 0 && !clock.waits.includes(10_000), 'the wait');
  return { service, clock, flushed };
}

describe('Retry-After (CONTRACT 22)', () => {
  it.each([408, 410, 460, 429, 500, 503, 520])('is honoured with a %d', async (code) => {
    const { service, clock, flushed } = await afterFirstAnswer(code, '7');

    await clock.advance(6_999);
    expect(service.requests).toHaveLength(1);
    await clock.advance(1);
    await flushed;

    expect(service.requests).toHaveLength(2);
  });

  it('is honoured as an HTTP date', async () => {
    const { clock, flushed } = await afterFirstAnswer(503, 'Thu, 01 Jan 2026 00:00:30 GMT');

    expect(Math.max(...clock.waits)).toBe(30_000);
    await clock.advance(30_000);
    await flushed;
  });

  it('is capped at 300 seconds', async () => {
    const { clock } = await afterFirstAnswer(429, '86400000000');

    expect(Math.max(...clock.waits)).toBe(300_000);
  });

  it.each(['', '0', '-5', '1.5', 'soon', 'Thu, 01 Jan 2015 00:00:00 GMT', 'NaN', '1e3', '0x10'])(
    'is no more than the ordinary backoff where it says: %s',
    async (text) => {
      const { clock, flushed } = await afterFirstAnswer(503, text);

      const longest = Math.max(...clock.waits);
      expect(longest).toBeGreaterThanOrEqual(250);
      expect(longest).toBeLessThanOrEqual(500);
      await clock.advance(500);
      await flushed;
    },
  );

  it('never shortens the backoff', async () => {
    const service = await stage.service([status(503, { 'retry-after': '1' })]);
    const clock = new ManualClock(START_MS);
    const client = stage.client(service, {
      clock,
      retry: { minTimeout: 60_000, maxTimeout: 60_000 },
    });
    client.track(aTrack());
    const flushed = client.flush();
    await until(() => clock.waits.some((waitMs) => waitMs >= 30_000), 'the wait');

    await clock.advance(29_999);
    expect(service.requests).toHaveLength(1);
    await clock.advance(30_001);
    await flushed;
  });
});

describe('the backoff (CONTRACT 20)', () => {
  it('is never immediate and grows within its bounds', async () => {
    const service = await stage.service(Array.from({ length: 6 }, () => status(503)));
    const clock = new ManualClock(START_MS);
    const retry = { minTimeout: 500, maxTimeout: 3_000, factor: 2 };
    const client = stage.client(service, { clock, retry });
    client.track(aTrack());
    const flushed = client.flush();

    for (const cap of [500, 1_000, 2_000, 3_000, 3_000, 3_000]) {
      await until(() => clock.timers === 1 && !clock.waits.includes(10_000), 'the wait');
      const [waitMs = 0] = clock.waits;
      expect(waitMs).toBeGreaterThanOrEqual(cap / 2);
      expect(waitMs).toBeLessThanOrEqual(cap);
      const requests = service.requests.length;
      await clock.advance(waitMs);
      await service.received(requests + 1);
    }

    expect(await flushed).toMatchObject({ delivered: 1 });
  });
});

describe('the time that a batch may take (CONTRACT 21)', () => {
  it.each([
    [429, 'maxRateLimitDuration'],
    [503, 'maxTotalBackoffDuration'],
  ])('ends in retries-spent with the last status: %d, %s', async (code, option) => {
    const service = await stage.service();
    service.otherwise(status(code, { 'retry-after': '60' }));
    const clock = new ManualClock(START_MS);
    const client = stage.client(service, { clock, [option]: 150, maxRetries: 1_000 });
    const { outcome } = client.track(aTrack());
    const flushed = client.flush();

    for (const request of [1, 2]) {
      await service.received(request);
      await until(() => clock.waits.includes(60_000), 'the wait');
      await clock.advance(60_000);
    }
    await flushed;

    expect(await outcome).toMatchObject({
      reason: 'retries-spent',
      error: { status: code, attempts: 3 },
    });
  });

  it('is bounded in retries, 429 included', async () => {
    const service = await stage.service();
    service.otherwise(status(429));
    const client = stage.client(service, { maxRetries: 2 });
    const { outcome } = client.track(aTrack());

    await client.flush();

    expect(await outcome).toMatchObject({
      reason: 'retries-spent',
      error: { status: 429, attempts: 3 },
    });
  });
});

describe('the gate (CONTRACT 23)', () => {
  it('holds the whole client, then lets one request go first and the others after it', async () => {
    const service = await stage.service([status(429, { 'retry-after': '5' })]);
    const clock = new ManualClock(START_MS);
    const client = stage.client(service, { clock, maxBatchSize: 1, maxInFlight: 4 });
    client.track(aTrack({ messageId: 'limited' }));
    void client.flush();
    await until(() => clock.waits.includes(5_000), 'the wait');
    for (let index = 0; index < 6; index += 1) client.track(aTrack());
    const flushed = client.flush();
    await turns();
    expect(service.requests).toHaveLength(1);
    let answerProbe: () => void = () => undefined;
    service.script((_request, response) => {
      answerProbe = () => response.end();
    });

    await clock.advance(5_000);
    await service.received(2);
    await turns(100);
    expect(service.requests).toHaveLength(2);

    answerProbe();
    expect(await flushed).toMatchObject({ delivered: 7 });
    expect(service.requests).toHaveLength(8);
  });

  it('closes again when the first request is turned away as well', async () => {
    const limited = status(429, { 'retry-after': '5' });
    const service = await stage.service([limited, limited]);
    const clock = new ManualClock(START_MS);
    const client = stage.client(service, { clock, maxBatchSize: 1 });
    client.track(aTrack());
    void client.flush();
    await until(() => clock.waits.includes(5_000), 'the wait');
    for (let index = 0; index < 3; index += 1) client.track(aTrack());
    const flushed = client.flush();

    await clock.advance(5_000);
    await service.received(2);
    await until(() => clock.waits.includes(5_000), 'the second wait');
    await clock.advance(4_999);
    expect(service.requests).toHaveLength(2);
    await clock.advance(1);

    expect(await flushed).toMatchObject({ delivered: 4 });
  });
});

describe('the retry budget (CONTRACT 24)', () => {
  it('lets one batch at a time find out, once it is spent', async () => {
    let open = 0;
    let most = 0;
    const spentAfter = 110;
    const service = await stage.service();
    service.otherwise((_request, response) => {
      open += 1;
      if (service.requests.length > spentAfter) most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        response.writeHead(503).end();
      });
    });
    const client = stage.client(service, { maxBatchSize: 1, maxRetries: 100, maxInFlight: 4 });
    for (let index = 0; index < 4; index += 1) client.track(aTrack());
    const flushed = client.flush();

    await service.received(180);
    service.otherwise(status(200));

    expect(await flushed).toMatchObject({ delivered: 4 });
    expect(most).toBe(1);
  });
});
