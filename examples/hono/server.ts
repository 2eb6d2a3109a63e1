/** A small shop with Hono: `ENDPOINT=http://localhost:8080 node --import tsx examples/hono/server.ts`. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Analytics } from 'waybill';
import { analytics } from 'waybill/hono';
import { handleSignals } from 'waybill/process';

const { WRITE_KEY = 'my-write-key', ENDPOINT, PORT = '3000' } = process.env;
const client = new Analytics({ writeKey: WRITE_KEY, host: ENDPOINT });
client.on('error', (error) => console.warn(error.code, error.message));

const app = new Hono();
app.use(analytics(client, { identify: (c) => c.req.header('x-user-id') }));

app.post('/orders', async (c) => {
  c.get('analytics').track({ event: 'Order Completed', properties: await c.req.json() });
  return c.json({ ok: true }, 201);
});

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}`),
);

// First the server: its last requests still make calls. Then the client, which sends what waits.
handleSignals(client, { before: () => new Promise((done) => server.close(done)) });
