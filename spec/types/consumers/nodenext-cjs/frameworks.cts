import express = require('express');

import { fastify } from 'fastify';
import { Hono } from 'hono';
import { Analytics, type Scope } from 'waybill';
import { analyticsMiddleware } from 'waybill/express';
import { fastifyAnalytics } from 'waybill/fastify';
import { analytics as honoAnalytics } from 'waybill/hono';
import { AnalyticsModule } from 'waybill/nest';
import { requestAnalytics, sharedAnalytics } from 'waybill/next';
import { handleSignals } from 'waybill/process';

const client = new Analytics({ writeKey: 'a-write-key' });

const app = express();
app.use(analyticsMiddleware(client, { identify: (request) => request.get('x-user-id') }));
app.get('/', (request, response) => {
  const scope: Scope = request.analytics;
  scope.track({ event: 'Seen' });
  // @ts-expect-error: an event has a name.
  request.analytics.track({});
  response.send('seen');
});

const server = fastify();
void server.register(fastifyAnalytics, { client, identify: (request) => request.ip });
server.get('/', async (request) => request.analytics.track({ event: 'Seen' }).messageId);
export const ofServer: Analytics = server.analytics;

const hono = new Hono();
hono.use(honoAnalytics(client));
hono.get('/', (c) => c.text(c.get('analytics').track({ event: 'Seen' }).messageId));

export const module_ = AnalyticsModule.forRoot({ client });
export const shared: Analytics = sharedAnalytics({ writeKey: 'a-write-key' });
export const scope: Promise<Scope> = requestAnalytics(shared, new Headers());
export const handling = handleSignals(client);
