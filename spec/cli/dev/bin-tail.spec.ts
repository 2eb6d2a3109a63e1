import { describe, expect, it, jest } from '@jest/globals';
import { useStage } from '../../support/stage.js';
import { aProject } from '../migrate/a-project.js';
import { aMessage, DevProcess, post } from './dev-process.js';

jest.setTimeout(30_000);

const ANY_PORT = ['--port', '0'];
const stage = useStage();

const start = (cwd: string, ...args: readonly string[]): DevProcess =>
  DevProcess.start(stage, args, { cwd });

const eventsIn = (out: string): readonly unknown[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { message: { event?: unknown } }).message.event);

describe('the built waybill dev --tail', () => {
  it('shows messages that came by HTTP, and why one was rejected', async () => {
    const started = start(aProject({}), ...ANY_PORT, '--tail');
    const url = await started.url();
    await post(url, aMessage());
    await post(url, aMessage({ userId: undefined }));
    await started.said(/track +Order Completed +ada +default/);
    await started.said(/✗ rejected, no_user_anon_id/);
    expect(started.out).not.toContain('\u001b[');
  });

  it('has colours where they are forced', async () => {
    const options = { cwd: aProject({}), environment: { FORCE_COLOR: '1' } };
    const started = DevProcess.start(stage, [...ANY_PORT, '--tail'], options);
    await started.said(/address/);
    const [, url = ''] = await started.said(/(http:\/\/[\d.]+:\d+)/);
    await post(url, aMessage());
    expect((await started.said(/.*Order Completed.*/))[0]).toContain('\u001b[1mOrder Completed');
  });

  it('prints JSON and nothing else with --json, whatever is in it', async () => {
    const started = start(aProject({}), ...ANY_PORT, '--json');
    const url = await started.url();
    const event = 'a\u2028b\n"c"';
    await post(url, aMessage({ event }));
    await post(url, aMessage({ event: 'last' }));
    await started.said(/last/);
    started.send('SIGINT');
    const { code, out } = await started.ended;
    expect(code).toBe(0);
    expect(eventsIn(out)).toEqual([event, 'last']);
  });

  it('shows what comes from now on, and not what was kept before', async () => {
    const cwd = aProject({});
    const before = start(cwd, ...ANY_PORT);
    const url = await before.url();
    const many = Array.from({ length: 2_000 }, () => aMessage({ event: 'before' }));
    for (let batch = 0; batch < 5; batch += 1) await post(url, ...many);
    before.send('SIGTERM');
    await before.ended;

    const started = start(cwd, ...ANY_PORT, '--json');
    await post(await started.url(), aMessage({ event: 'after' }));
    await started.said(/after/);

    expect(eventsIn(started.out)).toEqual(['after']);
  });

  it('ends with 0 when its reader goes away', async () => {
    const started = start(aProject({}), ...ANY_PORT, '--json');
    const url = await started.url();
    started.stopReading();
    // The first write fails, and it ends while it answers.
    await post(url, aMessage()).catch(() => undefined);
    expect(await started.ended).toMatchObject({ code: 0, signal: null });
  });
});

describe('the built waybill dev --tail beside a workspace that runs', () => {
  it('attaches by the folder, shows what comes from now on, and leaves it running', async () => {
    const cwd = aProject({});
    const url = await start(cwd, ...ANY_PORT).url();
    await post(url, aMessage({ event: 'before' }));
    const tail = start(cwd, ...ANY_PORT, '--json');
    expect(await tail.url()).toBe(url);
    const event = 'a\u2028b\n\n"c"';
    await post(url, aMessage({ event }));
    await post(url, aMessage({ event: 'last' }));
    await tail.said(/last/);

    tail.send('SIGINT');

    const { code, out } = await tail.ended;
    expect(code).toBe(0);
    expect(eventsIn(out)).toEqual([event, 'last']);
    expect(await post(url, aMessage())).toBe(200);
  });

  it('attaches by the port', async () => {
    const url = await start(aProject({}), ...ANY_PORT).url();
    const { port } = new URL(url);
    const tail = start(aProject({}), '--port', port, '--tail');
    await tail.said(/runs already/);
    await post(url, aMessage());
    await tail.said(/track +Order Completed +ada/);
  });

  it('ends with 1 when the workspace ends', async () => {
    const cwd = aProject({});
    const workspace = start(cwd, ...ANY_PORT);
    const url = await workspace.url();
    const tail = start(cwd, ...ANY_PORT, '--tail');
    await tail.said(/runs already/);
    workspace.send('SIGTERM');
    const { code, complaints } = await tail.ended;
    expect(code).toBe(1);
    expect(complaints).toBe(`error: the workspace at ${url} has ended.\n`);
  });

  it('ends with 0 when its reader goes away, too', async () => {
    const cwd = aProject({});
    const url = await start(cwd, ...ANY_PORT).url();
    const tail = start(cwd, ...ANY_PORT, '--json');
    await tail.url();
    tail.stopReading();
    await post(url, aMessage());
    expect(await tail.ended).toMatchObject({ code: 0, signal: null });
  });
});
