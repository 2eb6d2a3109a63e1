import { describe, expect, it, jest } from '@jest/globals';
import type { AnalyticsSettings } from '@segment/analytics-node';
import { type Answering, accepted, type Service, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import {
  aClientOf,
  BOTH,
  type Client,
  close,
  hurry,
  type MakesClients,
  SEGMENT,
  sentBy,
  useTheirTime,
  WAYBILL,
} from './both-clients.js';

useTheirTime();
const stage = useStage();
const CALL = { userId: 'user-1', event: 'Order Completed' };

/** A program that makes one call, and keeps what its callback gets. */
function aProgram(errors: unknown[] = []): (client: Client) => void {
  return (client) => client.track(CALL, (error) => errors.push(error));
}

/** A service that says at which time of the clients a request came. */
function timed(service: Service, times: number[], answering: Answering): void {
  service.otherwise((...given) => {
    times.push(Date.now());
    answering(...given);
  });
}

describe('host and path lead to the same URL', () => {
  const CASES: readonly (readonly [
    what: string,
    settings: (url: string) => Partial<AnalyticsSettings>,
  ])[] = [
    ['a host', (host) => ({ host })],
    ['a host with a slash', (url) => ({ host: `${url}/` })],
    ['a path', () => ({ path: '/api/batch' })],
    ['a path without its slash', () => ({ path: 'api/batch' })],
    ['a path with another slash behind it', () => ({ path: '/api/batch/' })],
    ['an empty path', () => ({ path: '' })],
    ['a path with a query', () => ({ path: '/api/batch?source=a' })],
    ['a path to be escaped', () => ({ path: '/Ünïcode and spaces' })],
    ['a path with an empty part', () => ({ path: '/api//batch' })],
    ['both with slashes', (url) => ({ host: `${url}/`, path: 'api/batch/' })],
    ['a write key of any script', () => ({ writeKey: 'clé:🎈' })],
  ];

  it.each(CASES)('given %s', async (_what, settings) => {
    const play = { program: aProgram(), settings };
    const sent = await sentBy(WAYBILL, play);
    expect(sent).toHaveLength(1);
    expect(sent).toStrictEqual(await sentBy(SEGMENT, play));
  });
});

describe.each(BOTH)('with the client of %s', (_name, Maker) => {
  it.each([[{ flushAt: 5 }], [{ maxEventsInBatch: 5 }], [{ flushAt: 5, maxEventsInBatch: 9 }]])(
    '%j is how many calls make a request, without a flush',
    async (settings) => {
      const service = await stage.service();
      const client = aClientOf(Maker, { host: service.url, ...settings });

      for (let call = 1; call < 5; call += 1) client.track(CALL);
      await jest.advanceTimersByTimeAsync(1_000);
      expect(service.requests).toHaveLength(0);
      client.track(CALL);
      await hurry(client, service.received(1));

      expect(service.messages).toHaveLength(5);
      await close(client);
      expect(service.requests).toHaveLength(1);
    },
  );

  it('flushAt: 1 makes a request of the first call', async () => {
    const service = await stage.service();
    const client = aClientOf(Maker, { host: service.url, flushAt: 1 });

    client.track(CALL);
    await hurry(client, service.received(1));

    expect(service.messages).toHaveLength(1);
    await close(client);
  });

  it('flushInterval is the longest wait of a call', async () => {
    const service = await stage.service();
    const client = aClientOf(Maker, { host: service.url, flushInterval: 3_000 });

    client.track(CALL);
    await jest.advanceTimersByTimeAsync(2_900);
    expect(service.requests).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(200);

    await service.received(1);
    expect(service.messages).toHaveLength(1);
    await close(client);
  });

  it('httpRequestTimeout ends a request, which is then repeated', async () => {
    const service = await stage.service([silence]);
    const client = aClientOf(Maker, { host: service.url, httpRequestTimeout: 500, flushAt: 1 });
    const errors: unknown[] = [];
    aProgram(errors)(client);
    await hurry(client, service.received(1));

    const step = (): Promise<void> => jest.advanceTimersByTimeAsync(100);
    await until(() => service.requests.length >= 2, 'the second request', step);
    await until(() => errors.length > 0, 'the callback', step);

    expect(errors).toEqual([undefined]);
    expect(service.requests[1]?.headers['x-retry-count']).toBe('1');
  });

  it('disable sends nothing, and calls the callback without an error', async () => {
    const service = await stage.service();
    const client = aClientOf(Maker, { host: service.url, disable: true, flushAt: 1 });
    const errors: unknown[] = [];

    aProgram(errors)(client);
    await close(client);

    expect(errors).toEqual([undefined]);
    expect(service.connections).toBe(0);
  });

  it('maxTotalBackoffDuration is how many seconds a batch meets faults', async () => {
    const [service, times, errors] = [await stage.service(), [] as number[], [] as unknown[]];
    timed(service, times, status(503));
    const settings = { maxTotalBackoffDuration: 10, maxRetries: 1_000 };
    const client = aClientOf(Maker, { host: service.url, ...settings });

    aProgram(errors)(client);
    await hurry(client, client.flush());

    expect(errors).toEqual([expect.any(Error)]);
    expect(lifeOf(times)).toBeGreaterThan(2_000);
    expect(lifeOf(times)).toBeLessThan(30_000);
  });

  it('maxRateLimitDuration is how many seconds a batch meets 429', async () => {
    const [service, times, errors] = [await stage.service(), [] as number[], [] as unknown[]];
    timed(service, times, status(429, { 'retry-after': '2' }));
    const settings = { maxRateLimitDuration: 7, maxRetries: 1_000 };
    const client = aClientOf(Maker, { host: service.url, ...settings });

    aProgram(errors)(client);
    await hurry(client, client.flush());

    expect(errors).toEqual([expect.any(Error)]);
    expect(lifeOf(times)).toBeGreaterThanOrEqual(2_000);
    expect(lifeOf(times)).toBeLessThanOrEqual(7_000);
  });

  it('waits as long as Retry-After asks', async () => {
    const [service, times, errors] = [await stage.service(), [] as number[], [] as unknown[]];
    timed(service, times, accepted);
    service.script((request, response, socket) => {
      times.push(Date.now());
      status(429, { 'retry-after': '7' })(request, response, socket);
    });
    const client = aClientOf(Maker, { host: service.url });

    aProgram(errors)(client);
    await close(client);

    expect(errors).toEqual([undefined]);
    expect(lifeOf(times)).toBeGreaterThanOrEqual(7_000);
    expect(lifeOf(times)).toBeLessThan(8_000);
  });
});

describe('maxRetries', () => {
  it.each([0, 1, 2])('as %i makes the same requests, with the same headers', async (maxRetries) => {
    const outcomes = [];
    for (const Maker of [WAYBILL, SEGMENT]) outcomes.push(await failing(Maker, maxRetries));

    const [ours, theirs] = outcomes;
    expect(ours?.sent.map(({ retryCount }) => retryCount)).toEqual(
      [undefined, '1', '2'].slice(0, maxRetries + 1),
    );
    expect(ours).toStrictEqual(theirs);
  });

  async function failing(Maker: MakesClients, maxRetries: number) {
    const errors: unknown[] = [];
    const settings = (): Partial<AnalyticsSettings> => ({ maxRetries });
    const otherwise = status(503);
    const sent = await sentBy(Maker, { program: aProgram(errors), settings, otherwise });
    return { sent, errors: errors.length, isError: errors[0] instanceof Error };
  }

  it.each([500, 502, 503, 504, 508, 529, 599, 408, 410, 429, 460])(
    'makes the same requests of two replies of %i',
    async (code) => {
      const play = { program: aProgram(), script: [status(code), status(code)] };
      const sent = await sentBy(WAYBILL, play);
      expect(sent).toHaveLength(3);
      expect(sent).toStrictEqual(await sentBy(SEGMENT, play));
    },
  );

  it.each([200, 201, 204, 400, 401, 402, 403, 404, 405, 413, 422, 451, 501, 505, 511])(
    'has no part in a reply of %i to one message',
    async (code) => {
      const play = { program: aProgram(), script: [status(code, {}, '')] };
      const sent = await sentBy(WAYBILL, play);
      expect(sent).toHaveLength(1);
      expect(sent).toStrictEqual(await sentBy(SEGMENT, play));
    },
  );
});

function lifeOf(times: readonly number[]): number {
  return (times.at(-1) ?? 0) - (times[0] ?? 0);
}
