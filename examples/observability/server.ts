/**
 * A small shop that shows what its client does:
 * `ENDPOINT=http://localhost:8080 ADMIN_TOKEN=secret node --import tsx examples/observability/server.ts`.
 */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { trace } from '@opentelemetry/api';
import { Analytics } from 'waybill';
import { deliveryView, healthHandler, statsHandler } from 'waybill/monitor';
import { observe } from 'waybill/otel';
import { startTelemetry } from './telemetry.js';

const { WRITE_KEY = 'my-write-key', ENDPOINT, PORT = '3000', ADMIN_TOKEN = '' } = process.env;

const endTelemetry = startTelemetry();
const analytics = new Analytics({ writeKey: WRITE_KEY, host: ENDPOINT });
analytics.on('error', (error) => console.warn(error.code, error.message));
observe(analytics, { traceIds: true });

const tracer = trace.getTracer('a-shop');
const metrics = statsHandler(analytics);
// Where orders matter more than counting them, let a probe warn, and not take the shop away.
const ready = healthHandler(analytics);
const delivery = deliveryView(analytics, { allow: isAdmin });

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/orders') void order(request, response);
  else if (pathname === '/metrics') metrics(request, response);
  else if (pathname === '/ready') ready(request, response);
  else if (/^\/delivery(\/|$)/.test(pathname)) delivery(request, response);
  else response.writeHead(404).end();
});

server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.close(end));

/** First the server: its last requests still make calls. Then the client, which sends what waits; and then what tells of it. */
async function end(): Promise<void> {
  await analytics.close({ timeout: 5_000 });
  await endTelemetry();
}

/** The span of the request that sends this message is linked to the one here, and the message has its ids. */
function order(request: IncomingMessage, response: ServerResponse): Promise<void> {
  return tracer.startActiveSpan('POST /orders', async (span) => {
    try {
      const properties = (await json(request)) as Record<string, unknown>;
      const userId = String(request.headers['x-user-id']);
      analytics.track({ userId, event: 'Order Completed', properties });
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"ok":true}');
    } catch {
      response.writeHead(400).end();
    } finally {
      span.end();
    }
  });
}

/** Nobody, where there is no token. */
function isAdmin({ headers }: IncomingMessage): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${ADMIN_TOKEN}`);
  return ADMIN_TOKEN !== '' && given.length === wanted.length && timingSafeEqual(given, wanted);
}
