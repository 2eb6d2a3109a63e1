import { describe, expect, it } from '@jest/globals';
import {
  type HTTPClientRequest,
  type HTTPHeaders,
  type HTTPResponse,
  transportOver,
} from '../../lib/delivery/http-client.js';
import type { Payload, Reply } from '../../lib/delivery/transport.js';

const { signal } = new AbortController();
const PAYLOAD: Payload = {
  url: 'https://service.example/v1/batch',
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"batch":"ü"}'),
};

function replyOf(response: HTTPResponse): Promise<Reply> {
  return transportOver(() => Promise.resolve(response), 5_000).send(PAYLOAD, signal);
}

async function textOf(reply: Reply): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of reply.body ?? []) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

describe('a function like fetch', () => {
  it('gets the request as fetch takes it: a text, no redirects, and the signal', async () => {
    const calls: unknown[] = [];
    const transport = transportOver((url, request) => {
      calls.push([url, request]);
      return Promise.resolve({ status: 200 });
    }, 5_000);
    await transport.send(PAYLOAD, signal);

    expect(calls).toEqual([
      [
        'https://service.example/v1/batch',
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: '{"batch":"ü"}',
          redirect: 'manual',
          signal,
        },
      ],
    ]);
  });

  it('gets bytes where the body is compressed', async () => {
    const bodies: (string | ArrayBuffer)[] = [];
    const transport = transportOver((_url, { body }) => {
      bodies.push(body);
      return Promise.resolve({ status: 200 });
    }, 5_000);
    const body = Buffer.from([0x1f, 0x8b, 0xff]);
    await transport.send({ ...PAYLOAD, headers: { 'content-encoding': 'gzip' }, body }, signal);

    expect(bodies.map((given) => [...Buffer.from(given as ArrayBuffer)])).toEqual([[...body]]);
  });

  it('may write to the headers: they are a copy', async () => {
    const transport = transportOver((_url, { headers }) => {
      headers['x-added'] = 'yes';
      return Promise.resolve({ status: 200 });
    }, 5_000);
    await transport.send(PAYLOAD, signal);

    expect(PAYLOAD.headers).toEqual({ 'content-type': 'application/json' });
  });

  it('has its rejection passed on', async () => {
    const error = new Error('no network');

    await expect(
      transportOver(() => Promise.reject(error), 5_000).send(PAYLOAD, signal),
    ).rejects.toBe(error);
  });
});

describe('an object with makeRequest', () => {
  it("gets the request as Segment's client gives it, with the deadline", async () => {
    const requests: HTTPClientRequest[] = [];
    const client = {
      status: 202,
      makeRequest(request: HTTPClientRequest) {
        requests.push(request);
        return Promise.resolve({ status: this.status });
      },
    };
    const reply = await transportOver(client, 5_000).send(PAYLOAD, signal);

    expect(reply.status).toBe(202);
    expect(requests).toEqual([
      {
        url: PAYLOAD.url,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"batch":"ü"}',
        httpRequestTimeout: 5_000,
        signal,
      },
    ]);
  });
});

describe('the reply of either', () => {
  const headers = { 'retry-after': '5', 'x-other': 'a' };

  it.each<readonly [string, unknown]>([
    ['Headers of fetch', new Headers({ 'Retry-After': '5', 'X-Other': 'a' })],
    ['a Map', new Map([['Retry-After', '5'], ['X-OTHER', 'a']])], // biome-ignore format: one row
    ['an object', { 'Retry-After': '5', 'x-other': 'a' }],
    ['an object with a number', { 'Retry-After': 5, 'x-other': ['a'] }],
    ['pairs', [['retry-after', '5'], ['x-other', 'a']]], // biome-ignore format: one row
  ])('has its headers by lower-case name: %s', async (_name, given) => {
    expect((await replyOf({ status: 503, headers: given as HTTPHeaders })).headers).toEqual(
      headers,
    );
  });

  it.each<readonly [string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['a text', 'retry-after: 5'],
    ['odd entries', [1, null, 'ab']],
  ])('has no headers where they are %s', async (_name, given) => {
    expect((await replyOf({ status: 503, headers: given as HTTPHeaders })).headers).toEqual({});
  });

  it('has its status and the text of it', async () => {
    expect(await replyOf({ status: 418, statusText: 'Teapot' })).toMatchObject({
      status: 418,
      statusText: 'Teapot',
    });
  });

  it('has its body read as it comes', async () => {
    const response = new Response('ein Körper', { status: 200 });

    expect(await textOf(await replyOf(response as unknown as HTTPResponse))).toBe('ein Körper');
  });

  it('has its body by text() where it cannot be read in pieces', async () => {
    const reply = await replyOf({ status: 200, text: () => Promise.resolve('whole') });

    expect(await textOf(reply)).toBe('whole');
  });

  it('keeps `this` for text()', async () => {
    const response = {
      status: 200,
      content: 'mine',
      text() {
        return Promise.resolve(this.content);
      },
    };

    expect(await textOf(await replyOf(response))).toBe('mine');
  });

  it.each<readonly [string, object]>([
    ['nothing', {}],
    ['null', { body: null }],
    ['a text', { body: 'text' }],
  ])('has no body where there is %s to read', async (_name, given) => {
    expect((await replyOf({ status: 204, ...given })).body).toBeUndefined();
  });
});
