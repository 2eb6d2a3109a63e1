/** A server that loses nothing when it is told to stop: `ENDPOINT=http://localhost:8080 node --import tsx examples/signals/server.ts`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Analytics } from 'waybill';
import { handleSignals } from 'waybill/process';

const { WRITE_KEY = 'my-write-key', ENDPOINT, PORT = '3000' } = process.env;
const analytics = new Analytics({ writeKey: WRITE_KEY, host: ENDPOINT });

const server = createServer((request, response) => {
  analytics.page({ anonymousId: 'visitor-7', properties: { path: request.url } });
  response.end('Hello.');
}).listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

// First the server: its last requests still make calls. Then the client, which sends what waits.
handleSignals(analytics, { before: () => new Promise((done) => server.close(done)) });
