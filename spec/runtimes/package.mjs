import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url));
const WORKER_EXAMPLE = join(ROOT, 'examples/worker/worker.ts');

/** Packs the package and installs it in a project of its own, beside the programs that use it. Gives the project's folder. */
export async function installPackage() {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-runtimes-'));
  const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: ROOT,
  });
  const [{ filename }] = JSON.parse(stdout);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'a-project', private: true }));
  const quietly = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await execute('npm', ['install', ...quietly, join(folder, filename)], { cwd: folder });
  cpSync(PROGRAMS, folder, { recursive: true });
  cpSync(WORKER_EXAMPLE, join(folder, 'example.ts'));
  return folder;
}

export function removeProject(folder) {
  rmSync(folder, { recursive: true, force: true });
}
