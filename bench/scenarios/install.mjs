import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { number, table } from '../harness/table.mjs';

export const title = 'What an installation brings';

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BENCH = fileURLToPath(new URL('..', import.meta.url));
const PEERS = {
  segment: '@segment/analytics-node',
  rudderstack: '@rudderstack/rudder-sdk-node',
  posthog: 'posthog-node',
};

export async function run(bench) {
  bench.progress('packing and installing waybill');
  const result = { waybill: await installWaybill() };
  const locked = JSON.parse(await readFile(join(BENCH, 'package-lock.json'), 'utf8')).packages;
  for (const [subject, name] of Object.entries(PEERS)) result[subject] = await sizeOf(name, locked);
  return result;
}

export function print(result) {
  const rows = Object.entries(result).map(([subject, { packages, bytes }]) => [
    subject,
    number(packages),
    number(bytes / 1e6, 2),
  ]);
  return table(['', 'packages', 'MB'], rows);
}

export function charts(result) {
  const subjects = Object.entries(result);
  return [
    {
      title: 'Size of an installation (less is better)',
      unit: 'MB',
      decimals: 2,
      bars: subjects.map(([name, { bytes }]) => ({ name, value: bytes / 1e6 })),
    },
    {
      title: 'Packages of an installation (less is better)',
      bars: subjects.map(([name, { packages }]) => ({ name, value: packages })),
    },
  ];
}

export function targets({ waybill }) {
  const { packages, bytes } = waybill;
  return [
    { name: 'packages that an installation brings', atMost: 25, value: packages, unit: '' },
    { name: 'their size', atMost: 20, value: bytes / 1e6, unit: 'MB' },
  ];
}

/** Packs this package and installs the file in an empty folder. */
async function installWaybill() {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-install-'));
  try {
    const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    await execute('npm', packing, { cwd: ROOT });
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
    await execute('npm', ['install', join(folder, tarball), ...quiet], { cwd: folder });
    const lock = join(folder, 'node_modules', '.package-lock.json');
    const { packages } = JSON.parse(await readFile(lock, 'utf8'));
    const bytes = await bytesUnder(join(folder, 'node_modules'));
    return { packages: Object.keys(packages).length, bytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A peer and everything it depends on, as it is installed here. */
async function sizeOf(name, locked) {
  const found = new Set();
  const visit = (place) => {
    if (found.has(place)) return;
    found.add(place);
    const { dependencies = {}, optionalDependencies = {} } = locked[place];
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const home = placeOf(needed, place, locked);
      if (home !== undefined) visit(home);
    }
  };
  visit(`node_modules/${name}`);
  let packages = 0;
  let bytes = 0;
  for (const place of found) {
    const own = await bytesUnder(join(BENCH, place));
    if (own > 0) packages += 1;
    bytes += own;
  }
  return { packages, bytes };
}

/** Where Node.js finds a package from within another. */
function placeOf(name, from, locked) {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    const place = `${folder}/node_modules/${name}`;
    if (locked[place] !== undefined) return place;
    if (!folder.includes('/node_modules/')) break;
  }
  const place = `node_modules/${name}`;
  return locked[place] === undefined ? undefined : place;
}

/** The files of a package, without the packages nested in it, which count on their own. None if it isn't installed. */
async function bytesUnder(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isFile()) bytes += (await stat(path)).size;
    if (entry.isDirectory() && entry.name !== 'node_modules') bytes += await bytesUnder(path);
  }
  return bytes;
}
