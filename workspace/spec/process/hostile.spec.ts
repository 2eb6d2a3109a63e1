import { existsSync, readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { Child, commandOf } from '../log/child.js';
import { LogStage } from '../log/log-stage.js';
import { aTrack, post } from '../post.js';
import { headOf, Raw, statusOf } from './raw.js';

const RUN_WORKSPACE = new URL('./programs/run-workspace.ts', import.meta.url);
const KB = 1024;
const MB = 1024 * KB;
const BASIC = `Basic ${btoa('a-write-key:')}`;

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace();
});

// Whatever was sent before, others are served.
afterEach(async () => {
  const { status } = await post(workspace, { body: { batch: [aTrack({ event: 'Still There' })] } });
  expect(status).toBe(200);
  expect(workspace.query({ event: 'Still There' })).toHaveLength(1);
  await workspace.close();
});

function send(encoding: string, body: string | Buffer): Promise<Response> {
  const headers = { authorization: BASIC, 'content-encoding': encoding };
  return fetch(`${workspace.url}/v1/batch`, { method: 'POST', headers, body });
}

describe('a body that is no JSON', () => {
  it.each([
    ['is empty', 'identity', '', /no JSON/],
    ['ends too early', 'identity', '{"batch":[{"type":"tra', /no JSON/],
    ['is binary', 'identity', Buffer.from([0, 255, 254, 10]), /no JSON/],
    ['is no gzip', 'gzip', '{"batch":[]}', /no gzip/],
    ['is half a gzip', 'gzip', gzipSync('{"batch":[]}').subarray(0, 15), /no gzip/],
    ['is no deflate', 'deflate', '{"batch":[]}', /no deflate/],
    ['is in an encoding that nobody knows', 'rot13', '{"batch":[]}', /not known, rot13/],
    ['is in two encodings', 'gzip, gzip', gzipSync(gzipSync('{}')), /not known, gzip, gzip/],
  ])('%s: 400, and a reason in the workspace', async (_, encoding, body, detail) => {
    const reply = await send(encoding, body);

    expect(reply.status).toBe(400);
    expect(workspace.query({ outcome: 'rejected' })).toMatchObject([
      { reason: 'bad_request', detail: expect.stringMatching(detail), source: 'default' },
    ]);
  });

  it('is not what deflate is', async () => {
    const reply = await send('deflate', deflateSync(JSON.stringify({ batch: [aTrack()] })));

    expect(reply.status).toBe(200);
    expect(workspace.query({ event: 'Something Happened' })).toHaveLength(1);
  });
});

describe('a body that is nested too deeply', () => {
  const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

  it.each([
    ['a batch of 100 000 arrays', '/v1/batch', `{"batch":${arrays(100_000)}}`, 400],
    ['a body of 100 000 arrays', '/v1/batch', arrays(100_000), 200],
    [
      'a context of 100 000 arrays',
      '/v1/batch',
      `{"context":{"a":${arrays(100_000)}},"batch":[{"type":"track","userId":"u","event":"A"}]}`,
      400,
    ],
    [
      'a context of 10 000 arrays',
      '/v1/batch',
      `{"context":{"a":${arrays(10_000)}},"batch":[{"type":"track","userId":"u","event":"A"}]}`,
      200,
    ],
    ['a call of 100 000 arrays', '/v1/track', `{"properties":${arrays(100_000)}}`, 400],
    [
      'a call of 15 000 arrays',
      '/v1/track',
      `{"userId":"u","event":"A","properties":{"a":${arrays(15_000)}}}`,
      200,
    ],
    ['a call of 5 000 objects', '/v1/identify', `{"userId":"u","traits":${objects(5_000)}}`, 200],
  ])('%s is rejected', async (_, path, body, status) => {
    const reply = await post(workspace, { path, body });

    expect(reply.status).toBe(status);
    expect(workspace.query({ outcome: 'any' })).toMatchObject([
      { outcome: 'rejected', reason: 'bad_request' },
    ]);
    for (const asked of ['messages?outcome=any', 'schema', 'users', 'overview']) {
      expect((await fetch(`${workspace.url}/api/${asked}`)).status).toBe(200);
    }
  });

  it('is kept where it can be, and looked at no deeper than is useful', async () => {
    const body = `{"userId":"u","traits":${objects(1_000)}}`;

    await post(workspace, { path: '/v1/identify', body });

    expect(workspace.query({ userId: 'u' })).toHaveLength(1);
    expect(JSON.stringify(workspace.user('u')).length).toBeLessThan(1_000);
  });
});

describe('names that mean something to JavaScript', () => {
  const names =
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}';

  it('are data in every place of a batch', async () => {
    const message = `{"type":"identify","userId":"__proto__","event":"constructor","traits":${names},
      "context":${names},"integrations":${names},"__proto__":{"polluted":1}}`;

    await post(workspace, {
      body: `{"batch":[${message}],"context":${names},"__proto__":{"batch":[]}}`,
    });

    const [entry] = workspace.query({ userId: '__proto__' });
    const text = JSON.stringify(entry?.message);
    for (const field of ['traits', 'context', 'integrations']) {
      expect(text).toContain(`"${field}":${names}`);
    }
    expect(JSON.stringify(workspace.user('__proto__')?.traits)).toBe(names);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('are data in a pixel', async () => {
    const query =
      'writeKey=k&userId=u&event=A&__proto__.polluted=1&properties.__proto__.polluted=1';

    await fetch(`${workspace.url}/v1/pixel/track?${query}`);

    const [entry] = workspace.query();
    expect(JSON.stringify(entry?.message)).toContain('"properties":{"__proto__":{"polluted":"1"}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('are no parameters of the query API', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect((await fetch(`${workspace.url}/api/messages?${name}=1`)).status).toBe(400);
      expect((await fetch(`${workspace.url}/api/users/${name}`)).status).toBe(404);
    }
  });
});

describe('text that means something to a browser', () => {
  it('is kept as it came, and told as JSON', async () => {
    const event = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>\u2028';

    await post(workspace, { body: { batch: [aTrack({ event })] } });

    const reply = await fetch(`${workspace.url}/api/messages?event=${encodeURIComponent(event)}`);
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await reply.json()).toMatchObject({ total: 1, messages: [{ message: { event } }] });
  });
});

describe('a connection that means no good', () => {
  const start = headOf('POST /v1/batch HTTP/1.1', 'Host: 127.0.0.1', 'Content-Length: 1000');

  it('does not hold up others by hundreds of bodies that never end', async () => {
    const slow = await Promise.all(Array.from({ length: 300 }, () => Raw.open(workspace.url)));
    for (const raw of slow) raw.say(`${start}{"batch":[`);

    const replies = Array.from({ length: 20 }, () =>
      post(workspace, { body: { batch: [aTrack({ event: 'Meanwhile' })] } }),
    );

    expect((await Promise.all(replies)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    await Promise.all(slow.map((raw) => raw.destroy()));
    expect(workspace.query({ outcome: 'any' })).toHaveLength(20);
  });

  it.each([
    ['a header of 10 MB', headOf('GET /v1/batch HTTP/1.1', `X: ${'x'.repeat(10 * MB)}`), [0, 431]],
    ['headers of 20 KB', headOf('GET /v1/batch HTTP/1.1', `X: ${'x'.repeat(20_000)}`), [431]],
    ['an address of 20 KB', headOf(`GET /${'x'.repeat(20_000)} HTTP/1.1`), [431]],
    ['no HTTP', 'hello\r\n\r\n', [400]],
    ['no host', headOf('GET /api/messages HTTP/1.1', 'Connection: close'), [400]],
    ['two lengths', headOf('POST / HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2'), [400]],
  ])('is ended for %s', async (_, request, statuses) => {
    expect(statuses).toContain(await statusOf(workspace.url, request));
  });
});

describe('what would take more memory than there should be', () => {
  const stage = new LogStage();
  let child: Child;
  let url: string;

  beforeAll(async () => {
    child = new Child(commandOf(RUN_WORKSPACE, await stage.newFolder()));
    url = await child.line(0);
  });

  afterAll(async () => {
    await child.kill();
    await stage.end();
  });

  it.each([
    ['gzip bombs', 'gzip', gzipSync(Buffer.alloc(300 * MB)), 400],
    ['deflate bombs', 'deflate', deflateSync(Buffer.alloc(300 * MB)), 400],
    ['a large context for many messages', 'identity', aMultiplier(), 400],
    ['bodies of 15 MB', 'identity', Buffer.alloc(15 * MB, ' '), 400],
  ])(
    '%s',
    async (_, encoding, body, status) => {
      const before = memoryOf(child.pid);
      const headers = { authorization: BASIC, 'content-encoding': encoding };

      const replies = await Promise.all(
        Array.from({ length: 20 }, () =>
          fetch(`${url}/v1/batch`, { method: 'POST', headers, body }),
        ),
      );

      expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(status));
      expect(memoryOf(child.pid) - before).toBeLessThan(150 * MB);
    },
    60_000,
  );
});

/** A batch that each message of would be much larger than it is itself. */
function aMultiplier(): Buffer {
  const batch = Array(1_500).fill(aTrack());
  return Buffer.from(JSON.stringify({ batch, context: { text: 'x'.repeat(300 * KB) } }));
}

/** The most memory that a process has had; 0 where the system doesn't say. */
function memoryOf(pid: number): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) * 1024;
}
