import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { reset, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

describe('a request that is repeated (CONTRACT 19)', () => {
  it.each([false, true])('tells its number and changes sentAt alone, gzip: %s', async (gzip) => {
    const service = await stage.service([status(503), reset, status(429)]);
    const clock = new ManualClock();
    const client = stage.client(service, { clock, gzip, retry: { minTimeout: 40, factor: 1 } });
    for (let index = 0; index < 10; index += 1) {
      client.track(aTrack({ properties: { text: 'é'.repeat(100) } }));
    }
    const flushed = client.flush();
    for (let request = 1; request <= 3; request += 1) {
      await service.received(request);
      await until(() => clock.waits.some((waitMs) => waitMs <= 40), 'the wait');
      // No further than that wait: the next one must not end within the same advance.
      await clock.advance(Math.min(...clock.waits));
    }
    await flushed;

    const counts = service.requests.map(({ headers }) => headers['x-retry-count']);
    expect(counts).toEqual([undefined, '1', '2', '3']);
    const sentAt = service.requests.map(({ body }) => body.sentAt);
    expect(new Set(sentAt).size).toBe(4);
    expect(sentAt[0]).toBe('2026-01-01T00:00:00.000Z');
    const bodies = service.requests.map(({ body }) => JSON.stringify({ ...body, sentAt: '' }));
    expect(new Set(bodies).size).toBe(1);
  });

  it('has the same bytes around sentAt', async () => {
    const service = await stage.service([status(503)]);
    const client = stage.client(service);
    client.track(aTrack({ properties: { b: 1, a: [2, '\u2028'], '10': 3 } }));

    await client.flush();

    const [first = '', second = ''] = service.requests.map(({ rawBody, body }) =>
      rawBody.toString('utf8').replace(body.sentAt, ''),
    );
    expect(second).toBe(first);
    expect(first).not.toBe('');
  });
});
