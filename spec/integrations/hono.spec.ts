import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve as serveHono } from '@hono/node-server';
import { describe, expect, it } from '@jest/globals';
import { Hono } from 'hono';
import type { Analytics } from '../../lib/client/analytics.js';
import { analytics } from '../../lib/integrations/hono.js';
import { type Stage, useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { aFewTurns } from './a-visited-app.js';
import { problemOf } from './problem-of.js';
import { describeVisits } from './visits.js';

async function serve(stage: Stage, app: Hono): Promise<{ readonly url: string }> {
  const server = serveHono({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  if (!server.listening) await once(server, 'listening');
  stage.onEnd(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('waybill/hono', () => {
  const stage = useStage();

  describeVisits((stageOfVisits, client, { identify, order, ...options }) => {
    const app = new Hono();
    app.onError((_error, c) => c.text('failed', 500));
    app.use(
      analytics(client, {
        ...options,
        identify: ({ req }) => identify?.((name) => req.header(name)),
      }),
    );
    app.get('/seen', async (c) => {
      await aFewTurns();
      c.get('analytics').track({ event: 'Seen', properties: { n: c.req.query('n') } });
      return c.text('seen');
    });
    app.post('/orders', async (c) => {
      const body: unknown = await c.req.json();
      await aFewTurns();
      order(body);
      return c.body(null, 201);
    });
    app.get('/fails', (c) => {
      c.var.analytics.track({ event: 'Failing' });
      throw new Error('The shop is on fire.');
    });
    app.get('/quiet', (c) => c.text('quiet'));
    return serve(stageOfVisits, app);
  });

  describe('where there is no server of Node.js', () => {
    const seen = (client: Analytics, options: Parameters<typeof analytics>[1]): Hono => {
      const app = new Hono();
      app.use(analytics(client, options));
      app.get('/seen', (c) => {
        c.get('analytics').track({ event: 'Seen', anonymousId: 'visitor-7' });
        return c.text('seen');
      });
      return app;
    };

    it('takes the address from where it is told', async () => {
      const service = await stage.service();
      const client = stage.client(service);
      const app = seen(client, { ip: (c) => c.req.header('cf-connecting-ip') });
      await app.request('https://shop.example/seen?a=b', {
        headers: { 'cf-connecting-ip': '203.0.113.7' },
      });
      await client.flush();
      expect(service.messages).toMatchObject([
        { context: { ip: '203.0.113.7', page: { url: 'https://shop.example/seen?a=b' } } },
      ]);
    });

    it('keeps the host awake for the flush', async () => {
      const service = await stage.service();
      const client = stage.client(service, { flushAt: 1_000 });
      const kept: Promise<unknown>[] = [];
      const host = {
        waitUntil: (work: Promise<unknown>) => void kept.push(work),
        passThroughOnException: () => undefined,
        props: {},
      };
      const app = seen(client, { flush: 'response' });
      await app.fetch(new Request('https://shop.example/seen'), {}, host);

      expect(kept).toHaveLength(1);
      await kept[0];
      expect(service.messages).toMatchObject([{ event: 'Seen' }]);
      expect(client.stats().pending).toBe(0);
    });

    it('flushes by itself where nobody keeps it awake', async () => {
      const service = await stage.service();
      const client = stage.client(service, { flushAt: 1_000 });
      const app = seen(client, { flush: 'response' });
      expect((await app.request('https://shop.example/seen')).status).toBe(200);
      await until(() => client.stats().delivered === 1);
    });

    it('goes on where the address can not be had', async () => {
      const service = await stage.service();
      const client = stage.client(service);
      const errors: unknown[] = [];
      client.on('error', (error) => errors.push(error));
      const app = seen(client, {
        ip: () => {
          throw new Error('No such header.');
        },
      });
      expect((await app.request('https://shop.example/seen')).status).toBe(200);
      await client.flush();
      expect(service.messages).toMatchObject([{ event: 'Seen' }]);
      expect(errors).toMatchObject([{ code: 'request-unreadable' }]);
    });
  });

  it.each<readonly [string, unknown, object, string]>([
    ['no client', null, {}, 'client'],
    ['an ip that is no function', 'client', { ip: '203.0.113.7' }, 'ip'],
    ['an option that is not known', 'client', { close: true }, 'close'],
  ])('refuses %s', async (_what, given, options, field) => {
    const client = given === 'client' ? stage.client(await stage.service()) : given;
    const problem = problemOf(() => analytics(client as Analytics, options));
    expect(problem).toEqual({ code: 'invalid', call: 'analytics', field });
  });
});
