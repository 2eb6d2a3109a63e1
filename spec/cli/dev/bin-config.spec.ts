import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { useStage } from '../../support/stage.js';
import { aProject } from '../migrate/a-project.js';
import { DevProcess } from './dev-process.js';

jest.setTimeout(30_000);

const stage = useStage();
const WORKSPACE = "{ port: 0, memory: true, sources: [{ name: 'shop', kind: 'web' }] }";
const TYPED = `import { defineConfig } from '@waybill/workspace';
import { workspace } from './setup.js';
interface Unused { readonly a: string }
export default defineConfig({ workspace } satisfies { workspace: unknown });`;

/** A project that has installed the package. */
function aProjectWith(files: Readonly<Record<string, string>>): string {
  const cwd = aProject({ ...files, 'node_modules/@waybill/.keep': '' });
  symlinkSync(resolve('workspace'), join(cwd, 'node_modules/@waybill/workspace'));
  return cwd;
}

const start = (cwd: string, ...args: readonly string[]): DevProcess =>
  DevProcess.start(stage, args, { cwd });

describe('the built waybill dev with a configuration', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'ts',
      {
        'waybill.config.ts': TYPED,
        'setup.ts': `export const workspace = ${WORKSPACE} as const;`,
      },
    ],
    [
      'mts',
      {
        'waybill.config.mts': `const workspace: object = ${WORKSPACE};\nexport default { workspace };`,
      },
    ],
    [
      'js',
      {
        'package.json': '{ "type": "module" }',
        'waybill.config.js': `export default { workspace: ${WORKSPACE} };`,
      },
    ],
    ['js without a type', { 'waybill.config.js': `export default { workspace: ${WORKSPACE} };` }],
    ['js', { 'waybill.config.js': `module.exports = { workspace: ${WORKSPACE} };` }],
    [
      'mjs',
      {
        'waybill.config.mjs': `import { defineConfig } from '@waybill/workspace';\nexport default defineConfig({ workspace: ${WORKSPACE} });`,
      },
    ],
    [
      'json',
      {
        'waybill.config.json':
          '{ "workspace": { "port": 0, "memory": true, "sources": [{ "name": "shop", "kind": "web" }] } }',
      },
    ],
  ])('reads it in %s', async (_language, files) => {
    const started = start(aProjectWith(files));
    await started.url();
    expect(started.out).toContain('dev-shop  shop, web\n');
    expect(started.out).toContain('in memory alone');
    expect(started.out).toMatch(/set up by +waybill\.config\./);
  });

  it('reads the one that is named, and lets flags go before it', async () => {
    const cwd = aProject({
      'waybill.config.json': '{ "workspace": { "port": "wrong" } }',
      'conf/dev.json':
        '{ "workspace": { "port": 0, "folder": "kept", "sources": [{ "name": "a" }] } }',
    });
    const started = start(cwd, '--config', 'conf/dev.json', '--source', 'b');
    await started.url();
    expect(started.out).toContain('dev-b  b, server\n');
    expect(started.out).toMatch(/messages +conf\/kept\n/);
    expect(started.out).not.toContain('dev-a');
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a field that does not exist',
      { 'waybill.config.ts': 'export default { workspace: { prot: 1 } };' },
      'error: waybill.config.ts: there is no field workspace.prot, perhaps port is meant.',
    ],
    [
      'a syntax error',
      { 'waybill.config.ts': 'export default {' },
      "error: waybill.config.ts: it can't be loaded: ",
    ],
    [
      'what it throws',
      { 'waybill.config.mjs': "throw new Error('Not today');" },
      "error: waybill.config.mjs: it can't be loaded: Not today.",
    ],
    [
      'nothing that it exports',
      { 'waybill.config.js': 'export const workspace = {};' },
      'error: waybill.config.js: what it exports by default must be an object; found nothing.',
    ],
  ])('exits with 2 for %s', async (_what, files, text) => {
    const { code, out, complaints } = await start(aProjectWith(files)).ended;
    expect([code, out]).toEqual([2, '']);
    expect(complaints).toContain(text);
    expect(complaints).not.toContain('    at ');
  });
});
