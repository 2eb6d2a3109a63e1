import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { StartError } from '../../../lib/cli/dev/start-error.js';
import { UsageError } from '../../../lib/cli/terminal.js';
import { useStage } from '../../support/stage.js';
import { until } from '../../support/until.js';
import { aStand } from './a-workspace.js';
import { ran, run } from './run-dev.js';

const stage = useStage();

describe('a workspace that can not be started', () => {
  const fault = (code: string, details: object = {}): Error =>
    Object.assign(new Error(`What failed: ${code}.`), { code, ...details });

  it('is told with the process that has the port, and the next free port', async () => {
    const server = createServer((_request, response) => void response.writeHead(404).end());
    server.listen(0, '127.0.0.1');
    stage.onEnd(() => {
      server.close();
      server.closeAllConnections();
    });
    await until(() => server.listening);
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const stand = aStand({ startError: fault('EADDRINUSE') });

    const { exitCode, out, complaints } = await ran(stand, { port: String(port) });

    expect([exitCode, out()]).toEqual([1, '']);
    expect(complaints()).toMatch(new RegExp(`^error: port ${port} is in use`));
    const [, free] = /waybill dev --port (\d+)\n$/.exec(complaints()) ?? [];
    expect(Number(free)).toBeGreaterThan(port);
    if (process.platform === 'linux') expect(complaints()).toContain(`(pid ${process.pid})`);
  });

  it.each([
    [{}, fault('EADDRNOTAVAIL', { syscall: 'listen' }), '--host 127.0.0.1 is no address of this'],
    [{}, fault('ENOTFOUND', { syscall: 'getaddrinfo' }), 'is no address of this computer'],
    [{ port: '80' }, fault('EACCES', { syscall: 'listen' }), 'may not listen on port 80'],
    [{}, Object.assign(fault('EROFS'), { name: 'LogError' }), 'What failed: EROFS. Without a disk'],
    [{}, fault('no-plan-package'), 'What failed: no-plan-package.'],
    [{}, fault('folder-owned'), 'What failed: folder-owned.'],
  ])('is told: %j, %s', async (flags, startError, text) => {
    const { exitCode, complaints } = await ran(aStand({ startError }), flags);
    expect(exitCode).toBe(1);
    expect(complaints()).toContain(`error: `);
    expect(complaints()).toContain(text);
  });

  it('is told where what was kept can not be read, and closed', async () => {
    const recovery = Promise.reject(Object.assign(fault('EIO'), { name: 'LogError' }));
    const stand = aStand({ recovery });
    const { ended, complaints } = run(stand);
    expect(await ended).toBe(1);
    expect(complaints()).toContain('error: What failed: EIO.');
    expect(stand.closed()).toBe(true);
  });

  it('fails with what nobody foresaw', async () => {
    const startError = new TypeError('A fault of ours.');
    await expect(ran(aStand({ startError }))).rejects.toBe(startError);
  });

  it('is a mistake of whoever typed an option that it refuses, or configured it', async () => {
    const startError = new RangeError('startWorkspace: port is out of its bounds.');
    await expect(ran(aStand({ startError }))).rejects.toThrow(UsageError);
    const configError = fault('invalid-config');
    await expect(ran(aStand({ configError }))).rejects.toThrow(UsageError);
  });

  it('is told where the package is missing, once the flags are read', async () => {
    const stand = aStand();
    const loadPackage = () => Promise.reject(new StartError('It is not installed.'));
    const without = { ...stand, surroundings: { ...stand.surroundings, loadPackage } };
    const { exitCode, complaints } = await ran(without);
    expect([exitCode, complaints()]).toEqual([1, 'error: It is not installed.\n']);
    await expect(ran(without, { port: 'x' })).rejects.toThrow(UsageError);
  });
});
