import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppendQueue } from './append-queue.js';
import { FolderOwner } from './folder-owner.js';
import { joinLines, type Line } from './line.js';
import { explained, LogError } from './log-error.js';
import { type LogOptions, type LogSettings, resolveLogOptions } from './log-options.js';
import { makeFolder } from './make-folder.js';
import { SegmentList } from './segment-list.js';
import { type Progress, readSegments } from './segment-reader.js';
import { SegmentWriter } from './segment-writer.js';

export type { LogOptions } from './log-options.js';
export type { Progress } from './segment-reader.js';

/** What was found when the log was read. */
export interface LogReading {
  /** Lines that were passed on. */
  readonly lines: number;
  /** Lines that were skipped, since they are no JSON. */
  readonly damaged: number;
  /** What was cut off the end when the log was opened: the rest of a write that was broken off. */
  readonly tornBytes: number;
}

/** Lines on disk that survive the end of the process. What can't be done rejects with a {@link LogError}. */
export interface Log {
  readonly folder: string;
  /**
   * Reads what is kept, oldest first, a chunk at a time. To be called before anything is appended.
   * `value` is what the line says, which has to be parsed anyway to tell that it is whole.
   */
  read(
    onLine: (line: string, value: unknown) => void,
    onProgress?: (progress: Progress) => void,
  ): Promise<LogReading>;
  /**
   * Appends JSON texts, a line each. Resolves once they are written, so that the end of the process can't harm them any more;
   * rejects where they can't be, and then none of them is there. A later call may work again.
   */
  append(lines: readonly string[]): Promise<void>;
  /** Tells others where the owner listens: call it once it does, and with `''` before it no longer does. */
  announce(address: string): Promise<void>;
  /** Removes all lines that were appended before. */
  clear(): Promise<void>;
  /** Writes what waits, brings it to the disk and gives the folder up. May be called again. */
  close(): Promise<void>;
}

/**
 * Opens the log of a folder and becomes its owner. Rejects with a LogError: `folder-owned` where another owner lives, or the
 * system's code where the folder can't be used; with a RangeError for an option out of its bounds.
 */
export async function openLog(options: LogOptions): Promise<Log> {
  const settings = resolveLogOptions(options);
  return explained(settings.folder, async () => {
    await prepareFolder(settings.folder);
    const owner = await FolderOwner.claim(settings.folder, settings.address);
    try {
      const segments = await SegmentList.open(join(settings.folder, 'log'));
      return new FolderLog(settings, owner, segments);
    } catch (error) {
      await owner.release();
      throw error;
    }
  });
}

class FolderLog implements Log {
  readonly folder: string;
  readonly #owner: FolderOwner;
  readonly #segments: SegmentList;
  readonly #writer: SegmentWriter;
  readonly #queue: AppendQueue;
  #closing: Promise<void> | undefined;

  constructor(settings: LogSettings, owner: FolderOwner, segments: SegmentList) {
    this.folder = settings.folder;
    this.#owner = owner;
    this.#segments = segments;
    this.#writer = new SegmentWriter(segments, settings);
    this.#queue = new AppendQueue(this.#writer);
  }

  async read(
    onLine: (line: string, value: unknown) => void,
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<LogReading> {
    const segments = this.#segments.snapshot();
    const reader = { onLine: ({ text, value }: Line) => onLine(text, value), onProgress };
    const reading = await this.#whileOpen(() => readSegments(segments, reader));
    return { ...reading, tornBytes: this.#segments.tornBytes };
  }

  async append(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    const text = joinLines(lines);
    await this.#whileOpen(() => this.#queue.append(text));
  }

  async announce(address: string): Promise<void> {
    await this.#whileOpen(() => this.#owner.announce(address));
  }

  async clear(): Promise<void> {
    await this.#whileOpen(() => this.#queue.clear());
  }

  close(): Promise<void> {
    this.#closing ??= explained(this.folder, () => this.#close());
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#queue.idle();
    try {
      await this.#writer.close();
    } finally {
      await this.#owner.release();
    }
  }

  async #whileOpen<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) {
      throw new LogError(`The log ${this.folder} is closed. Open it again.`, { code: 'closed' });
    }
    return explained(this.folder, work);
  }
}

/** A folder that is ours from the start is kept out of git; what was there before is left as it is. */
async function prepareFolder(folder: string): Promise<void> {
  if (await makeFolder(folder)) await writeFile(join(folder, '.gitignore'), '*\n');
}
