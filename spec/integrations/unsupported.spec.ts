import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify-4';
import { Hono } from 'hono-3';
import type { Analytics } from '../../lib/client/analytics.js';
import { type AnalyticsMiddleware, analyticsMiddleware } from '../../lib/integrations/express.js';
import { fastifyAnalytics } from '../../lib/integrations/fastify.js';
import { analytics } from '../../lib/integrations/hono.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** As far as it is used here: these types are those of version 5. */
interface OldApp {
  use(middleware: AnalyticsMiddleware<never>): void;
  get(
    path: string,
    handle: (request: { analytics: unknown }, response: { send(text: string): void }) => void,
  ): void;
  listen(port: number, host: string): Server;
}

const old = 'express-4';
const { default: express4 } = (await import(old)) as { readonly default: () => OldApp };

function errorsOf(client: Analytics): readonly Error[] {
  const errors: Error[] = [];
  client.on('error', (error) => errors.push(error as Error));
  return errors;
}

describe('a framework that is too old', () => {
  const stage = useStage();

  it('is named at the first request, and served: Express 4', async () => {
    const client = stage.client(await stage.service());
    const errors = errorsOf(client);
    const app = express4();
    app.use(analyticsMiddleware(client));
    app.get('/', (request, response) => response.send(typeof request.analytics));
    const server = app.listen(0, '127.0.0.1');
    stage.onEnd(() => server.close());
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const headers = { connection: 'close' };
    const texts = [await fetch(url, { headers }), await fetch(url, { headers })];

    expect(await Promise.all(texts.map((one) => one.text()))).toEqual(['object', 'object']);
    await until(() => errors.length > 0);
    expect(errors).toMatchObject([{ code: 'invalid', field: 'express' }]);
    expect(errors[0]?.message).toBe(
      'analyticsMiddleware: express must be version 5 (npm install express@5): with 4 the page of a call lacks the port; found version 4.',
    );
  });

  it('is named at the first request, and served: Hono 3', async () => {
    const client = stage.client(await stage.service());
    const errors = errorsOf(client);
    const app = new Hono();
    app.use('*', analytics(client) as never);
    app.get('/', (c) => c.text(typeof c.get('analytics' as never)));
    const texts = [await app.request('/'), await app.request('/')];

    expect(await Promise.all(texts.map((one) => one.text()))).toEqual(['object', 'object']);
    await until(() => errors.length > 0);
    expect(errors).toMatchObject([{ code: 'invalid', field: 'hono' }]);
    expect(errors[0]?.message).toBe(
      'analytics: hono must be version 4 (npm install hono@4): with others it is not tested; found version 3 or older.',
    );
  });

  it('does not start: Fastify 4', async () => {
    const client = stage.client(await stage.service());
    const app = Fastify();
    stage.onEnd(() => app.close());
    app.register(fastifyAnalytics as never, { client });

    // Fastify compares the versions itself.
    await expect(app.ready()).rejects.toThrow(
      "fastify-plugin: waybill - expected '5.x' fastify version, '4.29.1' is installed",
    );
  });
});
