import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** Installs the peers and the frameworks where one is missing, exactly as they are locked. */
export async function installPeers(progress) {
  const { dependencies } = JSON.parse(readFileSync(`${FOLDER}/package.json`, 'utf8'));
  const names = Object.keys(dependencies);
  if (names.every((name) => existsSync(`${FOLDER}/node_modules/${name}`))) return;
  progress('installing the peers');
  // On its own: this folder is no workspace, so that the peers never reach whoever installs the project.
  const args = ['ci', '--workspaces=false', '--ignore-scripts', '--no-audit', '--no-fund'];
  const child = spawn('npm', args, { cwd: FOLDER, stdio: ['ignore', 2, 2] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`npm ci in ${FOLDER} ended with ${code}.`);
}
