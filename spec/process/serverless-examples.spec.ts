import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Service } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const execute = promisify(execFile);
const TSX = ['--import', 'tsx'];

function environment(service: Service): NodeJS.ProcessEnv {
  return { ...process.env, ENDPOINT: service.url, PORT: '0' };
}

describe('examples/lambda', () => {
  it('delivers the message of an invocation before it answers', async () => {
    const service = await stage.service();
    const code = `
      import { handler } from './examples/lambda/handler.ts';
      const context = { getRemainingTimeInMillis: () => 3_000 };
      console.log(JSON.stringify(await handler({ userId: '42', total: 30 }, context)));
      process.exit();`;

    const args = [...TSX, '--input-type=module', '-e', code];
    const { stdout, stderr } = await execute(process.execPath, args, { env: environment(service) });

    expect([stdout, stderr]).toEqual(['{"statusCode":201}\n', '']);
    expect(service.messages).toMatchObject([{ userId: '42', properties: { total: 30 } }]);
  }, 20_000);
});

describe('examples/signals', () => {
  function serverOf(service: Service): ChildProcess {
    const child = spawn(process.execPath, [...TSX, 'examples/signals/server.ts'], {
      env: environment(service),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    stage.onEnd(() => void child.kill('SIGKILL'));
    return child;
  }

  it('delivers the calls of its requests when it is told to stop, and ends by the signal', async () => {
    const service = await stage.service();
    const child = serverOf(service);
    if (child.stdout === null) throw new Error('It has no output.');
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    for (const path of ['/a', '/b', '/c']) {
      await fetch(`${url}${path}`, { headers: { connection: 'close' } });
    }
    expect(service.messages).toHaveLength(0);
    const ended = once(child, 'close');

    child.kill('SIGTERM');

    expect(await ended).toEqual([null, 'SIGTERM']);
    const paths = service.messages.map((message) => message['properties']);
    expect(paths).toEqual([{ path: '/a' }, { path: '/b' }, { path: '/c' }]);
  }, 20_000);
});
