import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { HttpProxyAgent } from 'http-proxy-agent';
import type { HTTPClientRequest, HTTPFetchFn } from '../../lib/delivery/http-client.js';
import type { Payload, Reply, Transport } from '../../lib/delivery/transport.js';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { type Answering, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const NOWHERE = { url: 'http://service.invalid' };

describe('a function like fetch as httpClient', () => {
  it('may be the fetch of Node.js, retries and all', async () => {
    const service = await stage.service([status(503)]);
    const client = stage.client(service, { httpClient: fetch });

    const receipt = client.track(aTrack({ event: 'Ünïcode 🎈' }));
    await client.flush();

    expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 2 });
    expect(service.messages.map(({ event }) => event)).toEqual(['Ünïcode 🎈', 'Ünïcode 🎈']);
    expect(service.requests[1]?.headers['x-retry-count']).toBe('1');
    expect(service.requests[0]?.headers['content-type']).toBe('application/json');
  });

  it('follows no redirect, and sees headers and the reply of the service', async () => {
    const elsewhere = await stage.service();
    const moved = status(308, { location: `${elsewhere.url}/v1/batch` }, '');
    const service = await stage.service([moved, status(403, {}, 'wrong key')]);
    const client = stage.client(service, { httpClient: fetch });
    const messages: (string | undefined)[] = [];

    client.track(aTrack(), (error) => messages.push(error?.message));
    await client.flush();
    client.track(aTrack(), (error) => messages.push(error?.message));
    await client.flush();

    expect(elsewhere.requests).toEqual([]);
    expect(client.stats().dropped.refused).toBe(2);
    expect(messages).toEqual([
      expect.stringContaining('308'),
      expect.stringContaining('403: wrong key'),
    ]);
  });

  it('gets text for a body, and bytes where they are compressed', async () => {
    const service = await stage.service();
    const kinds: string[] = [];
    const httpClient: HTTPFetchFn = (url, request) => {
      kinds.push(typeof request.body);
      return fetch(url, request);
    };
    const call = aTrack({ messageId: 'an-id', properties: { text: 'Ünïcode 🎈'.repeat(200) } });

    for (const gzip of [false, true]) {
      const client = stage.client(service, { httpClient, gzip });
      client.track(call);
      await client.flush();
    }

    expect(kinds).toEqual(['string', 'object']);
    expect(service.requests.map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'gzip',
    ]);
    expect(service.messages).toMatchObject([call, call]);
  });

  it('is held to the deadline even if it ignores its signal', async () => {
    const clock = new ManualClock();
    const options = { clock, maxRetries: 0, httpRequestTimeout: 3_000 };
    const httpClient = (): Promise<never> => new Promise(() => undefined);
    const client = stage.client(NOWHERE, { ...options, httpClient });
    const receipt = client.track(aTrack());
    const flushed = client.flush();

    await clock.advance(2_999);
    expect(client.stats().pending).toBe(1);
    await clock.advance(1);

    expect(await flushed).toMatchObject({ dropped: 1, pending: 0 });
    expect(await receipt.outcome).toMatchObject({ reason: 'retries-spent' });
  });
});

describe('an object with makeRequest as httpClient', () => {
  it('gets the request in the shape of the client of Segment, and gives headers and text', async () => {
    const requests: HTTPClientRequest[] = [];
    const answers = [
      { status: 429, headers: { 'Retry-After': '7' }, text: () => Promise.resolve('slow down') },
      { status: 200, statusText: 'OK' },
    ];
    const httpClient = {
      makeRequest(request: HTTPClientRequest) {
        requests.push(request);
        return Promise.resolve(answers[requests.length - 1] ?? { status: 500 });
      },
    };
    const clock = new ManualClock();
    const client = stage.client(NOWHERE, { httpClient, clock, httpRequestTimeout: 1_234 });
    const { messageId, outcome } = client.track(aTrack());
    void client.flush();

    await clock.advance(6_999);
    expect(requests).toHaveLength(1);
    await clock.advance(1);

    expect(await outcome).toEqual({ status: 'delivered', attempts: 2 });
    expect(requests[0]).toMatchObject({
      url: `${NOWHERE.url}/v1/batch`,
      method: 'POST',
      httpRequestTimeout: 1_234,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(requests[0]?.signal).toBeInstanceOf(AbortSignal);
    expect(JSON.parse(String(requests[1]?.body))).toMatchObject({ batch: [{ messageId }] });
  });

  const FAULTS: readonly { readonly what: string; readonly makeRequest: () => never }[] = [
    {
      what: 'throws',
      makeRequest: () => {
        throw new Error('broken');
      },
    },
    { what: 'rejects', makeRequest: () => Promise.reject(new Error('broken')) as never },
    { what: 'resolves with nothing', makeRequest: () => Promise.resolve(undefined) as never },
    { what: 'returns nothing', makeRequest: () => undefined as never },
  ];

  it.each(FAULTS)('that $what costs a retry and nothing else', async ({ makeRequest }) => {
    let requests = 0;
    const httpClient = {
      makeRequest() {
        requests += 1;
        return requests === 1 ? makeRequest() : Promise.resolve({ status: 200 });
      },
    };
    const client = stage.client(NOWHERE, { httpClient });

    const receipt = client.track(aTrack());
    await client.flush();

    expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 2 });
  });
});

describe("a transport of one's own", () => {
  it('carries every request, and is closed with the client', async () => {
    const carried: Payload[] = [];
    let closings = 0;
    const transport: Transport = {
      send(payload: Payload): Promise<Reply> {
        carried.push(payload);
        return Promise.resolve({ status: carried.length === 1 ? 500 : 204, headers: {} });
      },
      close() {
        closings += 1;
      },
    };
    const client = stage.client(NOWHERE, { transport });

    const { messageId } = client.track(aTrack());
    expect(await client.close()).toEqual({ delivered: 1, dropped: 0, spooled: 0, pending: 0 });

    expect(closings).toBe(1);
    expect(carried).toHaveLength(2);
    expect(JSON.parse(carried[1]?.body.toString() ?? '')).toMatchObject({ batch: [{ messageId }] });
  });
});

describe('an agent', () => {
  it('sends through a forward proxy', async () => {
    const service = await stage.service([status(503)]);
    const proxy = await aProxy();
    const client = stage.client(service, { agent: new HttpProxyAgent(proxy.url) });

    const receipt = client.track(aTrack());
    await client.flush();

    expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 2 });
    const target = `${service.url}/v1/batch`;
    expect(proxy.targets).toEqual([target, target]);
    expect(service.requests.map(({ headers }) => headers['via'])).toEqual(['a-proxy', 'a-proxy']);
    expect(service.messages.map(({ messageId }) => messageId)).toEqual([
      receipt.messageId,
      receipt.messageId,
    ]);
  });

  it('may be a function that picks one by URL, and stays open when the client is closed', async () => {
    const slow: Answering = (_request, response) => setImmediate(() => response.end('{}'));
    const service = await stage.service([slow]);
    const agent = new http.Agent({ keepAlive: true });
    stage.onEnd(() => agent.destroy());
    const asked: string[] = [];
    const pick = (url: URL): http.Agent => {
      asked.push(url.href);
      return agent;
    };

    for (let turn = 0; turn < 2; turn += 1) {
      const client = stage.client(service, { agent: pick });
      client.track(aTrack());
      await client.close();
    }

    expect(asked).toEqual([`${service.url}/v1/batch`, `${service.url}/v1/batch`]);
    expect(service.connections).toBe(1);
  });
});

/** A forward proxy on loopback that says `via` whom a request came. */
async function aProxy(): Promise<{ readonly url: string; readonly targets: string[] }> {
  const targets: string[] = [];
  const server = http.createServer((request, response) => {
    const target = request.url ?? '';
    targets.push(target);
    const headers = { ...request.headers, via: 'a-proxy' };
    const onward = http.request(target, { method: request.method ?? '', headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stage.onEnd(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, targets };
}
