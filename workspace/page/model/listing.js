import { compileFilter, NO_FILTER } from './filter.js';
import { rowOf } from './row.js';

/** @typedef {import('./row.js').Row} Row */
/** @typedef {import('./forms.js').Entry} Entry */

/** How many messages the page keeps; the oldest go first. */
export const MAX_ROWS = 50_000;

/**
 * The messages that the page knows, in the order in which they came, and those among them that a filter shows. A filter is
 * applied to new messages at once and to the others by {@link scan}, a part at a time, the newest first.
 */
export class Listing {
  /** @type {Row[]} */
  #rows = [];
  /** @type {Row[]} */
  #shown = [];
  /** @type {ReturnType<typeof compileFilter>} */
  #isShown;
  /** Rows with this number and above were looked at. */
  #scannedFrom = Infinity;
  #maxRows;
  /** How many rows were shown because they came in while others were; a list that is scrolled keeps its place by it. */
  arrivals = 0;

  constructor(maxRows = MAX_ROWS) {
    this.#maxRows = maxRows;
  }

  /** How many messages are known. */
  get size() {
    return this.#rows.length;
  }

  /** The highest number known; 0 when there is none. */
  get last() {
    return this.#rows.at(-1)?.seq ?? 0;
  }

  /** The lowest number known; 0 when there is none. */
  get first() {
    return this.#rows[0]?.seq ?? 0;
  }

  get isFull() {
    return this.#rows.length >= this.#maxRows;
  }

  /** How many are shown. */
  get count() {
    return this.#shownRows.length;
  }

  /** Whether the filter has been applied to everything. */
  get isScanned() {
    return this.#isShown === undefined || this.size === 0 || this.#scannedFrom <= this.first;
  }

  /**
   * What is shown, the newest at index 0.
   *
   * @param {number} index
   * @returns {Row | undefined}
   */
  at(index) {
    const shown = this.#shownRows;
    return shown[shown.length - 1 - index];
  }

  /**
   * Where a message is among those shown; -1 when it isn't.
   *
   * @param {number} seq
   */
  indexOf(seq) {
    const shown = this.#shownRows;
    const found = lowerBound(shown, seq);
    return shown[found]?.seq === seq ? shown.length - 1 - found : -1;
  }

  /**
   * @param {number} seq
   * @returns {Entry | undefined}
   */
  find(seq) {
    const row = this.#rows[lowerBound(this.#rows, seq)];
    return row?.seq === seq ? row.entry : undefined;
  }

  /**
   * Takes what came in. Entries that are known are left out: a stream may repeat itself.
   *
   * @param {readonly Entry[]} entries in the order of their numbers
   */
  append(entries) {
    const last = this.last;
    const rows = entries.filter(({ seq }) => seq > last).map(rowOf);
    this.#rows = joined(this.#rows, rows).slice(-this.#maxRows);
    const shown = this.#isShown === undefined ? rows : rows.filter(this.#isShown);
    this.arrivals += shown.length;
    if (this.#isShown === undefined) return;
    if (this.#scannedFrom === Infinity && rows[0] !== undefined) this.#scannedFrom = rows[0].seq;
    this.#shown = joined(this.#shown, shown);
    this.#shown = this.#shown.slice(lowerBound(this.#shown, this.first));
  }

  /**
   * Takes what came in before everything known.
   *
   * @param {readonly Entry[]} entries in the order of their numbers
   */
  prepend(entries) {
    const first = this.#rows.length === 0 ? Infinity : this.first;
    const room = this.#maxRows - this.#rows.length;
    if (room <= 0) return;
    const older = entries.filter(({ seq }) => seq < first).slice(-room);
    this.#rows = joined(older.map(rowOf), this.#rows);
  }

  clear() {
    this.#rows = [];
    this.#shown = [];
    this.#scannedFrom = Infinity;
    this.arrivals = 0;
  }

  /** @param {import('./filter.js').Filter} filter */
  setFilter(filter = NO_FILTER) {
    this.#isShown = compileFilter(filter);
    this.#shown = [];
    this.#scannedFrom = Infinity;
  }

  /**
   * Applies the filter to some more of the messages.
   *
   * @param {number} count how many at most
   */
  scan(count) {
    if (this.#isShown === undefined || this.isScanned) return;
    const end = lowerBound(this.#rows, this.#scannedFrom);
    const start = Math.max(0, end - count);
    const found = this.#rows.slice(start, end).filter(this.#isShown);
    this.#scannedFrom = this.#rows[start]?.seq ?? Infinity;
    this.#shown = joined(found, this.#shown);
  }

  get #shownRows() {
    return this.#isShown === undefined ? this.#rows : this.#shown;
  }
}

/**
 * @param {Row[]} before
 * @param {Row[]} after
 */
function joined(before, after) {
  if (after.length === 0) return before;
  return before.length === 0 ? after : before.concat(after);
}

/**
 * The index of the first row whose number is at least `seq`.
 *
 * @param {readonly Row[]} rows
 * @param {number} seq
 */
function lowerBound(rows, seq) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.seq ?? Infinity) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
