import type { Clock } from '../base/clock.js';

export interface Limit {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Ends the waiting early. */
  readonly signal?: AbortSignal | undefined;
}

/** Whether a value has to be waited for. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { readonly then?: unknown }).then === 'function'
  );
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
