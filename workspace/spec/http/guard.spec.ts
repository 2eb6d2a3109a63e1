import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { aTrack, post } from '../post.js';
import { rawRequest } from './raw-request.js';

let workspace: Workspace;
let host: string;

beforeAll(async () => {
  workspace = await startWorkspace();
  ({ host } = new URL(workspace.url));
  await post(workspace, { body: { batch: [aTrack()] } });
});

afterAll(() => workspace.close());

function ask(headers: Readonly<Record<string, string>>, path = '/api/messages', method = 'GET') {
  return rawRequest(workspace.url, { method, path, headers });
}

describe('the query API', () => {
  it('answers programs, which say nothing of where they are', async () => {
    expect((await ask({})).status).toBe(200);
  });

  it.each(['same-origin', 'none', 'same-site'])('answers what is %s', async (site) => {
    const headers = { origin: workspace.url, 'sec-fetch-site': site };

    expect((await ask(headers)).status).toBe(200);
  });

  it('answers by any name of this computer', async () => {
    const { port } = new URL(workspace.url);

    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      expect((await ask({ host: `${name}:${port}` })).status).toBe(200);
    }
  });

  it.each([
    ['GET', '/api/messages'],
    ['DELETE', '/api/messages'],
    ['GET', '/api/workspace'],
    ['GET', '/api/live'],
    ['PUT', '/api/faults'],
    ['GET', '/api/unknown'],
    ['GET', '/'],
  ])('refuses %s %s to other origins', async (method, path) => {
    for (const origin of ['https://evil.example', 'null', 'http://localhost:1']) {
      const { status, body } = await ask({ origin }, path, method);

      expect([status, JSON.parse(body)]).toEqual([
        403,
        {
          error: {
            code: 'other-origin',
            message: `Only pages of the workspace itself may ask; not ${origin}.`,
          },
        },
      ]);
    }
    expect(workspace.messages).toHaveLength(1);
  });

  it('refuses what another site asks without telling its origin', async () => {
    const { status, body } = await ask({
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
    });

    expect([status, body]).toEqual([403, expect.stringContaining('not another site')]);
  });

  it('may be opened by a link from another site, which can not look into it', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };

    expect((await ask(headers, '/')).status).toBe(200);
    expect((await ask({ ...headers, 'sec-fetch-dest': 'iframe' }, '/')).status).toBe(403);
  });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '10.0.0.1'])(
    'refuses names that another may have pointed here: %s',
    async (name) => {
      const { status, body } = await ask({ host: name });

      expect([status, JSON.parse(body)]).toMatchObject([403, { error: { code: 'other-host' } }]);
    },
  );

  it.each(['a b', '[::', 'x@localhost'])('refuses what is no name: %s', async (name) => {
    expect((await ask({ host: name })).status).toBe(400);
  });

  it('refuses a request that names no host', async () => {
    const { hostname, port } = new URL(workspace.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.end('GET /api/messages HTTP/1.0\r\n\r\n');

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 40[03] /);
  });

  it('lets no other page read its answers', async () => {
    const { headers } = await ask({ origin: workspace.url });

    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the tracking API', () => {
  it('takes messages from pages of any origin', async () => {
    const { status, headers } = await rawRequest(workspace.url, {
      method: 'POST',
      path: '/v1/t',
      headers: { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site', host },
      body: JSON.stringify(aTrack({ writeKey: 'k' })),
    });

    expect([status, headers['access-control-allow-origin']]).toEqual([200, '*']);
  });
});

describe('a workspace that listens beyond this computer', () => {
  it('answers by any name, and still to no other origin', async () => {
    const open = await startWorkspace({ host: '0.0.0.0' });
    const { port } = new URL(open.url);
    const askOpen = (headers: Readonly<Record<string, string>>) =>
      rawRequest(`http://127.0.0.1:${port}`, { path: '/api/messages', headers });

    expect((await askOpen({ host: 'build-box:1' })).status).toBe(200);
    expect((await askOpen({ host: 'box', origin: 'http://evil.example' })).status).toBe(403);
    await open.close();
  });
});
