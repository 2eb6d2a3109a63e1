/**
 * @typedef {object} Minute
 * @property {string | number} minute
 * @property {number} accepted
 * @property {number} rejected
 * @property {number} duplicate
 *
 * @typedef {object} Bar one minute, its parts from the bottom up, in units of the chart's height
 * @property {number} minuteMs
 * @property {Minute} counts
 * @property {{ kind: 'accepted' | 'duplicate' | 'rejected', from: number, height: number }[]} parts
 *
 * @typedef {object} Chart
 * @property {Bar[]} bars one for each minute, the oldest first
 * @property {number} most what the height of the chart stands for
 */

export const CHART_MINUTES = 60;
const MINUTE_MS = 60_000;
const KINDS = /** @type {const} */ (['accepted', 'duplicate', 'rejected']);

/**
 * The last hour as stacked bars. Minutes without messages are bars of nothing.
 *
 * @param {readonly Minute[]} minutes
 * @param {number} nowMs
 * @returns {Chart}
 */
export function chartOf(minutes, nowMs) {
  const known = new Map(minutes.map((counts) => [startOf(counts.minute), counts]));
  const end = startOf(nowMs);
  const times = Array.from(
    { length: CHART_MINUTES },
    (_, index) => end - (CHART_MINUTES - 1 - index) * MINUTE_MS,
  );
  const all = times.map((time) => known.get(time) ?? nothingAt(time));
  const most = roundUp(Math.max(1, ...all.map(totalOf)));
  return { most, bars: all.map((counts, index) => barOf(counts, times[index] ?? 0, most)) };
}

/** @param {Minute} counts */
export function totalOf(counts) {
  return KINDS.reduce((total, kind) => total + counts[kind], 0);
}

/**
 * @param {Minute} counts
 * @param {number} minuteMs
 * @param {number} most
 * @returns {Bar}
 */
function barOf(counts, minuteMs, most) {
  let from = 0;
  const parts = KINDS.filter((kind) => counts[kind] > 0).map((kind) => {
    const part = { kind, from, height: counts[kind] / most };
    from += part.height;
    return part;
  });
  return { minuteMs, counts, parts };
}

/**
 * The next of 1, 2, 5, 10, 20, 50 …, so that the scale doesn't change with every message.
 *
 * @param {number} value
 */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

/** @param {string | number} time */
function startOf(time) {
  const ms = typeof time === 'number' ? time : Date.parse(time);
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

/** @param {number} minute */
function nothingAt(minute) {
  return { minute, accepted: 0, rejected: 0, duplicate: 0 };
}
