import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** Installs what builds the site where a part of it is missing, exactly as it is locked. */
export function installBuilder(progress) {
  const { dependencies } = JSON.parse(readFileSync(`${FOLDER}/package.json`, 'utf8'));
  const names = Object.keys(dependencies);
  if (names.every((name) => existsSync(`${FOLDER}/node_modules/${name}`))) return;
  progress('installing what builds the site');
  // On its own: this folder is no workspace, so that VitePress never reaches whoever installs the project.
  const args = ['ci', '--workspaces=false', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`npm ci in site/ ended with ${status}.`);
}
