import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../dev/system-code.js';
import { UsageError } from '../terminal.js';

/** @throws UsageError where there is no file with a plan */
export function checkPlanFile(file: string): void {
  const advice = 'Name the file that has the plan.';
  const stats = statsOf(file);
  if (stats === undefined) throw new UsageError(`There is no file ${file}. ${advice}`);
  if (stats.isDirectory()) throw new UsageError(`${file} is a folder. ${advice}`);
}

/** Says before the work is done that its result could not be written there. @throws UsageError */
export function checkTarget(file: string): void {
  if (statsOf(file)?.isDirectory()) {
    throw new UsageError(`${file} is a folder. Name a file to write.`);
  }
}

/** What a file says that is to be written; undefined, where there is none. @throws UsageError where it can't be read */
export function textIn(file: string): string | undefined {
  checkTarget(file);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`${file} can't be read (${code}).`);
  }
}

/**
 * Writes a file, and makes the folder for it. It is written in one step: whoever reads it finds the old text or the new one, never
 * a part. @throws UsageError
 */
export function replaceFile(file: string, text: string): void {
  checkTarget(file);
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) mkdirSync(dirname(file), { recursive: true });
    // A pipe or a terminal has nothing to put in its place.
    if (stats?.isFile() === false) writeFileSync(file, text);
    else replace(targetOf(file, stats), text);
  } catch (error) {
    throw new UsageError(`${file} can't be written (${systemCode(error)}).`);
  }
}

interface Target {
  readonly path: string;
  readonly mode?: number;
}

function replace({ path, mode }: Target, text: string): void {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(draft, text, { mode });
    if (mode !== undefined) chmodSync(draft, mode);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A link stays a link, and a file keeps who may read it. */
function targetOf(file: string, stats: Stats | undefined): Target {
  return stats === undefined ? { path: file } : { path: realpathSync(file), mode: stats.mode };
}

/** What is there. Where the system doesn't say, reading and writing will. */
function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
