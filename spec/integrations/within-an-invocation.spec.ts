import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { Hono } from 'hono';
import type { Analytics } from '../../lib/client/analytics.js';
import { analyticsMiddleware } from '../../lib/integrations/express.js';
import { analytics } from '../../lib/integrations/hono.js';
import { withAnalytics } from '../../lib/integrations/lambda.js';
import { requestAnalytics } from '../../lib/integrations/next.js';
import { useStage } from '../support/stage.js';
import { anInvocation } from './an-invocation.js';

const stage = useStage();
const EVENT = { event: 'Order Completed' };

/** Calls on a request's scope, on a scope below it, and on the client. */
function callThrice(client: Analytics, scope: { track(call: typeof EVENT): unknown }): void {
  scope.track(EVENT);
  client.current().track(EVENT);
  client.track({ ...EVENT, userId: 'ada' });
}

function honoApp(client: Analytics, options: { readonly ambient: boolean }): Hono {
  const app = new Hono();
  app.use(analytics(client, { ...options, identify: () => 'ada' }));
  app.post('/orders', async (c) => {
    const scope = c.get('analytics');
    if (options.ambient) callThrice(client, scope);
    else for (let call = 0; call < 3; call += 1) scope.track(EVENT);
    return c.body(null, 201);
  });
  return app;
}

describe('what an invocation of AWS Lambda sends is delivered when it answers', () => {
  it.each([true, false])('by the middleware of Hono (ambient: %s)', async (ambient) => {
    const client = stage.client(await stage.service(), { flushAt: 1_000 });
    const app = honoApp(client, { ambient });
    const handler = withAnalytics(client, async (_event: unknown, _context: unknown) => {
      const { status } = await app.request('/orders', { method: 'POST' });
      return status;
    });

    expect(await handler({}, anInvocation())).toBe(201);
    expect(client.stats()).toMatchObject({ delivered: 3, pending: 0 });
  });

  it.each([true, false])('by the middleware of Express (ambient: %s)', async (ambient) => {
    const client = stage.client(await stage.service(), { flushAt: 1_000 });
    const app = express();
    app.use(analyticsMiddleware(client, { ambient, identify: () => 'ada' }));
    app.post('/orders', (request, response) => {
      if (ambient) callThrice(client, request.analytics);
      else for (let call = 0; call < 3; call += 1) request.analytics.track(EVENT);
      response.sendStatus(201);
    });
    // Made in the invocation, as packages do that run Express in AWS Lambda.
    const handler = withAnalytics(client, async (_event: unknown, _context: unknown) => {
      const server = http.createServer(app).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const reply = await fetch(`http://127.0.0.1:${port}/orders`, {
        method: 'POST',
        headers: { connection: 'close' },
      });
      server.close();
      return reply.status;
    });

    expect(await handler({}, anInvocation())).toBe(201);
    expect(client.stats()).toMatchObject({ delivered: 3, pending: 0 });
  });

  it('by a scope for its request', async () => {
    const client = stage.client(await stage.service(), { flushAt: 1_000 });
    const handler = withAnalytics(client, async (_event: unknown, _context: unknown) => {
      const scope = await requestAnalytics(client, new Headers(), { identify: () => 'ada' });
      scope.track(EVENT);
    });

    await handler({}, anInvocation());

    expect(client.stats()).toMatchObject({ delivered: 1, pending: 0 });
  });

  it('by scopes that its handler makes, or runs in', async () => {
    const client = stage.client(await stage.service(), { flushAt: 1_000 });
    const known = client.scope({ userId: 'ada' });
    const handler = withAnalytics(client, async (_event: unknown, _context: unknown) => {
      client.scope({ userId: 'ada' }).track(EVENT);
      client
        .scope({ userId: 'ada' })
        .scope({ context: { ip: '203.0.113.7' } })
        .track(EVENT);
      known.track(EVENT);
      client.run(known, () => callThrice(client, known));
    });

    await handler({}, anInvocation());

    expect(client.stats()).toMatchObject({ delivered: 6, pending: 0 });
  });

  it('apart from what others send meanwhile', async () => {
    const client = stage.client(await stage.service(), { flushAt: 1_000 });
    const app = honoApp(client, { ambient: true });
    const reports: unknown[] = [];
    const handler = withAnalytics(
      client,
      async (count: number, _context: unknown) => {
        for (let request = 0; request < count; request += 1) {
          await app.request('/orders', { method: 'POST' });
        }
      },
      { onPending: (report) => reports.push(report) },
    );
    client.track({ ...EVENT, userId: 'another' });

    // No time is left: what is pending is told, and is the invocation's own.
    await Promise.all([handler(1, anInvocation(0)), handler(2, anInvocation(0))]);

    expect(reports).toMatchObject([{ pending: 3 }, { pending: 6 }]);
  });
});
