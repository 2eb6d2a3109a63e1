/**
 * Writes what lib/vocab/, lib/testing/fixtures/ and docs/reference/vocab.md have of the industry vocabularies, from
 * scripts/vocab/events.json: the data, the types, the builders for tests and the tables. With `--check` it writes nothing, and fails if a file is not what it would write.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataFile } from './vocab/data-file.mjs';
import { anyEventFile, fixtureEntry, fixtureFiles } from './vocab/fixture-files.mjs';
import { withTables } from './vocab/reference-page.mjs';
import { typeFiles } from './vocab/type-files.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const TYPES = 'lib/vocab/events/';
const FIXTURES = 'lib/testing/fixtures/';
const PAGE = 'docs/reference/vocab.md';

const source = JSON.parse(read('scripts/vocab/events.json'));
const types = typeFiles(source).map(({ name, text }) => [`${TYPES}${name}.ts`, text]);
const builders = fixtureFiles(source);
const fixtures = [
  ...builders.map(({ name, text }) => [`${FIXTURES}${name}.ts`, text]),
  [`${FIXTURES}any-event.ts`, anyEventFile(builders)],
  ['lib/testing/fixtures.ts', fixtureEntry(builders)],
];
const files = new Map([
  ['lib/vocab/data.ts', formatted('lib/vocab/data.ts', dataFile(source))],
  ...types.map(([path, text]) => [path, formatted(path, text)]),
  ...fixtures.map(([path, text]) => [path, formatted(path, text)]),
  [PAGE, withTables(read(PAGE), source)],
]);
const strays = readdirSync(`${root}${TYPES}`)
  .map((name) => `${TYPES}${name}`)
  .filter((path) => !files.has(path));

if (process.argv.includes('--check')) check();
else {
  for (const [path, text] of files) writeFileSync(`${root}${path}`, text);
  for (const path of strays) rmSync(`${root}${path}`);
}

function check() {
  const stale = [...files].filter(([path, text]) => read(path) !== text).map(([path]) => path);
  for (const path of [...stale, ...strays]) {
    process.stderr.write(`${path} is out of date: run \`node scripts/vocab.mjs\` and commit it.\n`);
    process.exitCode = 1;
  }
}

/** The text of a file; nothing, if there is none. */
function read(path) {
  try {
    return readFileSync(`${root}${path}`, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function formatted(path, text) {
  const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'));
  const args = [biome, 'check', '--write', `--stdin-file-path=${path}`];
  return execFileSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
}
