import type { Checkpoint as Settled } from '../../import/import-options.js';
import type { ImportAccount } from '../../import/import-report.js';
import { sumOf } from './account.js';
import { removeCheckpoint, type SettledSource, writeCheckpoint } from './checkpoint-file.js';
import type { Resumption } from './resumption.js';

const BEGINNING = { line: 0, end: 0 } as const;

/** Keeps the checkpoint of an import as far as it has come. */
export class CheckpointKeeper {
  readonly #resumption: Resumption;
  readonly #nowMs: () => number;
  #settled: Pick<Settled, 'source' | 'position'> | undefined;
  #account: ImportAccount;
  #isFrozen = false;

  constructor(resumption: Resumption, nowMs: () => number) {
    this.#resumption = resumption;
    this.#nowMs = nowMs;
    this.#account = resumption.account;
  }

  /** The file; undefined, where none is kept. */
  get path(): string | undefined {
    return this.#resumption.checkpointPath;
  }

  /** Writes the first one, so that a file that can't be written is found before anything is sent. @throws Error that names it */
  begin(): void {
    this.#write(this.#sources());
  }

  /** Everything up to there is settled. @throws Error that names the file */
  save({ source, position, account }: Settled): void {
    if (this.#isFrozen) return;
    this.#settled = { source, position };
    this.#account = sumOf(this.#resumption.account, account);
    this.#write(this.#sources());
  }

  /** From now on nothing more is taken for settled. */
  freeze(): void {
    this.#isFrozen = true;
  }

  /** Everything was read and is settled. */
  finish(): void {
    if (this.#isFrozen) return;
    const { done, left, isOwnPlace } = this.#resumption;
    if (isOwnPlace && this.path !== undefined) removeCheckpoint(this.path);
    else this.#write([...done, ...left.map((one) => ({ ...one, ...BEGINNING, isDone: true }))]);
  }

  /** Takes away the first one, where nothing was settled after it. */
  abandon(): void {
    const { done, from, isOwnPlace } = this.#resumption;
    const isNew = done.length === 0 && Object.keys(from).length === 0;
    const isUseless = isOwnPlace && isNew && this.#settled?.source === undefined;
    if (isUseless && this.path !== undefined) removeCheckpoint(this.path);
  }

  #sources(): readonly SettledSource[] {
    const { done, left, from } = this.#resumption;
    const { source, position } = this.#settled ?? { source: undefined, position: BEGINNING };
    const current = left.findIndex(({ name }) => name === source);
    const begun = left.slice(0, current + 1).map((identity, index) => ({
      ...identity,
      ...(index === current ? position : BEGINNING),
      isDone: index < current,
    }));
    // Nothing is settled yet: what was begun before stands where it stood.
    const before = left.flatMap((identity, index) => {
      const position = from[identity.name];
      return index <= current || position === undefined
        ? []
        : [{ ...identity, ...position, isDone: false }];
    });
    return [...done, ...begun, ...before];
  }

  #write(sources: readonly SettledSource[]): void {
    if (this.path === undefined) return;
    const { endpoint, key } = this.#resumption;
    const at = new Date(this.#nowMs()).toISOString();
    writeCheckpoint(this.path, { at, endpoint, key, sources, account: this.#account });
  }
}
