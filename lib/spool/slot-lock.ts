import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { v4 as uuid } from 'uuid';
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
  readonly token: string;
  readonly since: string;
}

/** The locks that this process holds, also where the client was loaded twice. */
const KEY: unique symbol = Symbol.for('waybill.spool.locks') as never;

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
    ownTokens().add(token);
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
      token,
      since: new Date(clock.now()).toISOString(),
    };
    try {
      fs.writeFileSync(file, `${JSON.stringify(owner)}\n`, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
      throw error;
    }
    touch(file, clock.now());
    for (const number of newest === undefined ? older : [newest, ...older]) {
      fs.rmSync(path.join(folder, nameOf(number)), { force: true });
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

  release(): void {
    this.#beat?.cancel();
    ownTokens().delete(this.#token);
    if (this.isHeld()) fs.rmSync(this.#path, { force: true });
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
        ownTokens().delete(this.#token);
        return;
      }
      touch(this.#path, nowMs);
    } catch {
      // A disk that fails now may work later; whoever takes the slot meanwhile has taken the file away.
    }
    this.#seenMs = nowMs;
  }
}

function touch(file: string, nowMs: number): void {
  fs.utimesSync(file, nowMs / MS_A_SECOND, nowMs / MS_A_SECOND);
}

function nameOf(number: number): string {
  return `lock.${number}`;
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
  if (stats === undefined || nowMs - stats.mtimeMs > STALE_MS) return undefined;
  // One that is just being written has no words yet, and is somebody's.
  const owner = readOwner(file) ?? { pid: 0, space: '', token: '', since: '' };
  return isGone(owner) ? undefined : owner;
}

function readOwner(file: string): SlotOwner | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as SlotOwner;
  } catch {
    return undefined;
  }
}

function isGone({ pid, space, token }: SlotOwner): boolean {
  if (space !== ownSpace()) return false;
  if (pid === process.pid) return !ownTokens().has(token);
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

function ownTokens(): Set<string> {
  const home = globalThis as { [KEY]?: Set<string> };
  home[KEY] ??= new Set();
  return home[KEY];
}
