import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('a client whose run() nobody uses', () => {
  it('makes no AsyncLocalStorage, which costs time with everything that is awaited', async () => {
    const service = await stage.service();

    const program = Program.start(stage, 'ambient.mjs', { service });

    expect(await program.said('made')).toEqual({ unused: 0, used: 1 });
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('examples/ambient-scope', () => {
  it('tracks for the user of each job, of those that run at once', async () => {
    const service = await stage.service();
    const args = ['--import', 'tsx', 'examples/ambient-scope/worker.ts'];
    const env = { ...process.env, ENDPOINT: service.url };

    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });

    expect(stdout.trim().split('\n').sort()).toEqual(['ada: 4', 'alan: 3', 'grace: 2']);
    expect(stderr).toBe('');
    const made = service.messages.filter(({ event }) => event === 'Report Made');
    const pages = made.map(({ userId, properties }) => [userId, properties]).sort();
    expect(pages).toEqual([
      ['ada', { pages: 3 }],
      ['alan', { pages: 2 }],
      ['grace', { pages: 1 }],
    ]);
    for (const { context } of service.messages) {
      expect(context).toMatchObject({ app: { name: 'report-worker' } });
    }
  }, 20_000);
});
