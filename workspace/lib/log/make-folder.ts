import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LogError, systemCode } from './log-error.js';

/**
 * Makes a folder, and those it is in, where they lack; says whether it was made. Node's own `recursive` reports ENOENT on a
 * read-only disk, which tells nobody what to do.
 */
export async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return checkFolder(path, error);
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
  }
  await makeFolder(dirname(path));
  await makeFolder(path);
  return true;
}

async function checkFolder(path: string, cause: unknown): Promise<false> {
  if ((await stat(path)).isDirectory()) return false;
  throw new LogError(
    `The log ${path} can't be used: there is a file of that name. Move it away, or choose another folder.`,
    { code: 'ENOTDIR', cause },
  );
}
