import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

describe('what the account tells of the endpoint', () => {
  it('is for how long it fails, with how many requests and the last status, until one succeeds', async () => {
    const clock = new ManualClock();
    const service = await stage.service([status(503), status(500)]);
    const client = stage.client(service, {
      clock,
      retry: { minTimeout: 2_000, maxTimeout: 2_000, factor: 1 },
    });
    client.track(aTrack());
    const flushed = client.flush();
    expect(client.stats().failing).toBeUndefined();

    await until(
      () => client.stats().failing !== undefined,
      'the first failure',
      () => clock.advance(0),
    );
    expect(client.stats().failing).toEqual({ forMs: 0, requests: 1, status: 503 });
    await until(
      () => client.stats().failing?.requests === 2,
      'the second',
      () => clock.advance(500),
    );
    expect(client.stats().failing).toMatchObject({ status: 500 });
    expect(client.stats().failing?.forMs).toBeGreaterThanOrEqual(1_000);

    await until(
      () => client.stats().delivered === 1,
      'a success',
      () => clock.advance(500),
    );
    await flushed;
    expect(client.stats()).not.toHaveProperty('failing');
  });

  it('is not that it fails where it has something against single messages', async () => {
    const service = await stage.service([status(400), status(413), status(422)]);
    const client = stage.client(service);
    for (let count = 0; count < 3; count += 1) {
      client.track(aTrack());
      await client.flush();
    }

    expect(client.stats()).toMatchObject({ dropped: { refused: 2, 'too-large': 1 } });
    expect(client.stats()).not.toHaveProperty('failing');
  });

  it('is not that it fails where nothing was sent for a minute, and later counts anew', async () => {
    const clock = new ManualClock();
    const service = await stage.service([status(401), status(401)]);
    const client = stage.client(service, { clock });
    client.track(aTrack());
    await client.flush();
    await clock.advance(59_999);
    expect(client.stats().failing).toEqual({ forMs: 59_999, requests: 1, status: 401 });
    await clock.advance(1);
    expect(client.stats()).not.toHaveProperty('failing');

    client.track(aTrack());
    expect(client.stats()).not.toHaveProperty('failing');
    await client.flush();
    expect(client.stats().failing).toEqual({ forMs: 0, requests: 1, status: 401 });
  });

  it('is that it fails for as long as something waits for it', async () => {
    const clock = new ManualClock();
    const service = await stage.service([status(429, { 'retry-after': '200' })]);
    const client = stage.client(service, { clock });
    client.track(aTrack());
    const flushed = client.flush();
    await until(
      () => client.stats().failing !== undefined,
      'the failure',
      () => clock.advance(0),
    );
    await clock.advance(150_000);
    expect(client.stats()).toMatchObject({
      pending: 1,
      failing: { forMs: 150_000, requests: 1, status: 429 },
    });
    await until(
      () => client.stats().delivered === 1,
      'a success',
      () => clock.advance(10_000),
    );
    await flushed;
  });

  it('is how many requests are out, how full the queue is, and what was in the last minute', async () => {
    const clock = new ManualClock();
    const service = await stage.service([status(200), status(401), silence]);
    const client = stage.client(service, { clock, maxQueueSize: 4, onInvalid: 'drop' });
    for (let count = 0; count < 2; count += 1) {
      client.track(aTrack());
      await client.flush();
    }
    client.track(aTrack({ event: '' }));
    client.track(aTrack());
    void client.flush();
    await service.received(3);

    const minute = { delivered: 1, dropped: 1, refused: 1 };
    expect(client.stats()).toMatchObject({ inFlight: 1, fullness: 0.25, lastMinute: minute });
    expect(client.stats().failing).toMatchObject({ requests: 1, status: 401 });
    const closed = client.close({ timeout: 0 });
    await clock.advance(1);
    await closed;
    expect(client.stats()).toMatchObject({ inFlight: 0, fullness: 0 });
    await clock.advance(60_000);
    expect(client.stats().lastMinute).toEqual({ delivered: 0, dropped: 0, refused: 0 });
  });
});
