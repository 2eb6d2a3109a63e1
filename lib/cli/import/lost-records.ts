import { resolve } from 'node:path';
import { isPlainObject } from 'remeda';
import { DeadLetterFile } from '../../dead-letters/dead-letter-file.js';
import type { LostRecord } from '../../import/import-options.js';
import type { DeadLetter } from '../../message/dead-letter.js';
import type { Message } from '../../message/message.js';
import { UsageError } from '../terminal.js';

export interface LostRecordsOptions {
  /** The file; none, and they are counted alone. */
  readonly path: string | undefined;
  /** Whether the file is made with its first letter, and not before. */
  readonly isLazy: boolean;
  /** What is read: a file can't be its own dead letters. */
  readonly inputs: readonly string[];
  readonly nowMs: () => number;
  readonly onFault: (error: Error) => void;
}

/** Keeps what was not delivered as dead letters. */
export class LostRecords {
  readonly #options: LostRecordsOptions;
  #file: DeadLetterFile | undefined;
  #isFaulty = false;

  /** @throws UsageError for a file that is read, AnalyticsError for one that can't be written */
  constructor(options: LostRecordsOptions) {
    this.#options = options;
    const { path, isLazy, inputs } = options;
    if (path === undefined) return;
    if (inputs.some((input) => resolve(input) === resolve(path))) {
      throw new UsageError(`${path} is read: name another file with --dead-letters.`);
    }
    if (!isLazy) this.#open(path);
  }

  /** The file, where there is one. */
  get path(): string | undefined {
    return this.#options.path;
  }

  /** How many were written; 0, where not all could be. */
  get written(): number {
    return this.#isFaulty ? 0 : (this.#file?.added ?? 0);
  }

  take(lost: LostRecord): void {
    const { path, nowMs } = this.#options;
    if (path === undefined) return;
    try {
      this.#open(path).add(letterOf(lost, new Date(nowMs()).toISOString()));
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  /** Brings to the disk what was taken. @throws AnalyticsError that names the file */
  sync(): void {
    this.#file?.sync();
  }

  close(): void {
    this.#file?.close();
  }

  #open(path: string): DeadLetterFile {
    this.#file ??= new DeadLetterFile(path, {
      onError: (error) => this.#fail(error),
    });
    return this.#file;
  }

  #fail(error: Error): void {
    this.#isFaulty = true;
    this.#options.onFault(error);
  }
}

function letterOf({ record, reason, error, reply }: LostRecord, at: string): DeadLetter {
  const { source: name, line, message, problem, text } = record;
  const before = problem?.kind === 'no-message' ? letterIn(text) : undefined;
  // A letter without a message stays what it is, however often it is replayed.
  if (before !== undefined) return before;
  return {
    reason,
    at,
    error,
    ...(reply === undefined ? {} : { reply }),
    source: { name, line },
    // It may be none yet: what was wrong with it can be mended in the file.
    ...(message === undefined ? {} : { message: message as unknown as Message }),
    ...(text === undefined ? {} : { text }),
  };
}

function letterIn(text = ''): DeadLetter | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) && typeof value['reason'] === 'string' && 'at' in value
      ? (value as unknown as DeadLetter)
      : undefined;
  } catch {
    return undefined;
  }
}
