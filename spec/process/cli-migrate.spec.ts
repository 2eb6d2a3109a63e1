import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  aProject,
  expectedFindings,
  filesIn,
  fixture,
  fixtures,
} from '../cli/migrate/a-project.js';

// The tool as its users get it: `npm run build` comes first.
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
};
const BIN = resolve(manifest.bin['waybill'] ?? '');

interface Ended {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built tool, or another copy of it, in a process of its own. */
function waybill(
  args: readonly string[],
  { file = BIN, cwd = process.cwd() } = {},
): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [file, ...args], { cwd }, (error, stdout, stderr) =>
      done({ code: error === null ? child.exitCode : error.code, stdout, stderr }),
    );
  });
}

describe('the built tool', () => {
  it('prints its version and its help', async () => {
    const version = await waybill(['--version']);
    expect(version).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
    const help = await waybill(['migrate', '--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('--write');
  });

  it.each([
    [['migrat'], 'Did you mean migrate?'],
    [['migrate', '--jsn'], 'Did you mean --json?'],
    [['migrate', 'no-such-folder'], 'There is no folder no-such-folder.'],
  ])('exits with 2 for %j', async (args, complaint) => {
    const ended = await waybill(args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(complaint);
  });

  it('looks at the current folder where none is named', async () => {
    const cwd = aProject({ 'a.js': "require('analytics-node')" });
    const { code, stdout, stderr } = await waybill(['migrate'], { cwd });
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('a.js\n  1:9  change');
    expect(stdout).toContain('npx waybill migrate --write rewrites');
  });

  it.each(fixtures())('migrates %s', async (name) => {
    const folder = aProject(fixture(name, 'before'));

    const { code, stdout, stderr } = await waybill(['migrate', '--write', '--json', folder]);

    expect([code, stderr]).toEqual([1, '']);
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
    expect(
      findings.map(
        (one) => `${one.file}:${one.line}:${one.column} ${one.severity} ${one.code}: ${one.found}`,
      ),
    ).toEqual(expectedFindings(name));
    expect(filesIn(folder)).toEqual(fixture(name, 'after'));
  });

  it('does not mind a reader that goes away', async () => {
    const text = "require('analytics-node');\n".repeat(2_000);
    const folder = aProject({ 'a.js': text });
    const child = spawn(process.execPath, [BIN, 'migrate', '--write', '--json', folder]);
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      complaints += part;
    });
    child.stdout.destroy();

    const code = await new Promise((done) => child.once('close', done));

    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
    expect(filesIn(folder)['a.js']?.toString()).not.toContain('analytics-node');
  });

  it('writes a long document whole into a pipe', async () => {
    const folder = aProject({ 'a.js': "require('analytics-node');\n".repeat(500) });
    const { stdout } = await waybill(['migrate', '--json', folder]);
    expect(stdout.length).toBeGreaterThan(128 * 1024);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { findings: 500 } });
  });

  it('needs nothing but its own files, and runs behind a link', async () => {
    const folder = aProject({});
    mkdirSync(join(folder, 'dist'));
    for (const name of readdirSync('dist')) {
      if (name.endsWith('mts') || name.startsWith('cli')) {
        copyFileSync(join('dist', name), join(folder, 'dist', name));
      }
    }
    symlinkSync(join(folder, 'dist', 'cli.mjs'), join(folder, 'waybill'));
    const ended = await waybill(['migrate'], {
      cwd: folder,
      file: join(folder, 'waybill'),
    });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('may be run by its name', async () => {
    const copy = join(aProject({}), 'dist');
    mkdirSync(copy);
    for (const name of readdirSync('dist').filter((one) => one.startsWith('cli'))) {
      copyFileSync(join('dist', name), join(copy, name));
    }
    chmodSync(join(copy, 'cli.mjs'), 0o755);
    const printed = await new Promise((done) => {
      execFile(join(copy, 'cli.mjs'), ['--version'], (_error, stdout) => done(stdout));
    });
    expect(printed).toBe(`${manifest.version}\n`);
    rmSync(copy, { recursive: true });
  });
});

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly code: string;
  readonly found: string;
}
