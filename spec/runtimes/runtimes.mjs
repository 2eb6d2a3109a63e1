import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The permissions are those of docs/guide/workers.md; the scenario itself is given in the environment, too. */
const DENO_FLAGS = [
  'run',
  '--no-prompt',
  '--no-lock',
  '--allow-net',
  '--allow-env=NODE_ENV,NODE_DEBUG,SCENARIO',
];

/** What installs the runtimes that don't come with a computer. */
export const INSTALL_COMMAND = 'npm ci --prefix spec/runtimes';

const OLDEST_NODE = '20';
const [ownMajor] = process.versions.node.split('.');

/** The runtimes of the matrix. Those with an `executable` run programs, those with `flags` workers. */
export const RUNTIMES = [
  { name: `node${ownMajor}, this one`, executable: process.execPath, args: [] },
  // Nothing installs the oldest: it is what the others are run with, or it is left out.
  ...(ownMajor === OLDEST_NODE
    ? []
    : [
        {
          name: `node${OLDEST_NODE}`,
          executable: '',
          how: 'it takes Node.js 20 to start the matrix',
        },
      ]),
  { name: 'node22', executable: installed('node22/bin/node'), args: [] },
  { name: 'node24', executable: installed('node24/bin/node'), args: [] },
  { name: 'node26', executable: installed('node26/bin/node'), args: [] },
  { name: 'bun', executable: installed('bun/bin/bun.exe'), args: ['--no-install'] },
  { name: 'deno', executable: installed('deno/deno'), args: DENO_FLAGS },
  { name: 'workerd', manifest: installed('workerd/package.json'), flags: [] },
  {
    name: 'workerd+nodejs_compat',
    manifest: installed('workerd/package.json'),
    flags: ['nodejs_compat'],
  },
  { name: 'edge-light', manifest: installed('@edge-runtime/vm/package.json') },
];

/** The names that `--only` takes: workerd is one runtime, with and without its flag. */
export const NAMES = [...new Set(RUNTIMES.map(familyOf))];

export function familyOf({ name }) {
  return name.split(/[+,]/)[0];
}

/** How a runtime that is left out comes into the matrix. */
export function howToAdd({ how = `${INSTALL_COMMAND} installs it` }) {
  return how;
}

/** Whether a CI server could have it, so that leaving it out is a failure there. */
export function isRequired({ how }) {
  return how === undefined;
}

export function isInstalled({ executable, manifest }) {
  return existsSync(executable ?? manifest);
}

function installed(path) {
  return fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
}
