import express from 'express';
import Fastify from 'fastify';
import type { Context } from 'hono';
import { Hono } from 'hono';
import { type Analytics, Analytics as Client, type Scope } from 'waybill';
import { analyticsMiddleware } from 'waybill/express';
import { fastifyAnalytics } from 'waybill/fastify';
import { analytics as honoAnalytics } from 'waybill/hono';
import { ANALYTICS, AnalyticsModule, InjectAnalytics, RequestAnalytics } from 'waybill/nest';
import { requestAnalytics, sharedAnalytics } from 'waybill/next';

const client: Analytics = new Client({ writeKey: 'a-write-key' });

const app = express();
app.use(analyticsMiddleware(client, { identify: (request) => request.get('x-user-id') }));
app.get('/', (request, response) => {
  const scope: Scope = request.analytics;
  scope.track({ event: 'Seen' });
  // @ts-expect-error: an event has a name.
  request.analytics.track({});
  response.send('seen');
});

const server = Fastify();
await server.register(fastifyAnalytics, { client, identify: (request) => request.ip });
await server.register(fastifyAnalytics, { writeKey: 'a-write-key', close: false });
// @ts-expect-error: there is no such time.
await server.register(fastifyAnalytics, { client, flush: 'always' });
server.get('/', async (request) => request.analytics.track({ event: 'Seen' }).messageId);
export const ofServer: Analytics = server.analytics;

const hono = new Hono();
hono.use(honoAnalytics(client, { ip: (c) => c.req.header('cf-connecting-ip') }));
hono.get('/', (c) => c.text(c.get('analytics').track({ event: 'Seen' }).messageId));
export const ofHono = (c: Context): Scope => c.var.analytics;

export const module = AnalyticsModule.forRoot({ client });
export const decorators = [InjectAnalytics(), RequestAnalytics(), ANALYTICS];

export const shared: Analytics = sharedAnalytics({ writeKey: 'a-write-key' });
export const scope: Promise<Scope> = requestAnalytics(shared, new Headers());
