import { LIMITS } from '../message/limits.js';

/**
 * How long a Retry-After asks to wait, in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3), at most 300 s.
 * Undefined for what asks for no wait at all: nothing, zero, a date that is over, or what can't be read.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (text === '' || text.length > 40) return undefined;
  const waitMs = isDigits(text) ? Number(text) * 1_000 : dateMs(text) - nowMs;
  return waitMs > 0 ? Math.min(waitMs, LIMITS.retryAfterMs) : undefined;
}

function isDigits(text: string): boolean {
  return [...text].every((character) => character >= '0' && character <= '9');
}

function dateMs(text: string): number {
  // All forms of an HTTP date begin with the name of a day; Date.parse alone would take "-5" and "1.5" for dates.
  const first = text.charAt(0);
  return first >= 'A' && first <= 'Z' ? Date.parse(text) : Number.NaN;
}
