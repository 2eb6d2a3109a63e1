/** Stands in for Next.js, and serves the route: `ENDPOINT=http://localhost:8080 node --import tsx examples/next/server.ts`. */
import { serve } from '@hono/node-server';
import { analytics } from './analytics.js';
import { POST } from './route.js';

const { PORT = '3000' } = process.env;

const server = serve({ fetch: POST, hostname: '127.0.0.1', port: Number(PORT) }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}`),
);

process.once('SIGTERM', () => {
  server.close(async () => {
    console.log(await analytics.close({ timeout: 10_000 }));
  });
  if ('closeIdleConnections' in server) server.closeIdleConnections();
});
