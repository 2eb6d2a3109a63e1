/**
 * The part of a long list that is drawn.
 *
 * @typedef {object} Window
 * @property {number} first index of the first row drawn
 * @property {number} end index after the last row drawn
 * @property {number} offsetPx of the first row from the top of the list
 * @property {number} heightPx of the whole list
 */

/** Rows drawn beyond each edge, so that scrolling a little shows no gap. */
const OVERSCAN = 8;

/**
 * @param {object} list
 * @param {number} list.count how many rows there are
 * @param {number} list.rowPx
 * @param {number} list.scrollPx how far the list is scrolled; browsers give less than 0 and too much while they bounce
 * @param {number} list.viewPx
 * @returns {Window}
 */
export function windowOf({ count, rowPx, scrollPx, viewPx }) {
  const heightPx = count * rowPx;
  const topPx = clamp(scrollPx, { least: 0, most: Math.max(0, heightPx - viewPx) });
  const first = Math.max(0, Math.floor(topPx / rowPx) - OVERSCAN);
  const end = Math.min(count, Math.ceil((topPx + viewPx) / rowPx) + OVERSCAN);
  return { first, end, offsetPx: first * rowPx, heightPx };
}

/**
 * Where to scroll so that a row is in view: where it is now, if the row is already; a row further to the next one; and so that
 * the row is in the middle, if it is far away.
 *
 * @param {object} list
 * @param {number} list.index
 * @param {number} list.rowPx
 * @param {number} list.scrollPx
 * @param {number} list.viewPx
 */
export function scrollTo({ index, rowPx, scrollPx, viewPx }) {
  const topPx = index * rowPx;
  const leastPx = topPx + rowPx - viewPx;
  if (topPx < scrollPx - rowPx || leastPx > scrollPx + rowPx) {
    return Math.max(0, topPx - (viewPx - rowPx) / 2);
  }
  return clamp(scrollPx, { least: leastPx, most: topPx });
}

/**
 * @param {number} value
 * @param {{ least: number, most: number }} bounds
 */
function clamp(value, { least, most }) {
  return Math.min(Math.max(value, least), most);
}
