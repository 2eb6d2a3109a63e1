import fs from 'node:fs';
import type { Stage } from './stage.js';

type Name =
  | 'write'
  | 'writeSync'
  | 'fdatasync'
  | 'fdatasyncSync'
  | 'appendFile'
  | 'rmSync'
  | 'openSync'
  | 'writeFileSync';
type Work = (...given: unknown[]) => unknown;

/** The file system's own functions, some of which do otherwise for a while: a disk that is full, fails or answers no more. */
export class Disk {
  readonly #own = new Map<Name, Work>();
  readonly #calls = new Map<Name, number>();

  /** It works again after the spec. */
  constructor(stage: Stage) {
    stage.onEnd(() => this.mend());
  }

  /** How often a function was called since it does otherwise. */
  calls(name: Name): number {
    return this.#calls.get(name) ?? 0;
  }

  /** A function does its work, and is counted. */
  watch(...names: readonly Name[]): void {
    for (const name of names) this.#replace(name, (own, given) => own(...given));
  }

  /** Functions fail: where they are asynchronous, by their callbacks. */
  fail(...names: readonly Name[]): void {
    this.failWhere(() => true, ...names);
  }

  /** The same, when it is so at the call. */
  failWhere(isSo: (...given: unknown[]) => boolean, ...names: readonly Name[]): void {
    for (const name of names) {
      this.#replace(name, (own, given) => {
        if (!isSo(...given)) return own(...given);
        const error = Object.assign(new Error('ENOSPC: no space left on device'), {
          code: 'ENOSPC',
        });
        if (name.endsWith('Sync')) throw error;
        return setImmediate(given.at(-1) as (error: Error) => void, error);
      });
    }
  }

  /** Asynchronous functions never answer, until the function that is given is called: then they work, or have failed. */
  hang(...names: readonly Name[]): (error?: Error) => void {
    const waiting: ((error?: Error) => unknown)[] = [];
    for (const name of names) {
      this.#replace(name, (own, given) => {
        waiting.push((error) => {
          return error === undefined ? own(...given) : (given.at(-1) as Work)(error);
        });
      });
    }
    return (error) => {
      this.mend();
      for (const work of waiting.splice(0)) work(error);
    };
  }

  /** Something happens once, just before a function does its work. */
  before(name: Name, happen: () => void): void {
    let hasHappened = false;
    this.#replace(name, (own, given) => {
      if (!hasHappened) {
        hasHappened = true;
        happen();
      }
      return own(...given);
    });
  }

  mend(): void {
    for (const [name, own] of this.#own) Object.assign(fs, { [name]: own });
    this.#own.clear();
  }

  #replace(name: Name, work: (own: Work, given: readonly unknown[]) => unknown): void {
    const own = this.#own.get(name) ?? (fs[name] as Work);
    this.#own.set(name, own);
    const replaced = (...given: unknown[]): unknown => {
      this.#calls.set(name, this.calls(name) + 1);
      return work(own, given);
    };
    Object.assign(fs, { [name]: replaced });
  }
}
