import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { type Answering, silence } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();
const TIMEOUT_MS = 3_000;

/** The head of a reply at once, and its body never. */
const headAlone: Answering = (_request, response) => {
  response.writeHead(503, { 'content-length': '10' });
  response.flushHeaders();
};

describe('the one deadline of a request (CONTRACT 16)', () => {
  it.each([
    ['the head of a reply that does not come', silence],
    ['the body of a reply that does not come', headAlone],
  ])('covers %s', async (_what, answering) => {
    const service = await stage.service([answering]);
    const clock = new ManualClock();
    const options = { clock, httpRequestTimeout: TIMEOUT_MS, retry: { minTimeout: 100 } };
    const client = stage.client(service, options);
    const { outcome } = client.track(aTrack());
    const flushed = client.flush();
    await service.received(1);

    await clock.advance(TIMEOUT_MS - 1);
    expect(clock.waits).toEqual([1]);
    await clock.advance(1);
    await until(() => clock.waits.some((waitMs) => waitMs > 1 && waitMs <= 100), 'the retry');
    await clock.advance(100);
    await flushed;

    expect(await outcome).toEqual({ status: 'delivered', attempts: 2 });
  });

  it.each([
    ['a fetch function', { httpClient: ignores }],
    ['an object with makeRequest', { httpClient: { makeRequest: ignores } }],
    ['an own transport', { transport: { send: ignores } }],
  ])('holds for %s that ignores its signal', async (_what, own) => {
    const service = await stage.service();
    const clock = new ManualClock();
    const client = stage.client(service, {
      clock,
      httpRequestTimeout: TIMEOUT_MS,
      maxRetries: 0,
      ...own,
    });
    const { outcome } = client.track(aTrack());
    const flushed = client.flush();
    await until(() => clock.waits.includes(TIMEOUT_MS), 'the deadline');

    await clock.advance(TIMEOUT_MS);

    expect(await flushed).toMatchObject({ dropped: 1, pending: 0 });
    expect(await outcome).toMatchObject({ reason: 'retries-spent', error: { attempts: 1 } });
  });
});

function ignores(): Promise<never> {
  return new Promise(() => undefined);
}
