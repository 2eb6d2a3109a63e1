import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path/posix';
import { afterEach } from '@jest/globals';
import { exportedNames } from '../../../lib/cli/migrate/check-exports.js';

/** Files by their paths, byte for byte. */
export type Files = Readonly<Record<string, Buffer>>;

const FIXTURES = 'spec/fixtures/migrate';
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The names that Waybill exports, from its source. */
export const offers = exportedNames(readFileSync('lib/index.ts', 'utf8'));

/** The names of the projects under spec/fixtures/migrate. */
export function fixtures(): readonly string[] {
  return readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** One state of a project under spec/fixtures/migrate. */
export function fixture(name: string, state: 'before' | 'after'): Files {
  const files = filesIn(join(FIXTURES, name, state));
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path.replace(/\.txt$/, ''), bytes]),
  );
}

/** What a run with `--write` finds there, line by line. */
export function expectedFindings(name: string): readonly string[] {
  return readFileSync(join(FIXTURES, name, 'findings.txt'), 'utf8')
    .trimEnd()
    .split('\n');
}

/** A folder with these files, which goes away after the spec. */
export function aProject(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-migrate-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** All files below a folder. */
export function filesIn(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path))]));
}
