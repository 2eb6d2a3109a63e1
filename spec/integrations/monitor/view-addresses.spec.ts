import http from 'node:http';
import { serve as serveHono } from '@hono/node-server';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import type { MountableHandler } from '../../../lib/integrations/monitor/mountable.js';
import { deliveryView } from '../../../lib/integrations/monitor.js';
import { useStage } from '../../support/stage.js';
import { problemOf } from '../problem-of.js';
import { listening, MOUNTS, type Mount } from './mounted.js';

const stage = useStage();
const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

async function served(mount: Mount, path?: string): Promise<string> {
  const client = stage.client(await stage.service());
  const view = deliveryView(client, { allow: () => true, path });
  stage.onEnd(() => view.end());
  return (await mount(stage, view)).replace(/\/at$/, '');
}

async function answered(url: string): Promise<unknown> {
  const { status, headers } = await fetch(url);
  return status === 200 ? headers.get('content-type') : status;
}

const inExpress =
  (use: (app: express.Express, view: MountableHandler) => unknown): Mount =>
  (on, view) => {
    const app = express();
    use(app, view);
    return listening(on, http.createServer(app));
  };

/** How else a view may be mounted at `/at`. */
const OTHERS: Readonly<Record<string, Mount>> = {
  'routes of Express': inExpress((app, view) => app.get('/at', view).get('/at/data.json', view)),
  'a route of Express with the rest': inExpress((app, view) => app.get('/at{/*rest}', view)),
  'a router of Express': inExpress((app, view) => app.use(express.Router().use('/at', view))),
  'Express, behind a route of its own': inExpress((app, view) =>
    app.all('/at/*rest', (_request, _response, next) => next()).use('/at', view),
  ),
  'routes of Fastify, with a prefix': async (on, view) => {
    const app = fastify();
    await app.register(
      async (instance) => {
        instance.get('/', view);
        instance.get('/data.json', view);
      },
      { prefix: '/at' },
    );
    on.onEnd(() => app.close());
    return app.listen({ host: '127.0.0.1', port: 0 });
  },
  'an app of Hono within another': (on, view) => {
    const app = new Hono().route('/at', new Hono().get('/', view).get('/data.json', view));
    const server = serveHono({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
    return listening(on, server as http.Server);
  },
};

describe('where the view is', () => {
  it.each([...Object.entries(MOUNTS), ...Object.entries(OTHERS)])(
    'is its address and data.json behind it, in %s',
    async (name, mount) => {
      const url = await served(mount, name === 'node:http' ? '/at' : undefined);
      expect(await answered(`${url}/at?x=/data.json`)).toBe(HTML);
      expect(await answered(`${url}/at/data.json?x=1`)).toBe(JSON_TYPE);
      for (const path of ['/at/nope', '/at/data.jsn', '/at/nope/data.json', '/at/data.json/nope']) {
        expect([path, await answered(url + path)]).toEqual([path, 404]);
      }
    },
  );

  it.each<[string, string | undefined, string]>([
    ['what it is told', '/at', '/at'],
    ['what it is told, with a slash behind', '/ops/at/', '/ops/at'],
    ['the root, where it is told', '/', ''],
    ['/delivery, where it is told nothing', undefined, '/delivery'],
  ])('is in node:http %s', async (_what, path, address) => {
    const url = await served(MOUNTS['node:http'] as Mount, path);
    expect(await answered(url + address)).toBe(HTML);
    expect(await answered(`${url}${address}/`)).toBe(HTML);
    expect(await answered(`${url}${address}/data.json`)).toBe(JSON_TYPE);
    for (const other of ['/foo/bar', '/foo', '/deliveries', `${address}/nope`]) {
      expect([other, await answered(url + other)]).toEqual([other, 404]);
    }
  });

  it.each(['delivery', '', 7, '/delivery?x'])('is not at %j', async (path) => {
    const client = stage.client(await stage.service());
    expect(problemOf(() => deliveryView(client, { allow: () => true, path } as never))).toEqual({
      code: 'invalid',
      call: 'deliveryView',
      field: 'path',
    });
  });
});
