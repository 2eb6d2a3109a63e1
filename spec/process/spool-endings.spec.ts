import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Program, type ProgramOptions } from '../support/program.js';
import { type Service, silence } from '../support/service.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

/** Nothing but the end makes these clients send. */
const PATIENT = { flushAt: 1_000, flushInterval: 3_600_000 };

type Mode = 'overflow' | 'journal';
const MODES: readonly Mode[] = ['overflow', 'journal'];

interface Told {
  readonly service: Service;
  readonly folder: SpoolFolder;
  readonly mode: Mode;
  readonly args?: readonly string[];
  readonly more?: ProgramOptions['options'];
}

function start(name: string, { service, folder, mode, args = [], more = {} }: Told): Program {
  const spool = { folder: folder.path, mode };
  return Program.start(stage, name, { service, options: { ...PATIENT, spool, ...more }, args });
}

/** The messages that the next client sends of what lies there. */
async function sentByTheNext(folder: SpoolFolder): Promise<readonly string[]> {
  const service = await stage.service();
  const spool = { folder: folder.path, drainRate: 1_000_000 };
  const client = stage.client(service, { spool });
  await until(() => folder.segments.length === 0, 'an empty folder');
  await client.close();
  expect(folder.files).toEqual([]);
  return service.messages.map(({ messageId }) => messageId);
}

describe('a program that comes to its end, with a spool', () => {
  it.each(MODES)('sends what waits, and leaves nothing on the disk: %s', async (mode) => {
    const service = await stage.service();
    const folder = new SpoolFolder(stage);
    const program = start('natural-exit.mjs', { service, folder, mode, args: ['50'] });

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(await program.said('account')).toMatchObject({ delivered: 50, spooled: 0, pending: 0 });
    expect(folder.files).toEqual([]);
  });

  it.each(MODES)('leaves there what closeTimeout is too short for: %s', async (mode) => {
    const service = await stage.service();
    service.otherwise(silence);
    const folder = new SpoolFolder(stage);
    const more = { closeTimeout: 200 };
    const program = start('natural-exit.mjs', { service, folder, mode, args: ['5'], more });

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(await program.said('account')).toMatchObject({ spooled: 5, pending: 0 });
    expect(await sentByTheNext(folder)).toHaveLength(5);
  });

  it.each(MODES)(
    'leaves there what is on its way to the disk at process.exit(): %s',
    async (mode) => {
      const service = await stage.service();
      const folder = new SpoolFolder(stage);
      const program = start('exit-while-writing.mjs', { service, folder, mode, args: ['2000'] });

      expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
      expect(new Set(await sentByTheNext(folder)).size).toBe(2_000);
    },
  );
});

describe('handleSignals(), with a spool', () => {
  const args = [JSON.stringify({ clients: 2, calls: 20, timeout: 100 })];

  it.each(MODES)('delivers what it can, and leaves nothing: %s', async (mode) => {
    const service = await stage.service();
    const folder = new SpoolFolder(stage);
    const program = start('handle-signals.mjs', { service, folder, mode, args });
    await program.said('running');
    program.send('SIGTERM');

    expect(await program.ended).toMatchObject({ code: null, signal: 'SIGTERM', stderr: '' });
    expect(service.messages).toHaveLength(40);
    expect(folder.files).toEqual([]);
  });

  it.each(MODES)('leaves there what its time is too short for: %s', async (mode) => {
    const service = await stage.service();
    service.otherwise(silence);
    const folder = new SpoolFolder(stage);
    const program = start('handle-signals.mjs', { service, folder, mode, args });
    await program.said('running');
    program.send('SIGTERM');

    const { signal, stdout } = await program.ended;
    expect(signal).toBe('SIGTERM');
    expect(stdout).not.toContain('drop');
    expect(await sentByTheNext(folder)).toHaveLength(40);
  });
});

describe('a folder that is shared', () => {
  it('by workers of a cluster is none the worse for it', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const folder = new SpoolFolder(stage);
    const more = { closeTimeout: 100 };
    const args = ['signal', '20', '3'];
    const program = start('cluster.mjs', { service, folder, mode: 'journal', args, more });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(folder.segments).toEqual(['0', '1', '2'].map((slot) => join(slot, '0000000001.ndjson')));
    expect(new Set(await sentByTheNext(folder)).size).toBe(60);
  });

  it('by threads of a process has a slot for each', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const folder = new SpoolFolder(stage);
    const args = ['10', '2'];
    const program = start('threads-with-a-spool.mjs', { service, folder, mode: 'journal', args });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('synced')).toBe(true);
    expect(folder.segments).toEqual(['0', '1', '2'].map((slot) => join(slot, '0000000001.ndjson')));
    expect(new Set(await sentByTheNext(folder)).size).toBe(40);
  });
});
