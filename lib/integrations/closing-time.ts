/** The least part of the time that is left for closing the clients, however long what ends before them takes. */
const LEAST_SHARE = 1 / 4;

/** The longest that is waited for what ends before the clients, in milliseconds. */
export function longestBeforeMs(timeoutMs: number): number {
  return timeoutMs * (1 - LEAST_SHARE);
}

/** What is left for the clients after it has taken its time, so that both end within the timeout. */
export function closingMs(timeoutMs: number, tookMs: number): number {
  return Math.max(timeoutMs - tookMs, timeoutMs * LEAST_SHARE);
}
