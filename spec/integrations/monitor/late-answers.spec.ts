import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import fastify from 'fastify';
import type { MountableHandler } from '../../../lib/integrations/monitor/mountable.js';
import { deliveryView } from '../../../lib/integrations/monitor.js';
import { type Stage, useStage } from '../../support/stage.js';
import { listening } from './mounted.js';

const stage = useStage();

/** What happens to one request while its guard is asked. */
interface Meanwhile {
  readonly isTooLate: (response: ServerResponse) => unknown;
  /** What became of the handler, each time. */
  readonly ended: Promise<unknown>[];
}

type LateMount = (
  on: Stage,
  handler: MountableHandler,
  meanwhile: Meanwhile & { asked: () => unknown },
) => Promise<string>;

const ofNode =
  (serverOf: (handle: http.RequestListener) => http.Server): LateMount =>
  (on, handler, meanwhile) => {
    const server = serverOf((request, response) => {
      meanwhile.asked = () => meanwhile.isTooLate(response);
      meanwhile.ended.push(Promise.resolve(handler(request, response)));
    });
    return listening(on, server);
  };

const MOUNTS: Readonly<Record<string, LateMount>> = {
  'node:http': ofNode((handle) => http.createServer(handle)),
  Express: ofNode((handle) => {
    const app = express();
    app.use('/at', (request, response) => handle(request, response));
    return http.createServer(app);
  }),
  Fastify: async (on, handler, meanwhile) => {
    const app = fastify();
    app.get('/at', (request, reply) => {
      meanwhile.asked = () => meanwhile.isTooLate(reply.raw);
      const ended = Promise.resolve(handler(request, reply));
      meanwhile.ended.push(ended);
      return ended;
    });
    on.onEnd(() => app.close());
    return `${await app.listen({ host: '127.0.0.1', port: 0 })}/at`;
  },
};

async function viewed(mount: LateMount, isTooLate: Meanwhile['isTooLate']) {
  const client = stage.client(await stage.service());
  const meanwhile = { isTooLate, ended: [] as Promise<unknown>[], asked: (): unknown => undefined };
  const allow = async (): Promise<boolean> => {
    await meanwhile.asked();
    return true;
  };
  const view = deliveryView<IncomingMessage>(client, { allow, path: '/at' });
  stage.onEnd(() => view.end());
  return { url: await mount(stage, view, meanwhile), ended: meanwhile.ended, client };
}

describe.each(Object.entries(MOUNTS))('a view in %s', (_name, mount) => {
  it.each<[string, (response: ServerResponse) => unknown]>([
    ['all of it', (response) => response.writeHead(503).end('Too late.')],
    [
      'its head',
      (response) => {
        response.writeHead(503).write('Too ');
        setImmediate(() => response.end('late.'));
      },
    ],
  ])(
    'leaves a request alone that was answered while the guard was asked, %s',
    async (_what, isTooLate) => {
      const { url, ended, client } = await viewed(mount, isTooLate);
      const response = await fetch(url);

      expect([response.status, await response.text()]).toEqual([503, 'Too late.']);
      await expect(Promise.all(ended)).resolves.toHaveLength(1);
      expect(client.stats().hostErrors).toBe(0);
    },
  );

  it('leaves a request alone whose visitor has gone', async () => {
    const { url, ended, client } = await viewed(mount, (response) => {
      const closed = once(response, 'close');
      response.destroy();
      return closed;
    });
    await expect(fetch(url)).rejects.toThrow();

    await expect(Promise.all(ended)).resolves.toHaveLength(1);
    expect(client.stats().hostErrors).toBe(0);
  });
});

describe('a view of which a response can take nothing', () => {
  it.each(Object.entries(MOUNTS).slice(0, 2))(
    'throws nothing into %s, and counts it',
    async (_name, mount) => {
      const { url, ended, client } = await viewed(mount, (response) => {
        response.writeHead = () => {
          setImmediate(() => response.destroy());
          throw new Error('No head.');
        };
      });
      await expect(fetch(url)).rejects.toThrow();

      await expect(Promise.all(ended)).resolves.toHaveLength(1);
      expect(client.stats().hostErrors).toBe(1);
    },
  );
});
