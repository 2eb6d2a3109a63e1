import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const execute = promisify(execFile);
const INSTALL_MS = 120_000;

// The package as its users get it, in projects of their own: `npm run build` comes first.
describe('waybill/testing in a project', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-testing-'));

  beforeAll(async () => {
    await execute('npm', ['pack', '--silent', '--pack-destination', folder]);
    const [packed = ''] = readdirSync(folder);
    renameSync(join(folder, packed), join(folder, 'waybill.tgz'));
  }, INSTALL_MS);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Installs an example, with what the root has of its runner already in the cache, and gives what its specs print. */
  async function specsOf(example: string): Promise<string> {
    const cwd = join(folder, example);
    mkdirSync(cwd);
    cpSync(join('examples', example), cwd, { recursive: true });
    cpSync(join(folder, 'waybill.tgz'), join(cwd, 'waybill.tgz'));
    const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
    await execute('npm', ['ci', ...quietly], { cwd });
    // Neither the runner of this spec nor its options are theirs.
    const { NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, ...env } = process.env;
    delete env['NODE_TEST_CONTEXT'];
    const { stdout, stderr } = await execute('npm', ['test'], {
      cwd,
      env: { ...env, NO_COLOR: '1', NODE_ENV: 'test' },
    });
    return `${stdout}${stderr}`;
  }

  it(
    'serves Jest, by CommonJS',
    async () => {
      expect(await specsOf('testing-jest')).toMatch(/^Tests: +9 passed, 9 total$/m);
    },
    INSTALL_MS,
  );

  it(
    'serves Vitest and node:test, by ES modules',
    async () => {
      const printed = await specsOf('testing-vitest');
      expect(printed).toMatch(/^ *Tests +9 passed \(9\)$/m);
      expect(printed).toMatch(/^(?:#|ℹ) pass 3$/m);
      expect(printed).toMatch(/^(?:#|ℹ) fail 0$/m);
    },
    INSTALL_MS,
  );
});
