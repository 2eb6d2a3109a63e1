import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Log } from './log/log.js';
import type { Settings } from './options.js';

const BODY_TIMEOUT_MS = 30_000;

/** A server that listens; rejects where it can't, such as on a port in use. */
export async function listening(
  fetch: Parameters<typeof getRequestListener>[0],
  { port, host }: Settings,
): Promise<Server> {
  const listener = getRequestListener(fetch, {
    // Else Hono replaces Request and Response for the whole program that the workspace runs in.
    overrideGlobalObjects: false,
  });
  const server = createServer((request, response) => void listener(request, response));
  server.requestTimeout = BODY_TIMEOUT_MS;
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

export function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('startWorkspace: the server was closed while it started.');
  }
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

/** Where nobody can be told, there is no workspace, and nothing that listens. */
export async function announce(url: string, server: Server, log: Log | undefined): Promise<void> {
  try {
    await log?.announce(url);
  } catch (error) {
    await stop(server);
    throw error;
  }
}

/** Lets the folder go, and stops listening. */
export async function close(server: Server, log: Log | undefined): Promise<void> {
  try {
    // As long as the workspace answers, nobody else takes its folder.
    await log?.close();
  } finally {
    await stop(server);
  }
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
