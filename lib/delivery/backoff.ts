/** How long to wait before a retry. */
export interface BackoffOptions {
  /** The longest first wait, in milliseconds. */
  readonly minTimeout: number;
  /** No wait is longer, in milliseconds, but for one that a reply asked for. */
  readonly maxTimeout: number;
  /** By how much the longest wait grows from one retry to the next. */
  readonly factor: number;
}

/**
 * The wait before a retry, in milliseconds: a random time in the upper half of a range that grows exponentially. `retry`
 * is 0 for the first one, `random` a number from 0 to 1.
 */
export function backoffMs(retry: number, options: BackoffOptions, random: number): number {
  const cap = Math.min(options.maxTimeout, options.minTimeout * options.factor ** retry);
  return cap / 2 + (random * cap) / 2;
}
