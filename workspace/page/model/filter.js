import { textOf } from './row.js';

/**
 * Which messages are shown. An empty field filters nothing.
 *
 * @typedef {object} Filter
 * @property {string} q part of the raw text
 * @property {string} source exactly
 * @property {string} type exactly
 * @property {string} event part of the name
 * @property {string} user part of one of the ids
 * @property {string} outcome exactly
 * @property {boolean} problems only those with errors or warnings
 */

/** @type {Readonly<Filter>} */
export const NO_FILTER = Object.freeze({
  q: '',
  source: '',
  type: '',
  event: '',
  user: '',
  outcome: '',
  problems: false,
});

/**
 * The question whether a row is shown; undefined where every row is.
 *
 * @param {Filter} filter
 * @returns {((row: import('./row.js').Row) => boolean) | undefined}
 */
export function compileFilter(filter) {
  const checks = [
    filter.source && isSource(filter.source),
    filter.type && isType(filter.type),
    filter.outcome && isOutcome(filter.outcome),
    filter.problems && isHarmed,
    filter.event && hasName(filter.event.toLowerCase()),
    filter.user && hasUser(filter.user.toLowerCase()),
    filter.q && hasText(filter.q.toLowerCase()),
  ].filter((check) => typeof check === 'function');
  if (checks.length === 0) return undefined;
  return (row) => checks.every((check) => check(row));
}

/**
 * How many filters are set.
 *
 * @param {Filter} filter
 */
export function countFilters(filter) {
  return Object.values(filter).filter((value) => value !== '' && value !== false).length;
}

/** @typedef {import('./row.js').Row} Row */

/** @param {string} source */
const isSource = (source) => (/** @type {Row} */ row) => row.entry.source === source;
/** @param {string} type */
const isType = (type) => (/** @type {Row} */ row) => row.type === type;
/** @param {string} outcome */
const isOutcome = (outcome) => (/** @type {Row} */ row) => row.entry.outcome === outcome;
/** @param {Row} row */
const isHarmed = (row) => row.level === 'error' || row.level === 'warning';
/** @param {string} part */
const hasName = (part) => (/** @type {Row} */ row) => row.name.toLowerCase().includes(part);

/** @param {string} part */
function hasUser(part) {
  /** @param {unknown} id */
  const isPart = (id) => id !== undefined && id !== null && `${id}`.toLowerCase().includes(part);
  return (/** @type {Row} */ { entry: { message } }) =>
    isPart(message.userId) || isPart(message.anonymousId) || isPart(message.previousId);
}

/** @param {string} part */
function hasText(part) {
  // The Raw view has a space behind a key's colon, which the text that is searched has not.
  const closeUp = part.replace(/":\s+/g, '":');
  return (/** @type {Row} */ row) => {
    const text = textOf(row);
    return text.includes(part) || text.includes(closeUp);
  };
}
