import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AnalyticsError } from '../base/errors.js';
import type { DeadLetter } from '../message/dead-letter.js';
import { fileFault } from './file-fault.js';
import { repairEnd } from './repair-end.js';

export interface DeadLetterFileOptions {
  /** Told once of a fault in writing, and again of the next after it was well in between. */
  readonly onError?: (error: AnalyticsError) => void;
}

/** So much is gathered before it is written within the turn. */
const WRITE_BYTES = 64 * 1024;

/** So much is kept while the disk takes nothing; what comes then is counted in `lost`. */
const MAX_HELD_BYTES = 4 * 1024 * 1024;

/** A file of its owner alone: messages are personal. */
const FILE_MODE = 0o600;

/**
 * A file of dead letters: NDJSON, one a line, in the order in which they came. What is there already is kept. Letters are
 * gathered and written at the end of the turn, or at once when they are many; `close()` and `sync()` write what is left.
 *
 * Only the constructor, `write()` and `sync()` throw. A fault of the disk later is told to `onError`, and what could not be
 * written is kept, within 4 MiB, and written with the next letters.
 */
export class DeadLetterFile {
  readonly path: string;
  readonly #descriptor: number;
  readonly #onError: ((error: AnalyticsError) => void) | undefined;
  #lines: string[] = [];
  #gatheredBytes = 0;
  /** What the disk didn't take: it comes first, so that no line is left half. */
  #rest: Buffer = Buffer.alloc(0);
  #scheduled: NodeJS.Immediate | undefined;
  #isFaulty = false;
  #isClosed = false;
  #added = 0;
  #lost = 0;

  /**
   * Opens a file, or makes it with the folders around it. A line that a crash left half is taken off its end.
   * @throws AnalyticsError with the code `dead-letter-file`, where it can't be written or is another kind of file.
   */
  constructor(path: string, { onError }: DeadLetterFileOptions = {}) {
    this.path = path;
    this.#onError = onError;
    this.#descriptor = attempt(path, () => openFile(path));
  }

  /** How many letters were added. */
  get added(): number {
    return this.#added;
  }

  /** How many of them were given up, since the disk took none for too long, or since the file was closed. */
  get lost(): number {
    return this.#lost;
  }

  /** Adds a letter. Never throws. */
  add(letter: DeadLetter): void {
    this.#added += 1;
    if (this.#isClosed || this.#heldBytes > MAX_HELD_BYTES) {
      this.#lost += 1;
      return;
    }
    const line = `${JSON.stringify(letter)}\n`;
    this.#lines.push(line);
    this.#gatheredBytes += line.length;
    if (this.#gatheredBytes >= WRITE_BYTES && !this.#isFaulty) this.#tryToWrite();
    else this.#scheduled ??= setImmediate(() => this.#tryToWrite());
  }

  /** Writes what was gathered. @throws AnalyticsError with the code `dead-letter-file`. */
  write(): void {
    this.#unschedule();
    if (this.#lines.length > 0) {
      this.#rest = Buffer.concat([this.#rest, Buffer.from(this.#lines.join(''))]);
      this.#lines = [];
      this.#gatheredBytes = 0;
    }
    attempt(this.path, () => {
      while (this.#rest.length > 0) {
        this.#rest = this.#rest.subarray(writeSync(this.#descriptor, this.#rest));
      }
    });
    this.#isFaulty = false;
  }

  /** Writes what was gathered, to the disk itself. @throws AnalyticsError with the code `dead-letter-file`. */
  sync(): void {
    this.write();
    // A device, as /dev/stdout, has nothing to bring to a disk.
    if (isRegular(this.#descriptor)) attempt(this.path, () => fsyncSync(this.#descriptor));
  }

  /** Writes what was gathered, and closes the file. Never throws; more calls do nothing. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#tryToWrite();
    closeSync(this.#descriptor);
  }

  get #heldBytes(): number {
    return this.#gatheredBytes + this.#rest.length;
  }

  #tryToWrite(): void {
    try {
      this.write();
    } catch (error) {
      if (!(error instanceof AnalyticsError)) throw error;
      const isNew = !this.#isFaulty;
      this.#isFaulty = true;
      if (isNew) this.#onError?.(error);
    }
  }

  #unschedule(): void {
    if (this.#scheduled !== undefined) clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
  }
}

function openFile(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  // To append, and to read: the end is repaired, and what is there must be ours.
  const descriptor = openSync(path, 'a+', FILE_MODE);
  try {
    if (isRegular(descriptor)) repairEnd(descriptor);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function isRegular(descriptor: number): boolean {
  return fstatSync(descriptor).isFile();
}

/** Does it, and names the file in what it throws. */
function attempt<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    const text = `The file of dead letters ${path} can't be written: ${fileFault(cause)}`;
    throw new AnalyticsError(text, { code: 'dead-letter-file', cause });
  }
}
