import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { systemCode } from '../dev/system-code.js';
import { UsageError } from '../terminal.js';

/** What a file says; undefined, where there is none. @throws UsageError where it can't be read */
export function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`${file} can't be read (${code}).`);
  }
}

/** Writes a file in one step: whoever reads it finds the old text or the new one, never a part. @throws UsageError */
export function replaceFile(file: string, text: string): void {
  try {
    const target = targetOf(file);
    const draft = `${target.path}.${randomUUID()}.tmp`;
    try {
      writeFileSync(draft, text, { mode: target.mode });
      if (target.mode !== undefined) chmodSync(draft, target.mode);
      renameSync(draft, target.path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  } catch (error) {
    throw new UsageError(`${file} can't be written (${systemCode(error)}).`);
  }
}

/** A link stays a link, and a file keeps who may read it. */
function targetOf(file: string): { readonly path: string; readonly mode?: number } {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return { path: file };
  const path = realpathSync(file);
  return { path, mode: statSync(path).mode };
}
