/** A small shop with Fastify: `ENDPOINT=http://localhost:8080 node --import tsx examples/fastify/server.ts`. */
import Fastify from 'fastify';
import { fastifyAnalytics } from 'waybill/fastify';
import { handleSignals } from 'waybill/process';

const { WRITE_KEY = 'my-write-key', ENDPOINT, PORT = '3000' } = process.env;

const app = Fastify({ forceCloseConnections: 'idle' });
await app.register(fastifyAnalytics, {
  writeKey: WRITE_KEY,
  host: ENDPOINT,
  identify: (request) => request.headers['x-user-id']?.toString(),
});
app.analytics.on('error', (error) => app.log.warn(error));

app.post<{ Body: { total: number } }>('/orders', async (request, reply) => {
  request.analytics.track({ event: 'Order Completed', properties: request.body });
  return reply.status(201).send({ ok: true });
});

console.log(await app.listen({ host: '127.0.0.1', port: Number(PORT) }));

// Closing the server closes the client, after its last requests.
handleSignals(app.analytics, { before: () => app.close() });
