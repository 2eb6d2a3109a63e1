export type StopReason = 'signal' | 'fail-fast' | 'closed';

/** Whether an import is to end early, and why: the first reason counts. */
export class Stop {
  reason: StopReason | undefined;
  /** Resolves then. */
  readonly stopped: Promise<void>;
  readonly #signal: AbortSignal | undefined;
  #resolve: () => void = () => undefined;
  readonly #aborted = (): void => this.because('signal');

  constructor(signal: AbortSignal | undefined) {
    this.stopped = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#signal = signal;
    signal?.addEventListener('abort', this.#aborted);
    if (signal?.aborted === true) this.#aborted();
  }

  because(reason: StopReason): void {
    this.reason ??= reason;
    this.#resolve();
  }

  dispose(): void {
    this.#signal?.removeEventListener('abort', this.#aborted);
  }
}
