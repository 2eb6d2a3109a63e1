import { describe, expect, it } from '@jest/globals';
import type { AnalyticsSettings, Plugin } from '@segment/analytics-node';
import { type Answering, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { aClientOf, BOTH, close, hurry, type MakesClients, useTheirTime } from './both-clients.js';
import { CALLS, LEAST, make } from './call-variants.js';

useTheirTime();
const stage = useStage();

async function play(
  Maker: MakesClients,
  script: readonly Answering[] = [],
  settings: Partial<AnalyticsSettings> = {},
) {
  const service = await stage.service(script);
  return { service, client: aClientOf(Maker, { host: service.url, maxRetries: 0, ...settings }) };
}

const PLUGIN: Plugin = {
  name: 'a-plugin',
  type: 'utility',
  isLoaded: () => true,
  load: async () => undefined,
};

describe.each(BOTH)('a listener of the client of %s', (_name, Maker) => {
  it.each(CALLS)("to '%s' gets the context of a message that was delivered", async (call) => {
    const { client } = await play(Maker);
    const heard: unknown[] = [];
    client.on(call, (ctx) => {
      heard.push([ctx.event.type, ctx.event.userId, ctx.failedDelivery()]);
    });

    make(client, call, LEAST[call]);
    expect(heard).toEqual([]);
    await close(client);

    expect(heard).toEqual([[call, 'user-1', undefined]]);
  });

  it("to 'error' gets code, reason and context of a message that was not", async () => {
    const { client } = await play(Maker, [status(503)]);
    const heard: { code: string; reason?: unknown; id: unknown; failure: unknown }[] = [];
    client.on('error', ({ code, reason, ctx }) => {
      heard.push({ code, reason, id: ctx?.event.messageId, failure: ctx?.failedDelivery() });
    });

    client.track({ userId: '1', event: 'Seen', messageId: 'an-id' });
    await close(client);

    expect(heard).toEqual([
      {
        code: expect.any(String),
        reason: expect.any(Error),
        id: 'an-id',
        failure: { reason: heard[0]?.reason },
      },
    ]);
  });

  it('is needed by no client: an error that nobody listens to harms nothing', async () => {
    const { client, service } = await play(Maker, [status(503)]);

    client.track({ userId: '1', event: 'Lost' });
    await hurry(client, client.flush());
    client.track({ userId: '1', event: 'Sent' });
    await close(client);

    expect(service.requests).toHaveLength(2);
  });

  it('gets the error as the first argument of a callback, and the context as the second', async () => {
    const { client } = await play(Maker, [status(503)]);
    const heard: unknown[] = [];

    client.track({ userId: '1', event: 'Lost', messageId: 'one' }, (error, ctx) => {
      heard.push([
        error instanceof Error,
        ctx?.event.messageId,
        ctx?.failedDelivery()?.reason === error,
      ]);
    });
    await hurry(client, client.flush());
    client.track({ userId: '1', event: 'Sent', messageId: 'two' }, (error, ctx) => {
      heard.push([error, ctx?.event.messageId, ctx?.failedDelivery()]);
    });
    await close(client);

    expect(heard).toEqual([
      [true, 'one', true],
      [undefined, 'two', undefined],
    ]);
  });

  it("to 'register' and 'deregister' gets the names of plugins", async () => {
    const { client } = await play(Maker);
    const heard: unknown[] = [];
    await hurry(client, Promise.resolve(client.ready));
    client.on('register', (names) => heard.push(['register', names]));
    client.on('deregister', (names) => heard.push(['deregister', names]));

    await hurry(client, client.register(PLUGIN, { ...PLUGIN, name: 'another' }));
    await hurry(client, client.deregister('another'));

    expect(heard).toEqual([
      ['register', ['a-plugin', 'another']],
      ['deregister', ['another']],
    ]);
  });

  it("to 'call_after_close' gets the event of the call", async () => {
    const { client, service } = await play(Maker);
    const heard: unknown[] = [];
    client.on('call_after_close', (event) => heard.push(event));
    await close(client);

    client.track({ userId: '1', event: 'Late', properties: { total: 1 } });
    client.page({ userId: '1', name: 'Home' });
    await hurry(client, client.flush());

    expect(heard).toMatchObject([
      { type: 'track', userId: '1', event: 'Late', properties: { total: 1 } },
      { type: 'page', userId: '1', name: 'Home', properties: {} },
    ]);
    expect(service.requests).toEqual([]);
  });

  it("to 'http_request' and 'http_response' hears of each request", async () => {
    const { client, service } = await play(Maker, [status(503, { 'x-from': 'a-server' })], {
      maxRetries: 1,
    });
    const [asked, answered]: [unknown[], unknown[]] = [[], []];
    client.on('http_request', ({ url, method, headers, body }) => {
      asked.push([url, method, typeof headers, JSON.parse(body).batch.length]);
    });
    client.on('http_response', ({ url, status: code, statusText, headers }) => {
      answered.push([url, code, statusText, headers['x-from']]);
    });

    client.track({ userId: '1', event: 'Seen' });
    await close(client);

    const url = `${service.url}/v1/batch`;
    expect(asked).toEqual([
      [url, 'POST', 'object', 1],
      [url, 'POST', 'object', 1],
    ]);
    expect(answered).toEqual([
      [url, 503, 'Service Unavailable', 'a-server'],
      [url, 200, 'OK', undefined],
    ]);
  });

  it("to 'drained' hears of the end of all that was pending", async () => {
    const { client } = await play(Maker);
    let heard = 0;
    client.once('drained', () => {
      heard += 1;
    });

    for (const call of CALLS) make(client, call, LEAST[call]);
    await close(client);

    expect(heard).toBe(1);
  });

  it('may be added once, taken off, and called by emit; on, once and off give the client', async () => {
    const { client } = await play(Maker);
    const heard: string[] = [];
    const always = (): void => void heard.push('always');
    const taken = (): void => void heard.push('taken');

    expect(client.on('drained', always)).toBe(client);
    expect(client.once('drained', () => heard.push('once'))).toBe(client);
    client.on('drained', taken);
    expect(client.off('drained', taken)).toBe(client);
    client.emit('drained');
    client.emit('drained');

    expect(heard).toEqual(['always', 'once', 'always']);
    await close(client);
  });
});
