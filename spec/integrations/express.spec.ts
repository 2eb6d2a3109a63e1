import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import type { Analytics } from '../../lib/client/analytics.js';
import { analyticsMiddleware } from '../../lib/integrations/express.js';
import { type Stage, useStage } from '../support/stage.js';
import { aFewTurns, byHeader } from './a-visited-app.js';
import { problemOf } from './problem-of.js';
import { describeVisits } from './visits.js';

async function serve(
  stage: Stage,
  listener: http.RequestListener,
): Promise<{ readonly url: string }> {
  const server = http.createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stage.onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('waybill/express', () => {
  const stage = useStage();

  describeVisits((stageOfVisits, client, { identify, order, ...options }) => {
    const app = express();
    app.set('env', 'test');
    app.use(
      analyticsMiddleware(client, {
        ...options,
        identify: (request) => identify?.((name) => request.get(name)),
      }),
    );
    app.get('/seen', async (request, response) => {
      await aFewTurns();
      request.analytics.track({ event: 'Seen', properties: { n: request.query['n'] } });
      response.send('seen');
    });
    app.post('/orders', express.json(), async (request, response) => {
      await aFewTurns();
      order(request.body);
      response.sendStatus(201);
    });
    app.get('/fails', (request) => {
      request.analytics.track({ event: 'Failing' });
      throw new Error('The shop is on fire.');
    });
    app.get('/quiet', (_request, response) => {
      response.send('quiet');
    });
    return serve(stageOfVisits, app);
  });

  it('asks for the user when somebody may have signed in, and asks once', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    let asked = 0;
    const app = express();
    app.use(
      analyticsMiddleware(client, {
        identify: (request) => {
          asked += 1;
          return (request as { readonly user?: string }).user;
        },
      }),
    );
    app.use((request, _response, next) => {
      Object.assign(request, { user: 'ada' });
      next();
    });
    app.get('/', (request, response) => {
      request.analytics.track({ event: 'First' });
      request.analytics.track({ event: 'Second' });
      response.send('done');
    });
    const { url } = await serve(stage, app);
    await fetch(url);
    await client.flush();

    expect(service.messages.map(({ userId }) => userId)).toEqual(['ada', 'ada']);
    expect(asked).toBe(1);
  });

  it('believes a proxy where the app does', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const headers = {
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'shop.example',
      'x-user-id': 'ada',
    };
    for (const isTrusted of [true, false]) {
      const app = express();
      app.set('trust proxy', isTrusted);
      app.use(analyticsMiddleware(client, { identify: (request) => request.get('x-user-id') }));
      app.get('/cart', (request, response) => {
        request.analytics.page({ name: 'Cart' });
        response.send('done');
      });
      await fetch(`${(await serve(stage, app)).url}/cart`, { headers });
    }
    await client.flush();

    const contexts = service.messages.map(({ context }) => context);
    expect(contexts[0]).toMatchObject({
      ip: '203.0.113.7',
      page: { url: 'https://shop.example/cart' },
    });
    expect(contexts[1]).toMatchObject({ ip: expect.stringMatching(/127\.0\.0\.1$/) });
  });

  it('knows the whole path below a router', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const router = express.Router();
    router.use(analyticsMiddleware(client));
    router.get('/cart', (request, response) => {
      request.analytics.page({ anonymousId: 'visitor-7' });
      response.send('done');
    });
    const { url } = await serve(stage, express().use('/shop', router));
    await fetch(`${url}/shop/cart`);
    await client.flush();

    expect(service.messages).toMatchObject([{ context: { page: { path: '/shop/cart' } } }]);
  });

  it('keeps the user within another run(), before and after the first call', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const app = express();
    app.use(
      analyticsMiddleware(client, { identify: (request) => byHeader((name) => request.get(name)) }),
    );
    app.get('/', (_request, response) => {
      const inner = { context: { campaign: { name: 'spring' } } };
      client.run(inner, () => client.current().track({ event: 'Within' }));
      client.current().track({ event: 'Around' });
      response.send('done');
    });
    await fetch((await serve(stage, app)).url, { headers: { 'x-user-id': 'ada' } });
    await client.flush();

    expect(service.messages).toMatchObject([
      { userId: 'ada', context: { campaign: { name: 'spring' }, page: { path: '/' } } },
      { userId: 'ada' },
    ]);
    expect(service.messages[1]?.['context']).not.toHaveProperty('campaign');
  });

  it('serves a server of node:http as well', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const middleware = analyticsMiddleware<http.IncomingMessage>(client, {
      identify: ({ headers }) => headers['x-user-id'] as string,
    });
    const { url } = await serve(stage, (request, response) => {
      middleware(request, response, () => {
        client.current().track({ event: 'Seen' });
        response.end('seen');
      });
    });
    await fetch(`${url}/a?b=c`, { headers: { 'x-user-id': 'ada' } });
    await client.flush();

    expect(service.messages).toMatchObject([
      { userId: 'ada', context: { ip: '127.0.0.1', page: { url: `${url}/a?b=c` } } },
    ]);
  });

  it.each<readonly [string, unknown, unknown, string]>([
    ['no client', undefined, {}, 'client'],
    ['something else for a client', { track: () => undefined }, {}, 'client'],
    ['options that are none', 'client', null, 'options'],
    ['an identify that is no function', 'client', { identify: 'ada' }, 'identify'],
    ['an ambient that is no switch', 'client', { ambient: 1 }, 'ambient'],
    ['a flush that is not known', 'client', { flush: 'always' }, 'flush'],
    ['an option that is not known', 'client', { identity: () => 'ada' }, 'identity'],
  ])('refuses %s', async (_what, given, options, field) => {
    const client = given === 'client' ? stage.client(await stage.service()) : given;
    const problem = problemOf(() => analyticsMiddleware(client as Analytics, options as object));
    expect(problem).toEqual({ code: 'invalid', call: 'analyticsMiddleware', field });
  });
});
