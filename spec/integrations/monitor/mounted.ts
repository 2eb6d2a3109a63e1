import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve as serveHono } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import type { MountableHandler } from '../../../lib/integrations/monitor/mountable.js';
import type { Stage } from '../../support/stage.js';

export type Mount = (stage: Stage, handler: MountableHandler) => Promise<string>;

/** Serves a handler under `/at` and whatever is behind that, and gives where that is. */
export const MOUNTS: Readonly<Record<string, Mount>> = {
  'node:http': (stage, handler) => listening(stage, http.createServer(handler)),
  Express: (stage, handler) => {
    const app = express();
    app.use('/at', handler);
    return listening(stage, http.createServer(app));
  },
  Fastify: async (stage, handler) => {
    const app = fastify();
    app.all('/at', handler);
    app.all('/at/*', handler);
    stage.onEnd(() => app.close());
    return `${await app.listen({ host: '127.0.0.1', port: 0 })}/at`;
  },
  Hono: async (stage, handler) => {
    const app = new Hono();
    app.all('/at', handler);
    app.all('/at/*', handler);
    const server = serveHono({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
    return listening(stage, server as http.Server);
  },
};

/** Gives where `/at` is, of a server that is told to listen. */
export async function listening(stage: Stage, server: http.Server): Promise<string> {
  if (!server.listening) {
    if (server.address() === null) server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  stage.onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/at`;
}
