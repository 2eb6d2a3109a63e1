import { readFile } from 'node:fs/promises';
import { systemCode } from './log-error.js';

/** Who owns a folder, as `owner.json` says it. */
export interface OwnerRecord {
  readonly pid: number;
  /** Where it listens; `''` where it doesn't, or not yet. */
  readonly address: string;
  readonly startedAt: string;
  readonly id: string;
}

/** Stands for a record that power loss left without its contents. No process has the number 0. */
const UNREADABLE: OwnerRecord = { pid: 0, address: '', startedAt: '', id: 'unreadable' };

/** The record in a file; undefined where there is no file. */
export async function readOwner(path: string): Promise<OwnerRecord | undefined> {
  try {
    return parseOwner(await readFile(path, 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseOwner(text: string): OwnerRecord {
  try {
    const value: unknown = JSON.parse(text);
    return isOwnerRecord(value) ? value : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

function isOwnerRecord(value: unknown): value is OwnerRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, address, startedAt, id } = value as Readonly<Record<string, unknown>>;
  return (
    Number.isInteger(pid) &&
    typeof address === 'string' &&
    typeof startedAt === 'string' &&
    // It becomes a part of a file name.
    typeof id === 'string' &&
    /^[\w-]{1,64}$/.test(id)
  );
}
