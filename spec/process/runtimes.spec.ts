import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { rowsOf } from '../support/documents.js';

interface Row {
  readonly runtime: string;
  readonly import: string;
  readonly require: string;
  readonly failures: readonly string[];
}

interface Runtime {
  readonly name: string;
}

const list = '../runtimes/runtimes.mjs';
const { RUNTIMES, howToAdd, isInstalled, isRequired } = (await import(list)) as {
  readonly RUNTIMES: readonly Runtime[];
  readonly howToAdd: (runtime: Runtime) => string;
  readonly isInstalled: (runtime: Runtime) => boolean;
  readonly isRequired: (runtime: Runtime) => boolean;
};

const execute = promisify(execFile);
const MATRIX = 'spec/runtimes/run.mjs';
const INSTALL_MS = 600_000;
const RUN_MS = 180_000;
/** There nothing is left out that can be installed. */
const isServer = process.env['CI'] === 'true';

// The package as its users get it: `npm run build` comes first.
describe('the package', () => {
  let rows: readonly Row[];

  beforeAll(async () => {
    if (isServer) execFileSync('npm', ['ci', '--prefix', 'spec/runtimes'], { stdio: 'ignore' });
    // It ends with 1 where something failed, and prints the matrix all the same.
    const { stdout } = await execute(process.execPath, [MATRIX, '--json']).catch(
      (error: Error & { readonly stdout: string }) => {
        if (!error.stdout.startsWith('[')) throw error;
        return error;
      },
    );
    rows = JSON.parse(stdout) as Row[];
  }, INSTALL_MS + RUN_MS);

  for (const runtime of RUNTIMES) {
    if (!isInstalled(runtime) && !(isServer && isRequired(runtime))) {
      it.skip(`accounts for every call on ${runtime.name}: ${howToAdd(runtime)}`, () => undefined);
      continue;
    }
    it(`accounts for every call on ${runtime.name}`, () => {
      const row = rows.find((one) => one.runtime === runtime.name);
      const required = /^(?:workerd|edge)/.test(runtime.name) ? '–' : 'ok';
      expect(row).toMatchObject({ failures: [], import: 'ok', require: required });
    });
  }
});

describe('the table of docs/guide/workers.md', () => {
  it('has the versions that spec/runtimes installs', () => {
    const { dependencies } = JSON.parse(readFileSync('spec/runtimes/package.json', 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const lock = readFileSync('spec/runtimes/package-lock.json', 'utf8');
    const [, workerd] = /"node_modules\/workerd": \{\s*"version": "([^"]+)"/.exec(lock) ?? [];
    const [, section = ''] = readFileSync('docs/guide/workers.md', 'utf8').split('\n## Runs on\n');
    const versions = rowsOf(section).map(([, version]) => version);
    const { bun, deno, node22, node24, node26, '@edge-runtime/vm': edge } = dependencies;
    const nodes = [node22, node24, node26].map((alias) => alias?.replace('npm:node@', ''));
    expect(versions.slice(2)).toEqual([...nodes, bun, deno, workerd, edge]);
  });
});

describe('the matrix of runtimes', () => {
  it('calls Node.js by the version that runs it, and names Node.js 20 where that is another', () => {
    const [major] = process.versions.node.split('.');
    const names = RUNTIMES.map(({ name }) => name);
    expect(names[0]).toBe(`node${major}, this one`);
    expect(names.some((name) => name.startsWith('node20'))).toBe(true);
    for (const name of names.slice(1)) expect(name).not.toBe(names[0]);
  });

  it.each([['--only', 'nothing'], ['--only', ''], ['--magic'], ['bun']])(
    'says how it is used when it is told %j',
    (...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [MATRIX, ...args], {
        encoding: 'utf8',
      });
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^usage: npm run test:runtimes .*\bworkerd\b/);
    },
  );
});
