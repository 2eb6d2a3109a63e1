/** A small shop with Express: `ENDPOINT=http://localhost:8080 node --import tsx examples/express/server.ts`. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Analytics } from 'waybill';
import { analyticsMiddleware } from 'waybill/express';
import { handleSignals } from 'waybill/process';

const { WRITE_KEY = 'my-write-key', ENDPOINT, PORT = '3000' } = process.env;
const analytics = new Analytics({ writeKey: WRITE_KEY, host: ENDPOINT });
analytics.on('error', (error) => console.warn(error.code, error.message));

const app = express();
app.use(express.json());
app.use(analyticsMiddleware(analytics, { identify: (request) => request.get('x-user-id') }));

app.post('/orders', (request, response) => {
  request.analytics.track({ event: 'Order Completed', properties: request.body });
  response.status(201).send({ ok: true });
});

const server = app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

// First the server: its last requests still make calls. Then the client, which sends what waits.
handleSignals(analytics, { before: () => new Promise((done) => server.close(done)) });
