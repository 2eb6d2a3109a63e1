import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { aTrack, post } from '../post.js';
import { headOf, Raw, statusOf } from './raw.js';

let workspace: Workspace;
let own: string;

beforeAll(async () => {
  workspace = await startWorkspace();
  own = new URL(workspace.url).host;
  await post(workspace, { body: { batch: [aTrack({ event: 'Secret' })] } });
});

afterAll(() => workspace.close());

/** Asks as no client library would: with whatever Host and Origin. Gives all that was answered. */
async function ask(line: string, ...headers: readonly string[]): Promise<string> {
  const raw = await Raw.open(workspace.url);
  raw.say(headOf(`${line} HTTP/1.1`, ...headers, 'Connection: close'));
  return raw.ended();
}

const CONTROL = [
  'GET /api/messages',
  'GET /api/wait?event=Secret',
  'GET /api/live?after=0',
  'GET /api/users',
  'GET /api/workspace',
  'DELETE /api/messages',
  'PUT /api/faults',
  'DELETE /api/faults',
  'OPTIONS /api/messages',
];

describe('a page of another origin', () => {
  it.each(CONTROL)('is refused %s', async (line) => {
    for (const origin of ['https://evil.example', 'null', `http://localhost.evil.example`]) {
      const reply = await ask(line, `Host: ${own}`, `Origin: ${origin}`);

      expect(reply).toMatch(/^HTTP\/1\.1 403 .*"other-origin"/s);
      expect(reply).not.toMatch(/access-control-allow-origin|Secret/i);
    }
    expect(workspace.query({ event: 'Secret' })).toHaveLength(1);
  });

  it('is refused what a browser asks for it without an Origin', async () => {
    const reply = await ask('GET /api/messages', `Host: ${own}`, 'Sec-Fetch-Site: cross-site');

    expect(reply).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('may send messages, and ask whether it may', async () => {
    const origin = 'https://shop.example';
    const asked = await fetch(`${workspace.url}/v1/batch`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    const sent = await fetch(`${workspace.url}/v1/track`, {
      method: 'POST',
      headers: { origin, 'content-type': 'text/plain' },
      body: JSON.stringify({ writeKey: 'k', userId: 'u', event: 'From A Page' }),
    });

    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    expect(asked.headers.get('access-control-allow-headers')).toMatch(/authorization/);
    expect(sent.status).toBe(200);
    expect(sent.headers.get('access-control-allow-origin')).toBe('*');
    expect(workspace.query({ event: 'From A Page' })).toHaveLength(1);
  });
});

describe('a name that somebody else points to this computer', () => {
  it.each(CONTROL)('is refused %s', async (line) => {
    const { port } = new URL(workspace.url);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', '0']) {
      const reply = await ask(line, `Host: ${host}`, `Origin: http://${host}`);

      expect(reply).toMatch(/^HTTP\/1\.1 403 /);
      expect(reply).not.toContain('Secret');
    }
    expect(workspace.query({ event: 'Secret' })).toHaveLength(1);
  });

  it('is refused the page as well', async () => {
    expect(await ask('GET /', 'Host: evil.example')).toMatch(/^HTTP\/1\.1 403 /);
  });

  it.each(['', ' ', 'a b', '[', 'x:y', '%00', 'localhost@evil.example', 'evil.example#localhost'])(
    'gets nothing where it is %j, which is none',
    async (host) => {
      const status = await statusOf(
        workspace.url,
        headOf('GET /api/messages HTTP/1.1', `Host: ${host}`, 'Connection: close'),
      );

      expect([400, 403]).toContain(status);
    },
  );
});

describe('the workspace itself', () => {
  it.each(['localhost', '127.0.0.1', '[::1]'])('may ask by the name of %s', async (name) => {
    const { port } = new URL(workspace.url);
    const host = `${name}:${port}`;

    const reply = await ask('GET /api/messages', `Host: ${host}`, `Origin: http://${host}`);

    expect(reply).toMatch(/^HTTP\/1\.1 200 .*Secret/s);
  });
});
