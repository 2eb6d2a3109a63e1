export type StopReason = 'signal' | 'fail-fast' | 'closed';

export interface StopOptions {
  readonly signal: AbortSignal | undefined;
  /** Told of the first reason. */
  readonly onStop: () => void;
}

/** Whether an import is to end early, and why: the first reason counts. */
export class Stop {
  reason: StopReason | undefined;
  readonly #options: StopOptions;
  readonly #aborted = (): void => this.because('signal');

  constructor(options: StopOptions) {
    this.#options = options;
    const { signal } = options;
    signal?.addEventListener('abort', this.#aborted);
    if (signal?.aborted === true) this.reason = 'signal';
  }

  because(reason: StopReason): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    this.#options.onStop();
  }

  dispose(): void {
    this.#options.signal?.removeEventListener('abort', this.#aborted);
  }
}
