import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { v4 as uuid } from 'uuid';
import { isBag } from '../base/bag.js';
import type { Clock, Timer } from '../base/clock.js';

/** How often an owner shows that it lives. */
const BEAT_MS = 5_000;
/** An owner that has shown nothing for so long is gone, whatever else speaks for it. */
export const STALE_MS = 30_000;
const MS_A_SECOND = 1_000;
const LOCK = /^lock\.(\d{1,10})$/;

/** Who owns a slot. */
export interface SlotOwner {
  readonly pid: number;
  /** The machine, and on Linux the space of process ids, in which `pid` counts. */
  readonly space: string;
  /** When the process began, in milliseconds since 1970: a container gives the same `pid` again after a restart. */
  readonly processStartMs: number;
  readonly token: string;
  readonly since: string;
}

/**
 * Makes one client the owner of a slot, a folder of the spool. It is a file that is renewed every five seconds: a crash lets
 * go of it at once where the process can be seen to be gone, and after thirty seconds elsewhere. Of several that want the slot of an
 * owner that is gone, one gets it: each would have to create the very same file.
 */
export class SlotLock {
  readonly #path: string;
  readonly #token: string;
  readonly #clock: Clock;
  #seenMs: number;
  #beat: Timer | undefined;
  #isLost = false;

  private constructor(file: string, token: string, clock: Clock) {
    this.#path = file;
    this.#token = token;
    this.#clock = clock;
    this.#seenMs = clock.now();
    this.#beatLater();
  }

  /** Takes the slot, unless somebody has it. @throws what the file system throws */
  static take(folder: string, clock: Clock): SlotLock | undefined {
    const [newest, ...older] = locksIn(folder);
    if (newest !== undefined && ownerOf(folder, newest, clock.now()) !== undefined)
      return undefined;
    const file = path.join(folder, nameOf((newest ?? 0) + 1));
    const token = uuid();
    const owner: SlotOwner = {
      pid: process.pid,
      space: ownSpace(),
      processStartMs: performance.timeOrigin,
      token,
      since: new Date(clock.now()).toISOString(),
    };
    const draft = path.join(folder, `draft.${token}`);
    if (!create(file, draft, `${JSON.stringify(owner)}\n`)) return undefined;
    touch(file, clock.now());
    if (isOvertaken(folder, file, clock.now())) {
      fs.rmSync(file, { force: true });
      return undefined;
    }
    const old = newest === undefined ? older : [newest, ...older];
    for (const name of [...old.map(nameOf), ...draftsIn(folder)]) {
      fs.rmSync(path.join(folder, name), { force: true });
    }
    return new SlotLock(file, token, clock);
  }

  /** Who has the slot, where somebody has. */
  static owner(folder: string, nowMs: number): SlotOwner | undefined {
    const [newest] = locksIn(folder);
    return newest === undefined ? undefined : ownerOf(folder, newest, nowMs);
  }

  /** Whether the slot is still ours: a process that was frozen for long finds that it is not. */
  isHeld(): boolean {
    if (!this.#isLost && this.#clock.now() - this.#seenMs >= BEAT_MS) this.#renew();
    return !this.#isLost;
  }

  /** The same, looked up now. */
  isFound(): boolean {
    if (!this.#isLost) this.#renew();
    return !this.#isLost;
  }

  release(): void {
    this.#beat?.cancel();
    try {
      if (this.isHeld()) fs.rmSync(this.#path, { force: true });
    } catch {
      // It is renewed no more, which lets go of it, too.
    }
    this.#isLost = true;
  }

  #beatLater(): void {
    this.#beat = this.#clock.after(BEAT_MS, () => {
      if (this.isHeld()) this.#beatLater();
    });
  }

  /** Looks whether the file is ours before it is renewed. */
  #renew(): void {
    const nowMs = this.#clock.now();
    try {
      if (readOwner(this.#path)?.token !== this.#token) {
        this.#isLost = true;
        return;
      }
      touch(this.#path, nowMs);
    } catch {
      // A disk that fails now may work later; whoever takes the slot meanwhile has taken the file away.
    }
    this.#seenMs = nowMs;
  }
}

/**
 * Makes a lock with its words in one step: a crash between the two would leave one of which nobody knows whose it is. Whether
 * there was none. @throws what the file system throws
 */
function create(file: string, draft: string, text: string): boolean {
  try {
    fs.writeFileSync(draft, text, { mode: 0o600 });
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Somebody was faster: has it, or has taken it and cleared away what others had begun.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!NO_LINKS.includes(code)) throw error;
    return createWithoutLinks(file, text);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** What a file system says that has no links. */
const NO_LINKS = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'];

function createWithoutLinks(file: string, text: string): boolean {
  try {
    fs.writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // A disk that is full has the file, and not the words.
    fs.rmSync(file, { force: true });
    throw error;
  }
}

/** Whether somebody has another lock, who looked when the slot was just being let go of and taken once more. */
function isOvertaken(folder: string, file: string, nowMs: number): boolean {
  return locksIn(folder).some((number) => {
    const isOther = path.join(folder, nameOf(number)) !== file;
    return isOther && ownerOf(folder, number, nowMs) !== undefined;
  });
}

function touch(file: string, nowMs: number): void {
  fs.utimesSync(file, nowMs / MS_A_SECOND, nowMs / MS_A_SECOND);
}

function nameOf(number: number): string {
  return `lock.${number}`;
}

/** What was begun and left by a crash, or is being begun by somebody who comes too late. */
function draftsIn(folder: string): readonly string[] {
  return fs.readdirSync(folder).filter((name) => name.startsWith('draft.'));
}

/** The numbers of the locks in a slot, the newest first. */
function locksIn(folder: string): number[] {
  return fs
    .readdirSync(folder)
    .flatMap((name) => LOCK.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => other - one);
}

/** Who holds a lock; nobody, where its owner is gone. */
function ownerOf(folder: string, number: number, nowMs: number): SlotOwner | undefined {
  const file = path.join(folder, nameOf(number));
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  // The clock may have been set back meanwhile.
  if (stats === undefined || Math.abs(nowMs - stats.mtimeMs) > STALE_MS) return undefined;
  // One that is just being written has no words yet, and is somebody's.
  const owner = readOwner(file) ?? NOT_NAMED;
  return isGone(owner) ? undefined : owner;
}

const NOT_NAMED: SlotOwner = { pid: 0, space: '', processStartMs: 0, token: '', since: '' };

function readOwner(file: string): SlotOwner | undefined {
  try {
    const owner: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return isBag(owner) ? (owner as unknown as SlotOwner) : undefined;
  } catch {
    return undefined;
  }
}

function isGone({ pid, space, processStartMs }: SlotOwner): boolean {
  if (space !== ownSpace()) return false;
  // Of this process it may be another thread.
  if (pid === process.pid) return processStartMs < performance.timeOrigin;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function ownSpace(): string {
  try {
    return `${os.hostname()} ${fs.readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // Only Linux has them.
    return os.hostname();
  }
}
