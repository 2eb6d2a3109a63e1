import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, jest } from '@jest/globals';
import type { Service } from '../support/service.js';
import { useStage } from '../support/stage.js';

jest.setTimeout(60_000);

const stage = useStage();

/** Starts the server of an example. */
async function started(name: string, service: Service, flags: readonly string[] = []) {
  const program = ['node_modules/tsx/dist/cli.mjs', ...flags, `examples/${name}/server.ts`];
  const child = spawn(process.execPath, program, {
    env: { ...process.env, ENDPOINT: service.url, PORT: '0', ADMIN_TOKEN: 'a-token' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  stage.onEnd(() => child.kill('SIGKILL'));
  const ended = once(child, 'close');
  const [printed, complaints] = [textOf(child.stdout), textOf(child.stderr)];
  const [url] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => Promise.reject(new Error(complaints()))),
  ])) as [string];
  /** Ends it as a platform does, and gives what it wrote. */
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    return { printed: printed(), complaints: complaints() };
  };
  return { url, stop };
}

function textOf(stream: NonNullable<ChildProcess['stdout']>): () => string {
  let all = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    all += text;
  });
  return () => all;
}

function order(url: string): Promise<Response> {
  return fetch(`${url}/orders`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-user-id': 'ada',
      'accept-language': 'de-DE',
      connection: 'close',
    },
    body: JSON.stringify({ total: 30 }),
  });
}

// The examples use dist/, as users do: `npm run build` comes first.
describe('the example with', () => {
  it.each([
    ['express', []],
    ['fastify', []],
    ['hono', []],
    ['nest', ['--tsconfig', 'examples/nest/tsconfig.json']],
    ['next', []],
  ])('%s tracks an order, and sends it before it ends', async (name, flags) => {
    const service = await stage.service();
    const { url, stop } = await started(name, service, flags);

    const reply = await order(url);
    expect([reply.status, await reply.json()]).toEqual([201, { ok: true }]);

    expect(await stop()).toMatchObject({ complaints: '' });
    expect(service.messages).toContainEqual(
      expect.objectContaining({
        event: 'Order Completed',
        userId: 'ada',
        properties: { total: 30 },
        context: expect.objectContaining({
          locale: 'de-DE',
          page: expect.objectContaining({ path: '/orders' }),
        }),
      }),
    );
  });
});

describe('examples/observability', () => {
  it('shows what its client does to probes, to Prometheus and to those who have the token', async () => {
    const service = await stage.service();
    const { url, stop } = await started('observability', service);
    const get = async (path: string, authorization = '') => {
      const reply = await fetch(`${url}${path}`, {
        headers: { connection: 'close', authorization },
      });
      return { status: reply.status, text: await reply.text() };
    };
    expect((await order(url)).status).toBe(201);

    expect(await get('/ready')).toEqual({ status: 200, text: '{"status":"ok","reasons":[]}\n' });
    expect((await get('/metrics')).text).toContain('\nwaybill_messages_accepted_total 1\n');
    expect(await get('/delivery')).toMatchObject({ status: 403 });
    expect(await get('/delivery/data.json', 'Bearer another')).toMatchObject({ status: 403 });
    const { status, text } = await get('/delivery/data.json', 'Bearer a-token');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ stats: { accepted: 1 } });
    expect(await get('/elsewhere')).toMatchObject({ status: 404 });

    await stop();
  });

  it('reports to OpenTelemetry what it sends before it ends', async () => {
    const service = await stage.service();
    const { url, stop } = await started('observability', service);
    await order(url);
    const { printed, complaints } = await stop();

    expect(complaints).toBe('');
    // Its span comes first, and then that of the request which is linked to it.
    const [, spanId] =
      /name: 'POST \/orders',\s+id: '(\w+)'[\s\S]+name: 'send /.exec(printed) ?? [];
    expect(spanId).toBeDefined();
    expect(service.messages).toMatchObject([{ context: { spanId } }]);
    expect(printed).toContain("name: 'waybill.messages.delivered'");
  });
});
