import { describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { fastifyAnalytics } from '../../lib/integrations/fastify.js';
import { type Stage, useStage } from '../support/stage.js';
import { aFewTurns } from './a-visited-app.js';
import { describeVisits } from './visits.js';

function anApp(stage: Stage): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true });
  stage.onEnd(() => app.close());
  return app;
}

async function serve(app: FastifyInstance): Promise<{ readonly url: string }> {
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }) };
}

describe('waybill/fastify', () => {
  const stage = useStage();

  describeVisits(async (stageOfVisits, client, { identify, order, ...options }) => {
    const app = anApp(stageOfVisits);
    await app.register(fastifyAnalytics, {
      ...options,
      client,
      identify: ({ headers }) => identify?.((name) => headers[name]?.toString()),
    });
    app.get<{ Querystring: { n?: string } }>('/seen', async (request) => {
      await aFewTurns();
      request.analytics.track({ event: 'Seen', properties: { n: request.query.n } });
      return 'seen';
    });
    app.post('/orders', async (request, reply) => {
      await aFewTurns();
      order(request.body);
      return reply.status(201).send();
    });
    app.get('/fails', async (request) => {
      request.analytics.track({ event: 'Failing' });
      throw new Error('The shop is on fire.');
    });
    app.get('/quiet', async () => 'quiet');
    return serve(app);
  });

  it('gives the client to the server, and to what is registered below', async () => {
    const client = stage.client(await stage.service());
    const app = anApp(stage);
    await app.register(fastifyAnalytics, { client });
    await app.register(async (inner) => {
      expect(inner.analytics).toBe(client);
    });
    expect(app.analytics).toBe(client);
  });

  it('makes a client of options, and closes it with the server', async () => {
    const service = await stage.service();
    const app = anApp(stage);
    await app.register(fastifyAnalytics, {
      writeKey: 'a-write-key',
      host: service.url,
      flushAt: 1_000,
      identify: ({ headers }) => headers['x-user-id']?.toString(),
    });
    app.get('/', async (request) => {
      request.analytics.track({ event: 'Seen' });
      return 'seen';
    });
    const { url } = await serve(app);
    await fetch(url, { headers: { 'x-user-id': 'ada' } });
    expect(service.messages).toEqual([]);

    await app.close();
    expect(service.messages).toMatchObject([{ event: 'Seen', userId: 'ada' }]);
    expect(app.analytics.stats()).toMatchObject({ delivered: 1, pending: 0 });
  });

  it('keeps a client open where it is told to', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const app = anApp(stage);
    await app.register(fastifyAnalytics, { client, close: false, prefix: '/shop' });
    await app.ready();
    await app.close();

    client.track({ userId: 'ada', event: 'Later' });
    await client.flush();
    expect(service.messages).toMatchObject([{ event: 'Later' }]);
  });

  it('is there for hooks that were added before', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const app = anApp(stage);
    app.addHook('onRequest', async (request) => {
      request.analytics.track({ event: 'Early', anonymousId: 'visitor-7' });
    });
    await app.register(fastifyAnalytics, { client, flush: 'response' });
    app.get('/', async (request) => {
      request.analytics.track({ event: 'Late', anonymousId: 'visitor-7' });
      return 'seen';
    });
    await fetch((await serve(app)).url);
    await client.flush();
    expect(service.messages.map(({ event }) => event)).toEqual(['Early', 'Late']);
  });

  it('believes a proxy where the server does', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const app = Fastify({ trustProxy: true, forceCloseConnections: true });
    stage.onEnd(() => app.close());
    await app.register(fastifyAnalytics, { client });
    app.get('/cart', async (request) => {
      request.analytics.page({ anonymousId: 'visitor-7' });
      return 'cart';
    });
    await fetch(`${(await serve(app)).url}/cart`, {
      headers: { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-host': 'shop.example' },
    });
    await client.flush();
    expect(service.messages).toMatchObject([
      { context: { ip: '203.0.113.7', page: { url: 'http://shop.example/cart' } } },
    ]);
  });

  it.each<readonly [string, object, object]>([
    ['nothing', {}, { field: 'writeKey' }],
    ['no client', { client: {} }, { call: 'fastifyAnalytics', field: 'client' }],
    ['options of a client beside one', { client: 'ours', flushAt: 1 }, { field: 'flushAt' }],
    ['a flush that is not known', { client: 'ours', flush: 1 }, { field: 'flush' }],
    ['a close that is no switch', { client: 'ours', close: 'no' }, { field: 'close' }],
    ['an option that is not known', { writeKey: 'key', flushAfter: 1 }, { field: 'flushAfter' }],
  ])('refuses %s', async (_what, options, problem) => {
    const given = 'client' in options && options.client === 'ours';
    const client = given ? { client: stage.client(await stage.service()) } : {};
    const app = anApp(stage);
    const register = async (): Promise<unknown> =>
      app.register(fastifyAnalytics, { ...options, ...client } as never).ready();
    await expect(register()).rejects.toMatchObject({ code: 'invalid', ...problem });
  });
});
