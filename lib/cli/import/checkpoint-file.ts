import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isPlainObject } from 'remeda';
import { fileFault } from '../../dead-letters/file-fault.js';
import { UsageError } from '../terminal.js';
import type { SourceIdentity } from './source-identity.js';

/** How far a source was settled. */
export interface SettledSource extends SourceIdentity {
  /** The last line, or item, before which everything is settled. */
  readonly line: number;
  /** The first byte of what was not, unpacked. */
  readonly end: number;
  /** Whether nothing is left of it. */
  readonly isDone: boolean;
}

/** How far an import has come. */
export interface Checkpoint<Account> {
  /** When it was written, in ISO 8601. */
  readonly at: string;
  /** Where messages go: another endpoint has received none of them. */
  readonly endpoint: string;
  /** A hash of the write key. */
  readonly key: string;
  /** Those that were begun, in the order in which they are read. */
  readonly sources: readonly SettledSource[];
  readonly account: Account;
}

const KIND = 'waybill import checkpoint';
const VERSION = 1;

/** Reads a checkpoint; nothing, where there is no such file. @throws UsageError for what is none, or can't be read */
export function readCheckpoint<Account>(path: string): Checkpoint<Account> | undefined {
  const text = textOf(path);
  if (text === undefined) return undefined;
  const value = jsonOf(text);
  if (value?.['kind'] !== KIND) {
    throw new UsageError(`${path} is no checkpoint of waybill import. Name another file.`);
  }
  if (value['version'] !== VERSION) {
    throw new UsageError(
      `${path} was written by another version of Waybill. Go on with that one, or remove the file to import from the beginning.`,
    );
  }
  return value as unknown as Checkpoint<Account>;
}

/**
 * Writes a checkpoint so that there is a whole one at any instant, whatever happens to the process or the machine: beside the
 * one before, to the disk, and then in its place. @throws Error that names the file
 */
export function writeCheckpoint(path: string, checkpoint: Checkpoint<unknown>): void {
  const text = `${JSON.stringify({ kind: KIND, version: VERSION, ...checkpoint })}\n`;
  const beside = `${path}.new`;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) {
      // It would be replaced, whatever it is.
      throw new Error('it is no file. Name one.');
    }
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(beside, 'w', 0o600);
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, path);
    syncFolder(dirname(path));
  } catch (error) {
    throw new Error(`The checkpoint ${path} can't be written: ${fileFault(error)}`, {
      cause: error,
    });
  }
}

export function removeCheckpoint(path: string): void {
  rmSync(path, { force: true });
}

/** The new name is on the disk only with its folder. Where folders can't be opened, the system does without. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes(code)) throw error;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`The checkpoint ${path} can't be read: ${fileFault(error)}`);
  }
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
