import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LogError, systemCode } from './log-error.js';

/** File systems that can't do it say so in one of these ways; there is nothing better to do on them. */
const CANNOT_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Windows opens no folders, and one that somebody removed has no names to keep. */
const CANNOT_SYNC_FOLDER = new Set([...CANNOT_SYNC, 'EISDIR', 'EPERM', 'EACCES', 'ENOENT']);

/** The segment that is written. It ends with a whole line at every time at which no write is under way. */
export class SegmentFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  #bytes: number;
  #hasRest = false;
  #isRemoved = false;
  #isNameSafe: boolean;
  readonly #syncing = new Set<Promise<void>>();

  private constructor(path: string, handle: FileHandle, bytes: number | undefined) {
    this.#path = path;
    this.#handle = handle;
    this.#bytes = bytes ?? 0;
    this.#isNameSafe = bytes !== undefined;
  }

  /** Makes a segment, or goes on with one of so many bytes. */
  static async open(path: string, bytes?: number): Promise<SegmentFile> {
    return new SegmentFile(path, await open(path, bytes === undefined ? 'ax' : 'a'), bytes);
  }

  /** How much of it is whole lines. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Appends all of it, or rejects and leaves the file as it was. */
  async append(lines: Buffer): Promise<void> {
    if (this.#isRemoved) throw removed(this.#path);
    await this.settle();
    this.#hasRest = true;
    try {
      await this.#writeAll(lines);
      this.#bytes += lines.length;
      this.#hasRest = false;
    } catch (error) {
      // Where it can't be cut off either, the next append tries again before it writes.
      await this.settle().catch(() => undefined);
      throw error;
    }
  }

  /** Cuts off what a failed write left. */
  async settle(): Promise<void> {
    if (!this.#hasRest) return;
    await this.#handle.truncate(this.#bytes);
    this.#hasRest = false;
  }

  /** Waits until what was written is on the disk. Notices there that somebody removed the file, which writing doesn't. */
  async sync(): Promise<void> {
    const syncing = this.#sync();
    this.#syncing.add(syncing);
    try {
      await syncing;
    } finally {
      this.#syncing.delete(syncing);
    }
  }

  async #sync(): Promise<void> {
    await unless(CANNOT_SYNC, () => this.#handle.datasync());
    this.#isRemoved = (await this.#handle.stat()).nlink === 0;
    if (this.#isNameSafe) return;
    await unless(CANNOT_SYNC_FOLDER, () => syncFolder(dirname(this.#path)));
    this.#isNameSafe = true;
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    // A sync is several steps, each of which needs the file, and there may be two. Who asked for one hears how it ends.
    await Promise.allSettled(this.#syncing);
    await this.#handle.close();
  }

  async #writeAll(lines: Buffer): Promise<void> {
    for (let written = 0; written < lines.length; ) {
      const { bytesWritten } = await this.#handle.write(lines, written);
      if (bytesWritten === 0) {
        throw new LogError(`The log ${this.#path} takes no more bytes.`, { code: 'ENOSPC' });
      }
      written += bytesWritten;
    }
  }
}

function removed(path: string): LogError {
  return new LogError(
    `The log ${path} was removed while it was written. Start the workspace again, and it is made anew.`,
    { code: 'ENOENT' },
  );
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unless(codes: ReadonlySet<string>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || !codes.has(code)) throw error;
  }
}
