import { checkBounds } from '../base/check-bounds.js';
import type { Filter } from '../entry/filter.js';
import type { KeptEntry } from './kept-entry.js';
import { testOf } from './matches.js';
import type { Store } from './store.js';

/** What is waited for. */
export interface WaitOptions {
  /** How many entries must match, from 1. Those that are there already count. @default 1 */
  readonly count?: number;
  /** How long, in milliseconds, from 0 to 120 000. @default 10_000 */
  readonly timeoutMs?: number;
  /** Ends the waiting early, as if the time were over. */
  readonly signal?: AbortSignal;
}

/** How a wait ended, and what matches. */
export interface Waited {
  readonly isComplete: boolean;
  readonly entries: readonly KeptEntry[];
}

export const MAX_TIMEOUT_MS = 120_000;

/** Waits until enough entries match. @throws RangeError for options out of their bounds; the promise never rejects */
export function waitFor(store: Store, filter: Filter, options: WaitOptions = {}): Promise<Waited> {
  const { count = 1, timeoutMs = 10_000, signal } = options;
  checkBounds('wait: count', { value: count, min: 1, max: Number.MAX_SAFE_INTEGER });
  checkBounds('wait: timeoutMs', { value: timeoutMs, min: 0, max: MAX_TIMEOUT_MS });
  const matches = testOf(filter);
  const entries: KeptEntry[] = [...store.find(filter, { limit: Number.MAX_SAFE_INTEGER }).entries];
  return new Promise((resolve) => {
    const end = () => {
      stop();
      stopClears();
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve({ isComplete: entries.length >= count, entries });
    };
    const stop = store.onAdded((added) => {
      for (const entry of added) if (matches(entry)) entries.push(entry);
      if (entries.length >= count) end();
    });
    const stopClears = store.onCleared(() => entries.splice(0));
    const timer = setTimeout(end, timeoutMs);
    signal?.addEventListener('abort', end);
    if (entries.length >= count || signal?.aborted === true) end();
  });
}
