import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

/** Resolves when the process has been stopped by a signal; other systems than Linux have no file that says so. */
async function frozen(program: Program): Promise<void> {
  if (process.platform !== 'linux') return;
  const isStopped = (): boolean =>
    readFileSync(`/proc/${program.pid}/stat`, 'utf8').split(') ')[1]?.startsWith('T') === true;
  await until(isStopped, 'the freeze of the program');
}

describe('a process that is frozen after a flush (CONTRACT 30)', () => {
  it('delivers what it is called after the thaw, though its connections died meanwhile', async () => {
    const service = await stage.service();
    const program = Program.start(stage, 'freeze-idle.mjs', { service });
    await program.said('flushed');
    await frozen(program);
    expect(service.messages).toHaveLength(1);
    expect(service.openConnections).toBe(1);

    service.cut();
    await until(() => service.openConnections === 0, 'the end of all connections');
    program.send('SIGCONT');

    // The dead socket costs one attempt.
    expect(await program.said('outcome')).toEqual({ status: 'delivered', attempts: 2 });
    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(service.messages.map((message) => message['properties'])).toEqual([
      { number: 1 },
      { number: 2 },
    ]);
    expect(service.requests[1]?.headers['x-retry-count']).toBe('1');
    expect(service.connections).toBe(2);
  });

  it('fires a timer that is late once, and sends all that waits in one request', async () => {
    const service = await stage.service();
    const program = Program.start(stage, 'freeze-waiting.mjs', {
      service,
      options: { flushInterval: 200 },
    });
    // The program says this of itself.
    const { dueAtMs } = (await program.said('waiting')) as { dueAtMs: number };
    await frozen(program);

    service.cut();
    await until(() => Date.now() > dueAtMs, 'the time when the timer is due');
    expect(service.requests).toHaveLength(1);
    program.send('SIGCONT');

    expect(await program.said('drained')).toEqual({ set: 2, fired: 1 });
    program.endInput();
    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(service.requests).toHaveLength(2);
    expect(service.requests[1]?.body.batch).toMatchObject([
      { properties: { number: 2 } },
      { properties: { number: 3 } },
    ]);
  });
});
