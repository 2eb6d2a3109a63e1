import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const packer = '../runtimes/package.mjs';
const { installPackage, removeProject } = (await import(packer)) as {
  readonly installPackage: () => Promise<string>;
  readonly removeProject: (folder: string) => void;
};

const execute = promisify(execFile);
const MOST_BYTES = 10_000_000;

interface Bundled {
  readonly code: string;
  readonly files: readonly string[];
}

/** In a process of its own: the bundler takes no regular expression from within jest. It fails where something is imported. */
async function bundled(program: string): Promise<Bundled> {
  const code = `
    import { bundle } from './spec/runtimes/bundle.mjs';
    console.log(JSON.stringify(await bundle(process.argv[1], { conditions: ['edge-light'] })));`;
  const args = ['--input-type=module', '-e', code, program];
  const { stdout } = await execute(process.execPath, args, { maxBuffer: MOST_BYTES });
  return JSON.parse(stdout) as Bundled;
}

// What it does there is for spec/runtimes to see. The package as its users get it: `npm run build` comes first.
describe('a program that is bundled for edge functions', () => {
  let project: string;

  beforeAll(async () => {
    project = await installPackage();
  }, 60_000);

  afterAll(() => removeProject(project));

  it.each([
    ['waybill', 'Analytics', 'workers.mjs'],
    ['waybill/next', 'sharedAnalytics', 'next-workers.mjs'],
    ['waybill/hono', 'analytics', 'hono-workers.mjs'],
  ])('has the build without Node.js of %s, and imports nothing', async (from, name, file) => {
    const program = join(project, `with-${name}.mjs`);
    writeFileSync(program, `import { ${name} } from '${from}';\nconsole.log(${name});\n`);
    const { code, files } = await bundled(program);

    const ofPackage = files.flatMap((path) => path.split('/node_modules/waybill/dist/')[1] ?? []);
    expect(ofPackage).toEqual(expect.arrayContaining([file, 'workers.mjs']));
    expect(ofPackage).not.toContain('index.mjs');
    expect(code).not.toMatch(/\b(?:from|import|require)\s*\(?\s*["']node:/);
  });
});
