/**
 * Writes THIRD-PARTY-LICENSES.md: the licence of every package whose code is inside dist/. With `--check` it writes nothing and
 * fails if the file is not what it would write. Build first.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(ROOT, 'THIRD-PARTY-LICENSES.md');
/** The bundler marks each file that it inlines with the path it came from. */
const REGION = /^\s*\/\/#region (?:\S*\/)?node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm;
/** The command line tool is minified, marks and all: each of its files ends with a line that tsdown.config.ts writes. */
const CONTAINS = /^\/\/ Contains: (.*)$/gm;
/** It writes a CommonJS package into the module that imports it, without a mark: those are found by their imports. */
const IMPORT = /^(?:import|export) (?!type )[^;]*?from '([^'.][^']*)';/gm;
const LICENCE_FILE = /^licen[cs]e(?:-mit)?(?:\.(?:md|txt))?$/i;

/** The packages that publish no licence text of their own, with the copyright line of the licence in their repository. */
const COPYRIGHTS = { remeda: 'Copyright (c) 2018 remeda' };

/** The names of the packages whose code is in the builds, sorted. */
export function bundledPackages() {
  const names = new Set();
  for (const build of readdirSync(join(ROOT, 'dist')).filter((name) => /\.[mc]js$/.test(name))) {
    const text = readFileSync(join(ROOT, 'dist', build), 'utf8');
    for (const [, name] of text.matchAll(REGION)) names.add(name);
    for (const [, list] of text.matchAll(CONTAINS)) {
      for (const name of list.split(', ')) names.add(name);
    }
  }
  for (const file of readdirSync(join(ROOT, 'lib'), { recursive: true })) {
    if (!file.endsWith('.ts')) continue;
    for (const [, name] of readFileSync(join(ROOT, 'lib', file), 'utf8').matchAll(IMPORT)) {
      // Peers the program installs itself; of one that a build holds a part its mark has told.
      if (!name.startsWith('node:') && !isPeer(packageOf(name))) names.add(packageOf(name));
    }
  }
  return [...names].sort();
}

/** The text of THIRD-PARTY-LICENSES.md as it should be. */
export function licencesText() {
  const intro = `# Third-party licences

The builds of Waybill contain code of the packages below, so that it runs without installing them. This file is written by
\`node scripts/third-party-licenses.mjs\`.
`;
  return [intro, ...bundledPackages().map(section)].join('\n');
}

function isPeer(name) {
  const { peerDependencies = {} } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return Object.hasOwn(peerDependencies, name);
}

function packageOf(specifier) {
  const [first, second] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function section(name) {
  const folder = join(ROOT, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = licenceOf(name, folder, license).trim();
  return `## ${name} ${version} (${license})\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}

function licenceOf(name, folder, license) {
  const file = readdirSync(folder).find((entry) => LICENCE_FILE.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
  const inReadme = licenceInReadme(join(folder, 'README.md'));
  if (inReadme !== undefined) return inReadme;
  const copyright = COPYRIGHTS[name];
  if (copyright === undefined || license !== 'MIT') {
    throw new Error(`${name} has no licence text: add its copyright line to COPYRIGHTS.`);
  }
  const [, permission] = readFileSync(join(ROOT, 'LICENSE'), 'utf8').split(/^Copyright .*\n/m);
  return `MIT License\n\n${copyright}\n${permission}`;
}

function licenceInReadme(path) {
  if (!existsSync(path)) return undefined;
  const [, section] = readFileSync(path, 'utf8').split(/^License\n-+\n/m);
  if (!section?.includes('Permission is hereby granted')) return undefined;
  return section.split(/^\[/m)[0].replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}

function main() {
  const text = licencesText();
  if (!process.argv.includes('--check')) {
    writeFileSync(TARGET, text);
    return;
  }
  if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) {
    process.stderr.write(
      'THIRD-PARTY-LICENSES.md is out of date: run `node scripts/third-party-licenses.mjs` and commit it.\n',
    );
    process.exitCode = 1;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  main();
