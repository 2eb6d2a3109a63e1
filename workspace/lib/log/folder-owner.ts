import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LogError, systemCode } from './log-error.js';
import { isOwnerAlive } from './owner-life.js';
import { type OwnerRecord, readOwner } from './owner-record.js';

/** Every round more means that the owner changed in the middle of the round before. */
const MAX_ROUNDS = 20;

/** The ids of the owners in this process. */
const ownedHere = new Set<string>();

/**
 * The one owner of a folder, told by its `owner.json`.
 *
 * What a dead owner X left is taken over by whoever makes `owner.X.next.json`: only one can. It is made under that name before
 * it takes the place of `owner.json`, so one that dies in between leaves a chain (X, its successor A, …), whose end is taken
 * over in the same way. Whoever comes late finds that `owner.json` no longer names X, and starts over.
 */
export class FolderOwner {
  readonly #folder: string;
  #record: OwnerRecord;

  private constructor(folder: string, record: OwnerRecord) {
    this.#folder = folder;
    this.#record = record;
  }

  /** Makes this process the owner. Rejects with a LogError `folder-owned` where another lives. */
  static async claim(folder: string, address: string): Promise<FolderOwner> {
    const startedAt = new Date().toISOString();
    const owner = new FolderOwner(folder, {
      pid: process.pid,
      address,
      startedAt,
      id: randomUUID(),
    });
    // Known before anybody can read it, so that two calls of one process see each other.
    ownedHere.add(owner.#record.id);
    try {
      await owner.#claim();
      return owner;
    } catch (error) {
      ownedHere.delete(owner.#record.id);
      throw error;
    } finally {
      await rm(owner.#draftPath, { force: true });
    }
  }

  /** Tells the address from now on. */
  async announce(address: string): Promise<void> {
    const standing = await readOwner(this.#path);
    if (standing !== undefined && standing.id !== this.#record.id)
      throw refusal(this.#folder, standing);
    this.#record = { ...this.#record, address };
    await this.#draft();
    await rename(this.#draftPath, this.#path);
  }

  /** Gives the folder up. */
  async release(): Promise<void> {
    ownedHere.delete(this.#record.id);
    const standing = await readOwner(this.#path);
    if (standing?.id === this.#record.id) await rm(this.#path, { force: true });
  }

  get #path(): string {
    return join(this.#folder, 'owner.json');
  }

  get #draftPath(): string {
    return join(this.#folder, `owner.${this.#record.id}.draft.json`);
  }

  #successorPath(id: string): string {
    return join(this.#folder, `owner.${id}.next.json`);
  }

  async #draft(): Promise<void> {
    await writeFile(this.#draftPath, `${JSON.stringify(this.#record, undefined, 2)}\n`);
  }

  async #claim(): Promise<void> {
    await this.#draft();
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (await placeExclusively(this.#draftPath, this.#path)) return;
      const standing = await readOwner(this.#path);
      if (standing !== undefined && (await this.#succeed(standing))) return;
    }
    throw refusal(this.#folder, undefined);
  }

  /** Takes the place of an owner that is dead. Says false where somebody else was faster. */
  async #succeed(standing: OwnerRecord): Promise<boolean> {
    const chain: string[] = [];
    for (let last: OwnerRecord | undefined = standing; ; ) {
      if (ownedHere.has(last.id) || (await isOwnerAlive(last))) throw refusal(this.#folder, last);
      const path = this.#successorPath(last.id);
      chain.push(path);
      if (await placeExclusively(this.#draftPath, path)) break;
      last = await readOwner(path);
      if (last === undefined) return false;
    }
    const isFirst = (await readOwner(this.#path))?.id === standing.id;
    if (isFirst) await rename(this.#draftPath, this.#path);
    // Those before ours in the chain are of use as long as owner.json names the owner they begin with.
    const done = isFirst ? chain : chain.slice(-1);
    for (const path of done) await rm(path, { force: true });
    return isFirst;
  }
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Gives a file a second name, with all of its contents at once; says false where the name is taken. */
async function placeExclusively(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return false;
    if (code === undefined || !NO_LINKS.has(code)) throw error;
    return copyExclusively(from, to);
  }
}

/** For file systems without links. A racer may see the file before its contents are there. */
async function copyExclusively(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function refusal(folder: string, owner: OwnerRecord | undefined): LogError {
  const who = owner === undefined ? 'others that start at this moment' : nameOf(owner);
  return new LogError(
    `The folder ${folder} is used by another workspace: ${who}. Use that one, stop it, or choose another folder.`,
    { code: 'folder-owned' },
  );
}

function nameOf({ pid, address, startedAt }: OwnerRecord): string {
  const where = address === '' ? '' : ` at ${address}`;
  return `process ${pid}${where}, started ${startedAt}`;
}
