import { aPromise } from '../../../spec/support/a-promise.js';
import type { Log } from '../../lib/store/journal.js';

/** A log that writes when the spec lets it. */
export class ScriptedLog implements Log {
  readonly lines: string[] = [];
  readonly #writes: { readonly write: () => void; readonly fail: () => void }[] = [];

  append(lines: readonly string[]): Promise<void> {
    const { promise, resolve, reject } = aPromise<void>();
    const write = () => {
      this.lines.push(...lines);
      resolve();
    };
    this.#writes.push({ write, fail: () => reject(new Error('The disk is full.')) });
    return promise;
  }

  clear(): Promise<void> {
    this.lines.splice(0);
    return Promise.resolve();
  }

  /** Lets the write that waits longest come to its end. */
  next(end: 'write' | 'fail'): void {
    this.#writes.shift()?.[end]();
  }
}
