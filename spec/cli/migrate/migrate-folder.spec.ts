import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Migration, migrateFolder } from '../../../lib/cli/migrate/migrate-folder.js';
import { aProject, expectedFindings, filesIn, fixture, fixtures, offers } from './a-project.js';

function migrated(folder: string, mode: 'list' | 'write'): Migration {
  return migrateFolder({ folder, mode, version: '0.1.0', offers, onProgress: () => undefined });
}

function lines({ findings }: Migration): readonly string[] {
  return findings.map(
    ({ file, line, column, severity, code, found }) =>
      `${file}:${line}:${column} ${severity} ${code}: ${found}`,
  );
}

describe.each(fixtures())('the project %s', (name) => {
  it('has findings, each at its place', () => {
    const folder = aProject(fixture(name, 'before'));
    expect(lines(migrated(folder, 'list'))).toEqual(expectedFindings(name));
  });

  it('is not touched without --write', () => {
    const before = fixture(name, 'before');
    const folder = aProject(before);

    const { rewritten, findings } = migrated(folder, 'list');

    expect(filesIn(folder)).toEqual(before);
    expect(rewritten).toBe(0);
    expect(findings.filter((one) => one.rewritten)).toEqual([]);
  });

  it('is rewritten byte for byte as expected', () => {
    const folder = aProject(fixture(name, 'before'));

    const { findings } = migrated(folder, 'write');

    expect(filesIn(folder)).toEqual(fixture(name, 'after'));
    for (const { severity, rewritten } of findings) expect(rewritten).toBe(severity === 'change');
  });

  it('is the same after a second run, which has nothing to rewrite', () => {
    const folder = aProject(fixture(name, 'after'));

    const { findings, rewritten } = migrated(folder, 'write');

    expect(filesIn(folder)).toEqual(fixture(name, 'after'));
    expect(rewritten).toBe(0);
    expect(findings.filter(({ severity }) => severity === 'change')).toEqual([]);
  });
});

describe('a folder', () => {
  it('keeps a dependency while any file still imports it, and lets it go afterwards', () => {
    const manifest = '{"dependencies":{"analytics-node":"6.2.0"}}';
    const folder = aProject({
      'package.json': manifest,
      'a/b.js': "import Analytics from 'analytics-node';",
      'c.js': "export * from 'analytics-node';",
    });
    const both = '{"dependencies":{"analytics-node":"6.2.0","waybill": "^0.1.0"}}';

    migrated(folder, 'write');
    expect(filesIn(folder)['package.json']?.toString()).toBe(both);
    migrated(folder, 'write');
    expect(filesIn(folder)['package.json']?.toString()).toBe(both);

    const done = aProject({ ...filesIn(folder), 'c.js': "export * from 'waybill';" });
    expect(lines(migrated(done, 'write'))).toEqual([
      'package.json:1:18 change dependency: the dependency analytics-node',
    ]);
    expect(filesIn(done)['package.json']?.toString()).toBe(
      '{"dependencies":{"waybill": "^0.1.0"}}',
    );
  });

  it('goes on behind files that can not be parsed, decoded or are too large', () => {
    const folder = aProject({
      'a.js': "require('analytics-node'); const = 1;",
      'b.js': Buffer.from("require('analytics-node'); // caf\xe9", 'latin1'),
      'c.js': `require('analytics-node'); // ${'x'.repeat(5 * 1024 * 1024)}`,
      'd.js': Buffer.from("require('another-one'); // caf\xe9", 'latin1'),
      'e.js': "require('analytics-node')",
    });

    const found = migrated(folder, 'write').findings;

    expect(found.map(({ file, code, rewritten }) => [file, code, rewritten])).toEqual([
      ['a.js', 'unreadable', false],
      ['b.js', 'unreadable', false],
      ['c.js', 'unreadable', false],
      ['e.js', 'import-of-class', true],
    ]);
    expect(found[0]).toMatchObject({ line: 1, column: 34 });
    expect(found[1]?.reason).toMatch(/UTF-8/);
  });

  it('keeps the mode of a file', () => {
    const folder = aProject({ 'run.mjs': "#!/usr/bin/env node\nimport 'analytics-node';\n" });
    chmodSync(join(folder, 'run.mjs'), 0o755);
    migrated(folder, 'write');
    expect(statSync(join(folder, 'run.mjs')).mode & 0o777).toBe(0o755);
  });

  it('tells how far it is', () => {
    const folder = aProject({ 'a.js': '', 'package.json': '{}' });
    const told: string[] = [];
    const onProgress = (done: number, all: number): number => told.push(`${done}/${all}`);
    migrateFolder({ folder, mode: 'list', version: '0.1.0', offers, onProgress });
    expect(told).toEqual(['0/2', '1/2', '2/2']);
  });
});
