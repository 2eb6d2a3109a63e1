import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

// It reads dist/: `npm run build` comes first. That etc/api is as the build is checked by `npm run check:package`.
describe('scripts/api-report.mjs --check', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-api-spec-'));
    cpSync('etc/api', folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const check = (...names: readonly string[]): ReturnType<typeof spawnSync> =>
    spawnSync(
      process.execPath,
      ['scripts/api-report.mjs', '--check', '--folder', folder, ...names],
      { encoding: 'utf8' },
    );

  it('is content where nothing has changed', () => {
    expect(check('process')).toMatchObject({ status: 0, stderr: '' });
  });

  it('shows what is gone and what is new', () => {
    const file = join(folder, 'process.api.md');
    const before = readFileSync(file, 'utf8');
    expect(before).toContain('export function handleSignals(');
    writeFileSync(
      file,
      before.replace('export function handleSignals(', 'export function onSignals('),
    );
    const { status, stderr } = check('process');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /- export function onSignals\(.*\n\s*\+ export function handleSignals\(/,
    );
    expect(stderr).toContain('npm run api');
  });

  it('asks for the report of a new entry point, and for the end of one that is gone', () => {
    rmSync(join(folder, 'process.api.md'));
    writeFileSync(join(folder, 'gone.api.md'), '');
    const { status, stderr } = check('process');
    expect(status).toBe(1);
    expect(stderr).toContain('+ export function handleSignals(');
    expect(stderr).toContain('gone\n  is no entry point any more');
  });

  it('knows those that are for ES modules alone', () => {
    expect(check('testing-vitest')).toMatchObject({ status: 0, stderr: '' });
  });

  it('has a report of each entry point whose types are its own', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly exports: object;
    };
    const names = Object.keys(exports)
      .map((path) => (path === '.' ? 'waybill' : path.slice(2).replaceAll('/', '-')))
      .filter((name) => name !== 'workers' && name !== 'package.json');
    expect(readdirSync('etc/api').sort()).toEqual(names.map((name) => `${name}.api.md`).sort());
  });

  it('knows the entry points', () => {
    expect(check('proces')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('No entry point "proces"'),
    });
  });
});
