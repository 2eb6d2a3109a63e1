import { quoteKey, quoteText } from './quote.js';

/**
 * A value as lines of coloured text. Joined, the lines of JSON are what `JSON.stringify(value, null, 2)` gives.
 *
 * @typedef {object} Token
 * @property {'key' | 'text' | 'number' | 'word' | 'mark'} kind
 * @property {string} text
 *
 * @typedef {object} Line
 * @property {string} path of what begins on the line, such as `properties.total`
 * @property {Token[]} tokens
 *
 * @typedef {'json' | 'code'} Dialect JSON, or an object literal of JavaScript
 */

/** What is nested deeper is printed as one line of JSON, so that no message exhausts the stack. */
const MAX_DEPTH = 100;

/**
 * @param {unknown} value as it comes out of `JSON.parse`
 * @param {Dialect} dialect
 * @returns {Line[]}
 */
export function printValue(value, dialect) {
  /** @type {Line[]} */
  const lines = [{ path: '', tokens: [] }];
  print({ lines, dialect, depth: 0, path: '' }, value);
  return lines;
}

/** @param {readonly Line[]} lines */
export function textOfLines(lines) {
  return lines.map(({ tokens }) => tokens.map(({ text }) => text).join('')).join('\n');
}

/**
 * @param {Token['kind']} kind
 * @param {string} text
 * @returns {Token}
 */
export function token(kind, text) {
  return { kind, text };
}

/**
 * @typedef {object} Place
 * @property {Line[]} lines
 * @property {Dialect} dialect
 * @property {number} depth
 * @property {string} path
 */

/**
 * @param {Place} place
 * @param {unknown} value
 */
function print(place, value) {
  if (typeof value !== 'object' || value === null) return put(place, scalar(value, place.dialect));
  if (place.depth >= MAX_DEPTH) return put(place, flat(value, place.dialect));
  if (Array.isArray(value)) return printList(place, value);
  return printObject(place, /** @type {Record<string, unknown>} */ (value));
}

/**
 * @param {Place} place
 * @param {readonly unknown[]} items
 */
function printList(place, items) {
  if (items.length === 0) return put(place, token('mark', '[]'));
  put(place, token('mark', '['));
  items.forEach((item, index) => {
    const inner = lineFor(place, `${index}`);
    print(inner, item);
    separate(inner, index === items.length - 1);
  });
  close(place, ']');
}

/**
 * @param {Place} place
 * @param {Record<string, unknown>} object
 */
function printObject(place, object) {
  const keys = Object.keys(object);
  if (keys.length === 0) return put(place, token('mark', '{}'));
  put(place, token('mark', '{'));
  keys.forEach((key, index) => {
    const inner = lineFor(place, key);
    put(inner, token('key', place.dialect === 'json' ? JSON.stringify(key) : quoteKey(key)));
    put(inner, token('mark', ': '));
    print(inner, object[key]);
    separate(inner, index === keys.length - 1);
  });
  close(place, '}');
}

/**
 * @param {Place} place
 * @param {string} step
 * @returns {Place}
 */
function lineFor(place, step) {
  const path = place.path === '' ? step : `${place.path}.${step}`;
  const inner = { ...place, depth: place.depth + 1, path };
  place.lines.push({ path, tokens: indentation(inner.depth) });
  return inner;
}

/**
 * @param {Place} place
 * @param {boolean} isLast
 */
function separate(place, isLast) {
  if (!isLast || place.dialect === 'code') put(place, token('mark', ','));
}

/**
 * @param {Place} place
 * @param {string} mark
 */
function close(place, mark) {
  place.lines.push({ path: '', tokens: [...indentation(place.depth), token('mark', mark)] });
}

/** @param {number} depth */
function indentation(depth) {
  return depth === 0 ? [] : [token('mark', '  '.repeat(depth))];
}

/**
 * @param {Place} place
 * @param {Token} piece
 */
function put(place, piece) {
  place.lines.at(-1)?.tokens.push(piece);
}

/**
 * @param {unknown} value
 * @param {Dialect} dialect
 */
function scalar(value, dialect) {
  if (typeof value === 'string') {
    return token('text', dialect === 'json' ? JSON.stringify(value) : quoteText(value));
  }
  if (typeof value !== 'number') return token('word', `${value}`);
  // JSON.parse gives -0, which JSON.stringify loses.
  return token('number', dialect === 'code' && Object.is(value, -0) ? '-0' : `${value}`);
}

/**
 * @param {object} value
 * @param {Dialect} dialect
 */
function flat(value, dialect) {
  const text = JSON.stringify(value);
  return token('text', dialect === 'json' ? text : `JSON.parse(${quoteText(text)})`);
}
