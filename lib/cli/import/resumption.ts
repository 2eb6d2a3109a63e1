import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { endpointUrl } from '../../client/endpoint-url.js';
import { fileFault } from '../../dead-letters/file-fault.js';
import type { FoundSource } from '../../import/find-sources.js';
import type { ImportAccount } from '../../import/import-report.js';
import type { Position } from '../../import/record.js';
import type { Connection } from '../connection.js';
import { counted } from '../counted.js';
import { UsageError } from '../terminal.js';
import { EMPTY_ACCOUNT } from './account.js';
import { type Checkpoint, readCheckpoint, type SettledSource } from './checkpoint-file.js';
import { differenceOf, identityOf, type SourceIdentity } from './source-identity.js';

export interface ResumptionTask {
  /** What is to be read, in its order: files, and what can be read once only. */
  readonly sources: readonly Pick<FoundSource, 'name' | 'path'>[];
  /** A file for the checkpoint, false for none. @default one beside the first file */
  readonly checkpoint: string | false | undefined;
  readonly isResumed: boolean;
  readonly connection: Connection;
}

/** Where an import begins. */
export interface Resumption {
  /** Undefined, where none is kept. */
  readonly checkpointPath: string | undefined;
  /** Whether the place was chosen by us: then it goes when all is done. */
  readonly isOwnPlace: boolean;
  readonly endpoint: string;
  readonly key: string;
  /** What is settled as a whole. */
  readonly done: readonly SettledSource[];
  /** What is left to read, in its order. */
  readonly left: readonly SourceIdentity[];
  /** Where to go on in what was begun. */
  readonly from: Readonly<Record<string, Position>>;
  /** The account of what was settled before. */
  readonly account: ImportAccount;
}

const KEY_CHARS = 16;

/** Finds out where an import begins. @throws UsageError for a checkpoint of something else, or one that is in the way */
export function resumptionOf(task: ResumptionTask): Resumption {
  const { checkpoint, isResumed, connection } = task;
  const path = checkpointPath(task);
  // A pattern may match the checkpoint, too.
  const sources = task.sources.filter(
    ({ name }) => path === undefined || resolve(name) !== resolve(path),
  );
  const identities = sources.map(identify);
  const endpoint = endpointUrl(connection.host, connection.path);
  const key = createHash('sha256').update(connection.writeKey).digest('hex').slice(0, KEY_CHARS);
  const common = {
    checkpointPath: path,
    isOwnPlace: typeof checkpoint !== 'string',
    endpoint,
    key,
  };
  const anew = { ...common, done: [], left: identities, from: {}, account: EMPTY_ACCOUNT };
  if (path === undefined) return anew;
  const found = readCheckpoint<ImportAccount>(path);
  if (!isResumed) {
    // One without sources is of an import that had sent nothing.
    if (found !== undefined && found.sources.length > 0) throw inTheWay(path, found);
    return anew;
  }
  if (found === undefined) {
    if (typeof checkpoint === 'string') return anew;
    throw new UsageError(
      `There is no checkpoint ${path}: this import was not interrupted, or is complete. Leave --resume out to import from the beginning.`,
    );
  }
  checkTarget(path, found, { endpoint, key });
  checkSources(path, found, identities);
  const settled = new Map(found.sources.map((source) => [source.name, source]));
  return {
    ...common,
    done: found.sources.filter(({ isDone }) => isDone),
    left: identities.filter(({ name }) => settled.get(name)?.isDone !== true),
    from: Object.fromEntries(
      found.sources.filter(({ isDone }) => !isDone).map((source) => [source.name, source]),
    ),
    account: found.account,
  };
}

function checkpointPath({ sources, checkpoint, isResumed }: ResumptionTask): string | undefined {
  const once = sources.find(({ path }) => path === undefined);
  if (once !== undefined) {
    if (typeof checkpoint !== 'string' && !isResumed) return undefined;
    throw new UsageError(
      `An import of ${once.name} has no checkpoint, since that can be read once only. Name files to be able to go on.`,
    );
  }
  if (checkpoint === false) {
    if (!isResumed) return undefined;
    throw new UsageError('--resume needs the checkpoint that --no-checkpoint leaves out.');
  }
  return checkpoint ?? `${sources[0]?.name ?? 'import'}.checkpoint`;
}

function identify({ name, path }: Pick<FoundSource, 'name' | 'path'>): SourceIdentity {
  // What is no file, as a pipe, can't be looked at twice.
  if (path === undefined) return { name, bytes: 0, head: '' };
  try {
    return identityOf(name);
  } catch (error) {
    throw new UsageError(`${name} can't be read: ${fileFault(error)}`);
  }
}

function inTheWay(path: string, { sources }: Checkpoint<unknown>): UsageError {
  const open = sources.find(({ isDone }) => !isDone);
  const how = open === undefined ? 'is complete' : `has come to ${open.name}:${open.line}`;
  return new UsageError(
    `The checkpoint ${path} says that this import ${how}. Add --resume to go on there, or remove the file to import from the beginning.`,
  );
}

function checkTarget(
  path: string,
  found: Checkpoint<unknown>,
  { endpoint, key }: { readonly endpoint: string; readonly key: string },
): void {
  const beginning = `Remove it to import from the beginning, or name another with --checkpoint.`;
  if (found.endpoint !== endpoint) {
    throw new UsageError(
      `The checkpoint ${path} is of an import to ${found.endpoint}: ${endpoint} has none of its messages. ${beginning}`,
    );
  }
  if (found.key !== key) {
    throw new UsageError(
      `The checkpoint ${path} is of an import with another write key. ${beginning}`,
    );
  }
}

/** Each source must be there, by the same name, since message ids are made of it, and as it was. */
function checkSources(
  path: string,
  { sources }: Checkpoint<unknown>,
  identities: readonly SourceIdentity[],
): void {
  const now = new Map(identities.map((identity) => [identity.name, identity]));
  for (const source of sources) {
    const identity = now.get(source.name);
    if (identity === undefined) {
      throw new UsageError(
        `The checkpoint ${path} is of another import: it is of ${source.name}, which is not among the ${counted(identities.length, 'file')} named now. Name the same files in the same way, from the same folder.`,
      );
    }
    const difference = differenceOf(source, identity);
    if (difference === undefined) continue;
    throw new UsageError(
      `The checkpoint ${path} is of another ${source.name}: ${difference}. Remove the checkpoint to import the file from the beginning.`,
    );
  }
}
