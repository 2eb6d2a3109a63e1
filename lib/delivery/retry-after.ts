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

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** All forms of an HTTP date begin with a day's name, and mean the time of Greenwich even where they don't say so. */
function dateMs(text: string): number {
  if (!DAYS.includes(text.slice(0, 3))) return Number.NaN;
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}
