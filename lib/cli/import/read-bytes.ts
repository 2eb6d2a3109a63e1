import type { SourceProgress } from '../../import/read-options.js';

/** Counts the bytes of files as they are read. */
export class ReadBytes {
  readonly #totalBytes: number;
  #before: number;
  #source: string | undefined;
  #ofSource = 0;

  /** `before` are those of files that are not read again. Where the total is not known, it is 0. */
  constructor({ before, total }: { readonly before: number; readonly total: number }) {
    this.#before = before;
    this.#totalBytes = total;
  }

  read({ source, bytes }: SourceProgress): void {
    if (source !== this.#source) {
      this.#before += this.#ofSource;
      this.#source = source;
    }
    this.#ofSource = bytes;
  }

  get now(): { readonly bytes: number; readonly totalBytes: number } {
    return { bytes: this.#before + this.#ofSource, totalBytes: this.#totalBytes };
  }
}
