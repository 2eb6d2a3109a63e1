import type { Clock } from '../base/clock.js';
import { isThenable } from '../base/thenable.js';
import type { Checkpoint, ImportOptions, LostRecord } from './import-options.js';
import type { ImportReport } from './import-report.js';

const PROGRESS_INTERVAL_MS = 250;
const CHECKPOINT_INTERVAL_MS = 1_000;

export interface TidingsSources {
  readonly report: () => ImportReport;
  readonly checkpoint: () => Checkpoint;
}

/** Tells the program how its import is going: what was lost at once, the rest now and then. */
export class Tidings {
  /** How often it is to be asked whether something is due. */
  readonly everyMs: number;
  readonly #options: ImportOptions;
  readonly #clock: Clock;
  readonly #sources: TidingsSources;
  readonly #progressMs: number;
  readonly #checkpointMs: number;
  #nextProgressMs: number;
  #nextCheckpointMs: number;
  /** What functions of the program promised, and is to be so before a checkpoint. */
  #promised: PromiseLike<unknown>[] = [];
  #failure: { readonly error: unknown } | undefined;
  #isTelling = false;

  constructor(options: ImportOptions, clock: Clock, sources: TidingsSources) {
    const { progressInterval = PROGRESS_INTERVAL_MS, checkpointInterval = CHECKPOINT_INTERVAL_MS } =
      options;
    this.#options = options;
    this.#clock = clock;
    this.#sources = sources;
    this.#progressMs = progressInterval;
    this.#checkpointMs = checkpointInterval;
    this.everyMs = Math.min(progressInterval, checkpointInterval);
    this.#nextProgressMs = clock.now() + progressInterval;
    this.#nextCheckpointMs = clock.now() + checkpointInterval;
  }

  /** What it throws ends the import where that waits next. */
  lost(lost: LostRecord): void {
    try {
      const promised = this.#options.onDeadLetter?.(lost);
      if (isThenable(promised)) this.#promised.push(promised);
    } catch (error) {
      this.#failure ??= { error };
    }
  }

  /** @throws what functions of the program throw */
  async tellIfDue(): Promise<void> {
    const nowMs = this.#clock.now();
    const isProgress = nowMs >= this.#nextProgressMs;
    const isCheckpoint = nowMs >= this.#nextCheckpointMs;
    if (this.#isTelling || !(isProgress || isCheckpoint || this.#failure)) return;
    if (isProgress) this.#nextProgressMs = nowMs + this.#progressMs;
    if (isCheckpoint) this.#nextCheckpointMs = nowMs + this.#checkpointMs;
    await this.#tell({ isProgress, isCheckpoint });
  }

  /** For the last time. @throws what functions of the program throw */
  tell(): Promise<void> {
    return this.#tell({ isProgress: true, isCheckpoint: true });
  }

  async #tell(what: { readonly isProgress: boolean; readonly isCheckpoint: boolean }) {
    this.#isTelling = true;
    try {
      await this.#keepPromises();
      if (what.isProgress) await this.#options.onProgress?.(this.#sources.report());
      if (what.isCheckpoint) await this.#options.onCheckpoint?.(this.#sources.checkpoint());
    } finally {
      this.#isTelling = false;
    }
  }

  /** Nothing counts as settled whose dead letter is not written. */
  async #keepPromises(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure.error;
    const promised = this.#promised;
    this.#promised = [];
    await Promise.all(promised);
  }
}
