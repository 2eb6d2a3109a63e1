import fs from 'node:fs';
import path from 'node:path';

/** A file that is written at given places, by one who may have other writes under way. */
export class SegmentFile {
  readonly path: string;
  readonly #descriptor: number;
  #isFolderSynced = false;

  /** Makes it, with its first line. @throws what the file system throws */
  constructor(file: string, header: string) {
    this.path = file;
    this.#descriptor = fs.openSync(file, 'wx', 0o600);
    try {
      fs.writeSync(this.#descriptor, header);
    } catch (error) {
      fs.closeSync(this.#descriptor);
      fs.rmSync(file, { force: true });
      throw error;
    }
  }

  /** Rejects with what the file system says, and where somebody has deleted the file. */
  async write(bytes: Buffer, position: number): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      written += await this.#writeSome(bytes, written, position);
    }
    this.#checkThere();
  }

  /** The same at once. @throws what the file system throws, and where somebody has deleted the file */
  writeSync(bytes: Buffer, position: number): void {
    for (let written = 0; written < bytes.length; ) {
      const rest = bytes.length - written;
      written += fs.writeSync(this.#descriptor, bytes, written, rest, position + written);
    }
    this.#checkThere();
  }

  /** What was written is to outlast a crash of the machine, and so is the name of the file. Rejects as `write` does. */
  async sync(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      fs.fdatasync(this.#descriptor, (error) => (error === null ? resolve() : reject(error)));
    });
    this.#checkThere();
    if (this.#isFolderSynced) return;
    const slot = path.dirname(this.path);
    await Promise.all([slot, path.dirname(slot)].map(syncFolder));
    this.#isFolderSynced = true;
  }

  syncSync(): void {
    fs.fdatasyncSync(this.#descriptor);
  }

  /** Whether somebody has deleted it: what is written to it is nowhere. */
  get isDeleted(): boolean {
    try {
      return fs.fstatSync(this.#descriptor).nlink === 0;
    } catch {
      // What the disk says of a write is told; of this nothing is known.
      return false;
    }
  }

  close(): void {
    fs.close(this.#descriptor, () => undefined);
  }

  #writeSome(bytes: Buffer, written: number, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const rest = bytes.length - written;
      fs.write(this.#descriptor, bytes, written, rest, position + written, (error, count) =>
        error === null ? resolve(count) : reject(error),
      );
    });
  }

  #checkThere(): void {
    if (this.isDeleted) throw new Error(`somebody has deleted ${this.path}`);
  }
}

/** Not every system lets a folder be opened, and some that do keep names without. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await fs.promises.open(folder);
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!NOT_FOR_FOLDERS.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

const NOT_FOR_FOLDERS = ['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'];
