import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it, jest } from '@jest/globals';
import { useStage } from '../support/stage.js';

jest.setTimeout(60_000);

// The examples use dist/, as users do: `npm run build` comes first.
describe('the example with', () => {
  const stage = useStage();

  it.each([
    ['express', []],
    ['fastify', []],
    ['hono', []],
    ['nest', ['--tsconfig', 'examples/nest/tsconfig.json']],
    ['next', []],
  ])('%s tracks an order, and sends it before it ends', async (name, flags) => {
    const service = await stage.service();
    const program = ['node_modules/tsx/dist/cli.mjs', ...flags, `examples/${name}/server.ts`];
    const child = spawn(process.execPath, program, {
      env: { ...process.env, ENDPOINT: service.url, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    stage.onEnd(() => child.kill('SIGKILL'));
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    const ended = once(child, 'close');
    const [url] = (await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      ended.then(() => Promise.reject(new Error(complaints))),
    ])) as [string];

    const reply = await fetch(`${url}/orders`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-user-id': 'ada',
        'accept-language': 'de-DE',
        connection: 'close',
      },
      body: JSON.stringify({ total: 30 }),
    });
    expect([reply.status, await reply.json()]).toEqual([201, { ok: true }]);
    child.kill('SIGTERM');
    await ended;

    expect(complaints).toBe('');
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
