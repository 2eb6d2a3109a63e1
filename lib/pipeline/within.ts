import type { Clock } from '../base/clock.js';

export interface Limit {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Told of a plugin that failed, where its message goes on without it. */
  readonly ignored?: ((plugin: string, cause: unknown) => void) | undefined;
  /** Ends the waiting early. */
  readonly signal?: AbortSignal | undefined;
}

/** What a plugin comes to, if it does within its time. What it comes to later is nobody's business any more. */
export function within<Value>(
  work: PromiseLike<Value>,
  { clock, timeoutMs, signal }: Limit,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const end = (finish: () => void): void => {
      timer.cancel();
      signal?.removeEventListener('abort', stop);
      finish();
    };
    const stop = (): void => end(() => reject(signal?.reason));
    const timer = clock.after(timeoutMs, () =>
      end(() => reject(new Error(`It took longer than ${timeoutMs} ms (pluginTimeout).`))),
    );
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    work.then(
      (value) => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error)),
    );
  });
}
