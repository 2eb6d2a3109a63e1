const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const NUMBERS = new Intl.NumberFormat('en-US');

/** @param {number} count */
export function formatCount(count) {
  return NUMBERS.format(count);
}

/**
 * A count and its word: `1 message`, `2 messages`.
 *
 * @param {number} count
 * @param {string} word
 */
export function formatCounted(count, word) {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;
}

/**
 * The time of day where the reader is, to the millisecond.
 *
 * @param {string} iso
 */
export function formatTime(iso) {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const parts = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits);
  return `${parts.join(':')}.${`${time.getMilliseconds()}`.padStart(3, '0')}`;
}

/**
 * The minute of the day where the reader is.
 *
 * @param {string | number} time
 */
export function formatMinute(time) {
  const date = new Date(time);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/**
 * How long ago, roughly; the date where it is more than a week.
 *
 * @param {string} iso
 * @param {number} nowMs
 */
export function formatAgo(iso, nowMs) {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return '–';
  const agoMs = nowMs - time;
  if (agoMs < 5_000) return 'just now';
  if (agoMs < MINUTE_MS) return `${Math.floor(agoMs / 1_000)} s ago`;
  if (agoMs < HOUR_MS) return `${Math.floor(agoMs / MINUTE_MS)} min ago`;
  if (agoMs < DAY_MS) return `${Math.floor(agoMs / HOUR_MS)} h ago`;
  if (agoMs < 7 * DAY_MS) return `${Math.floor(agoMs / DAY_MS)} d ago`;
  return iso.slice(0, 10);
}

/**
 * A reason code in words: `no_user_anon_id` is "no user anon id".
 *
 * @param {string} code
 */
export function formatCode(code) {
  return code.replaceAll('_', ' ');
}

/** @param {number} value */
function twoDigits(value) {
  return `${value}`.padStart(2, '0');
}
