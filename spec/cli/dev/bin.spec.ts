import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { useStage } from '../../support/stage.js';
import { until } from '../../support/until.js';
import { aProject } from '../migrate/a-project.js';
import { aMessage, DevProcess, post } from './dev-process.js';

jest.setTimeout(30_000);

const ANY_PORT = ['--port', '0'];
const stage = useStage();

const start = (cwd: string, ...args: readonly string[]): DevProcess =>
  DevProcess.start(stage, args, { cwd });

describe('the built waybill dev', () => {
  it('is ready within 500 ms of its start', async () => {
    const cwd = aProject({});
    const times: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const startedMs = performance.now();
      const started = start(cwd, ...ANY_PORT);
      await started.url();
      times.push(performance.now() - startedMs);
      started.send('SIGTERM');
      await started.ended;
    }
    // The fastest one: others may run beside it here.
    expect(Math.min(...times)).toBeLessThan(500);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with 0 by %s, and gives its folder up',
    async (signal) => {
      const cwd = aProject({});
      const started = start(cwd, ...ANY_PORT);
      const url = await started.url();
      expect(await post(url, aMessage())).toBe(200);
      const owner = join(cwd, '.waybill', 'owner.json');
      expect(existsSync(owner)).toBe(true);

      started.send(signal);

      expect(await started.ended).toMatchObject({ code: 0, signal: null, complaints: '' });
      expect(existsSync(owner)).toBe(false);
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  it('ends at once by a second signal, and takes the package of the project first', async () => {
    const cwd = aProject({
      'node_modules/@waybill/workspace/package.json': '{ "exports": "./index.mjs" }',
      'node_modules/@waybill/workspace/index.mjs': `
        export const loadConfig = async () => ({ workspace: {} });
        export const startWorkspace = async () => ({
          url: 'http://127.0.0.1:1', pageUrl: 'http://127.0.0.1:1/', sources: [],
          close: () => new Promise(() => {
            setInterval(() => {}, 1000);
            console.error('it closes');
          }),
        });
        setInterval(() => {}, 1000);`,
    });
    const started = start(cwd);
    expect(await started.url()).toBe('http://127.0.0.1:1');
    started.send('SIGTERM');
    await started.said(/it closes/);
    started.send('SIGTERM');
    expect(await started.ended).toMatchObject({ code: null, signal: 'SIGTERM' });
  });

  it('says what to install where the package is missing', async () => {
    const cwd = aProject({});
    mkdirSync(join(cwd, 'dist'));
    for (const name of readdirSync('dist').filter((one) => one.startsWith('cli'))) {
      copyFileSync(join('dist', name), join(cwd, 'dist', name));
    }
    const bin = join(cwd, 'dist', 'cli.mjs');
    const { code, out, complaints } = await DevProcess.start(stage, [], { cwd, bin }).ended;
    expect([code, out]).toEqual([1, '']);
    expect(complaints).toBe(
      'error: waybill dev needs @waybill/workspace, which is not installed: npm install --save-dev @waybill/workspace\n',
    );
  });

  it('says so where the package does not fit', async () => {
    const cwd = aProject({
      'node_modules/@waybill/workspace/package.json': '{ "exports": "./index.mjs" }',
      'node_modules/@waybill/workspace/index.mjs': 'export const startWorkspace = 1;',
    });
    const { code, complaints } = await start(cwd).ended;
    expect(code).toBe(1);
    expect(complaints).toContain('does not fit waybill');
  });

  it('names the process that has the port, and a port that is free', async () => {
    const first = start(aProject({}), ...ANY_PORT);
    const { port } = new URL(await first.url());

    const { code, out, complaints } = await start(aProject({}), '--port', port).ended;

    expect([code, out]).toEqual([1, '']);
    expect(complaints).toMatch(new RegExp(`^error: port ${port} is in use`));
    if (process.platform === 'linux')
      expect(complaints).toContain(`by node cli.mjs (pid ${first.pid})`);
    expect(complaints).toContain('a workspace of ');
    expect(complaints).toMatch(
      /waybill dev --port \d+, or watch that workspace: waybill dev --tail/,
    );
  });

  it('names the process and the address of the workspace that has the folder', async () => {
    const cwd = aProject({});
    const first = start(cwd, ...ANY_PORT);
    const url = await first.url();
    const { code, complaints } = await start(cwd, ...ANY_PORT).ended;
    expect(code).toBe(1);
    expect(complaints).toContain(`process ${first.pid} at ${url}`);
    expect(complaints).toContain('To watch it: waybill dev --tail');
  });

  it('takes sources, strictness and memory from its flags', async () => {
    const cwd = aProject({});
    const flags = ['--memory', '--strict', '--source', 'default', '--source', 'app:mobile=k'];
    const started = start(cwd, ...ANY_PORT, ...flags);
    const url = await started.url();
    await started.said(/app, mobile/);
    expect(await post(url, aMessage({ userId: undefined }))).toBe(400);
    expect(await post(url, aMessage())).toBe(200);
    expect(readdirSync(cwd)).toEqual([]);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux('opens the page by the command of the system', async () => {
    const cwd = aProject({
      'xdg-open': '#!/bin/sh\necho "$1" > opened.part && mv opened.part opened\n',
    });
    const { chmodSync } = await import('node:fs');
    chmodSync(join(cwd, 'xdg-open'), 0o755);
    const environment = { PATH: `${cwd}:${process.env['PATH'] ?? ''}` };
    const started = DevProcess.start(stage, [...ANY_PORT, '--open'], { cwd, environment });
    const url = await started.url();
    await until(() => existsSync(join(cwd, 'opened')), 'the page');
    expect(readFileSync(join(cwd, 'opened'), 'utf8')).toBe(`${url}/\n`);
  });

  onLinux('says so where there is no browser', async () => {
    const cwd = aProject({});
    const environment = { PATH: cwd };
    const started = DevProcess.start(stage, [...ANY_PORT, '--open'], { cwd, environment });
    const url = await started.url();
    await started.said(/warning: no browser could be opened/);
    expect(await post(url, aMessage())).toBe(200);
  });
});
