import { describe, expect, it } from '@jest/globals';
import type {
  AnalyticsSettings,
  HTTPClient,
  HTTPClientRequest,
  HTTPFetchFn,
  HTTPResponse,
} from '@segment/analytics-node';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import {
  aClientOf,
  BOTH,
  type Client,
  close,
  comparable,
  hurry,
  type MakesClients,
  SEGMENT,
  useTheirTime,
  WAYBILL,
} from './both-clients.js';

useTheirTime();
const stage = useStage();
const program = (client: Client): void => client.track({ userId: '1', event: 'Seen' });

interface Carried {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: unknown;
  readonly httpRequestTimeout?: number;
}

const HEADERS = ['Authorization', 'Content-Type', 'X-Retry-Count'];

/** A request as an HTTP client of the program's own gets it. It reads headers by name, so their case counts. */
function comparableRequest(carried: Carried, serviceUrl: string): object {
  const { url, method, headers, body, signal, httpRequestTimeout } = carried;
  return {
    url: url.replace(serviceUrl, 'http://service'),
    method,
    headers: HEADERS.map((name) => `${name}: ${headers[name]}`),
    hasAgent: typeof headers['User-Agent'] === 'string',
    body: comparable(JSON.parse(body) as object),
    httpRequestTimeout,
    hasSignal: signal instanceof AbortSignal,
  };
}

/** What a function like `fetch` is called with for two requests of one message. */
async function fetchedBy(Maker: MakesClients): Promise<readonly object[]> {
  const service = await stage.service([status(503)]);
  const carried: Carried[] = [];
  const httpClient: HTTPFetchFn = (url, request) => {
    carried.push({ ...request, url });
    return fetch(url, request);
  };
  const client = aClientOf(Maker, { host: service.url, httpClient });
  program(client);
  await close(client);
  expect(service.requests).toHaveLength(2);
  return carried.map((one) => comparableRequest(one, service.url));
}

/** What `makeRequest` of an object of a class is called with for two requests of one message. */
async function requestedBy(Maker: MakesClients): Promise<readonly object[]> {
  const service = await stage.service([status(503)]);
  const httpClient = new Courier();
  const settings = { host: service.url, httpClient, httpRequestTimeout: 1_234 };
  const client = aClientOf(Maker, settings);
  program(client);
  await close(client);
  expect(service.requests).toHaveLength(2);
  return httpClient.carried.map(({ signal, ...one }) => comparableRequest(one, service.url));
}

/** An HTTP client with state of its own, as classes around axios have. */
class Courier implements HTTPClient {
  readonly carried: Carried[] = [];

  async makeRequest(request: HTTPClientRequest): Promise<HTTPResponse> {
    this.carried.push(request);
    const { url, method, headers, body } = request;
    const reply = await fetch(url, { method, headers, body });
    return {
      status: reply.status,
      statusText: reply.statusText,
      headers: Object.fromEntries(reply.headers),
    };
  }
}

describe('an httpClient is given what the client of Segment gives it', () => {
  it('where it is a function like fetch', async () => {
    expect(await fetchedBy(WAYBILL)).toStrictEqual(await fetchedBy(SEGMENT));
  });

  it('where it is an object with makeRequest', async () => {
    expect(await requestedBy(WAYBILL)).toStrictEqual(await requestedBy(SEGMENT));
  });
});

describe.each(BOTH)('the client of %s takes from an httpClient', (_name, Maker) => {
  const STATUS = { status: 429, statusText: 'Too Many Requests' };
  const REPLIES: readonly (readonly [what: string, reply: HTTPResponse])[] = [
    ['headers in any case', { ...STATUS, headers: { 'Retry-After': '7' } }],
    ['headers with numbers', { ...STATUS, headers: { 'retry-after': 7 } }],
    ['Headers', { ...STATUS, headers: new Headers({ 'Retry-After': '7' }) }],
    ['headers in a Map', { ...STATUS, headers: aMap() }],
    ['a Response', new Response('slow down', { ...STATUS, headers: { 'Retry-After': '7' } })],
  ];

  it.each(REPLIES)('%s, and waits as they say', async (_what, reply) => {
    const times: number[] = [];
    const httpClient: HTTPClient = {
      async makeRequest() {
        times.push(Date.now());
        return times.length === 1 ? reply : { status: 200, statusText: 'OK' };
      },
    };
    const client = aClientOf(Maker, { httpClient });

    program(client);
    await close(client);

    const [first = 0, second = 0] = times;
    expect(times).toHaveLength(2);
    expect(second - first).toBeGreaterThanOrEqual(7_000);
    expect(second - first).toBeLessThan(8_000);
  });

  const FAULTS: readonly (readonly [what: string, settings: Partial<AnalyticsSettings>])[] = [
    ['a rejection of a function', { httpClient: failingOnce() }],
    ['a rejection of an object', { httpClient: { makeRequest: failingOnce() } as HTTPClient }],
  ];

  it.each(FAULTS)('%s for a fault that it retries', async (_what, settings) => {
    const client = aClientOf(Maker, settings);
    const errors: unknown[] = [];

    client.track({ userId: '1', event: 'Seen' }, (error) => errors.push(error));
    await hurry(undefined, client.closeAndFlush());

    expect(errors).toEqual([undefined]);
  });

  it('a function that is bound to nothing', async () => {
    const service = await stage.service();
    const client = aClientOf(Maker, { host: service.url, httpClient: globalThis.fetch });

    program(client);
    await close(client);

    expect(service.requests).toHaveLength(1);
  });
});

/** Fails at every other call, so that it serves one client after another. */
function failingOnce(): () => Promise<HTTPResponse> {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls % 2 === 0) return { status: 200, statusText: 'OK' };
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  };
}

/** Headers as some HTTP clients have them: with `get`, `has` and `entries`. */
function aMap(): NonNullable<HTTPResponse['headers']> {
  const map = new Map([['Retry-After', '7']]);
  return {
    get: (key: string) => map.get(key) ?? null,
    has: (key: string) => map.has(key),
    entries: () => map.entries(),
  };
}
