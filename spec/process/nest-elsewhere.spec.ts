import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const packer = '../runtimes/package.mjs';
const { installPackage, removeProject } = (await import(packer)) as {
  readonly installPackage: () => Promise<string>;
  readonly removeProject: (folder: string) => void;
};

const execute = promisify(execFile);
const MAKE = `
  try { AnalyticsModule.forRoot({ writeKey: 'a-write-key' }); console.log('made'); }
  catch (error) { console.log(error.code + '; ' + error.message); }`;
const FORMS = [
  ['import', 'module', `import { AnalyticsModule } from 'waybill/nest'; ${MAKE}`],
  ['require', 'commonjs', `const { AnalyticsModule } = require('waybill/nest'); ${MAKE}`],
] as const;

// The package as its users get it, in a project of its own: `npm run build` comes first.
describe('waybill/nest in a project', () => {
  let project: string;

  beforeAll(async () => {
    project = await installPackage();
  }, 60_000);

  afterAll(() => removeProject(project));

  function install(from: string): void {
    const folder = join(project, 'node_modules/@nestjs');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    symlinkSync(resolve('node_modules', from), join(folder, 'common'));
  }

  async function run(kind: string, code: string): Promise<string> {
    const args = [`--input-type=${kind}`, '--disable-warning=ExperimentalWarning', '-e', code];
    const { stdout } = await execute(process.execPath, args, { cwd: project });
    return stdout.trim();
  }

  it.each(FORMS)('without Nest ends with an error that names it, by %s', async (...given) => {
    const [, kind, code] = given;
    // Nothing of ours runs before Node.js looks for what is imported.
    await expect(run(kind, code)).rejects.toThrow(
      /Cannot find (?:package|module) '@nestjs\/common'/,
    );
  });

  it.each(FORMS)('with Nest 10 says which it needs, by %s', async (_form, kind, code) => {
    install('nest-common-10');
    expect(await run(kind, code)).toBe(
      'invalid; AnalyticsModule.forRoot: @nestjs/common must be version 11 or 12 (npm install @nestjs/common@12 @nestjs/core@12); found version 10.4.22.',
    );
  });

  it.each(FORMS)('with Nest 12 works, by %s', async (_form, kind, code) => {
    install('@nestjs/common');
    expect(await run(kind, code)).toBe('made');
  });
});
