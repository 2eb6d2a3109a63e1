/** Stands in for Next.js, and serves the route: `ENDPOINT=http://localhost:8080 node --import tsx examples/next/server.ts`. */
import { serve } from '@hono/node-server';
import { handleSignals } from 'waybill/process';
import { analytics } from './analytics.js';
import { POST } from './route.js';

const { PORT = '3000' } = process.env;

const server = serve({ fetch: POST, hostname: '127.0.0.1', port: Number(PORT) }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}`),
);

// First the server: its last requests still make calls. Then the client, which sends what waits.
handleSignals(analytics, { before: () => new Promise((done) => server.close(done)) });
