/** A timer that was set; `cancel` may be called at any time, also after it fired. */
export interface Timer {
  cancel(): void;
}

/** Where time comes from, so that specs can hand in a clock of their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `waitMs`. The timer never keeps the process alive. */
  after(waitMs: number, callback: () => void): Timer;
  /** Calls back as soon as the turn that runs now is over and waiting I/O was served. */
  soon(callback: () => void): void;
  /**
   * Told that somebody waits for what is to happen later, for a clock that sees to that itself; with any other the process goes on
   * until then. @returns to be called when the wait is over
   */
  stayAwake?(): () => void;
}

// A longer delay would make Node fire after 1 ms.
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(waitMs, callback) {
    const timeout = setTimeout(callback, Math.min(waitMs, LONGEST_TIMEOUT_MS));
    // Workers have numbers for timers, and no process to keep alive.
    if (typeof timeout === 'object') timeout.unref();
    return { cancel: () => clearTimeout(timeout) };
  },
  soon(callback) {
    setImmediate(callback);
  },
};

/** Waits on a clock; ends early, without an error, when the signal is aborted. */
export function sleep(clock: Clock, waitMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      timer.cancel();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = clock.after(waitMs, finish);
    signal.addEventListener('abort', finish);
  });
}
