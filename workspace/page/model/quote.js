const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** What JSON leaves as it is and a quoted text of JavaScript shows badly, or an editor changes. */
const UNSAFE = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/g;

/**
 * A text as JavaScript, in single quotes.
 *
 * @param {string} text
 */
export function quoteText(text) {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${inner.replaceAll("'", "\\'").replace(UNSAFE, escapeCharacter)}'`;
}

/**
 * A key of an object literal: quoted where it has to be. A plain `__proto__` would set the prototype instead.
 *
 * @param {string} key
 */
export function quoteKey(key) {
  if (key === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(key) ? key : quoteText(key);
}

/**
 * A text as one word of a POSIX shell.
 *
 * @param {string} text
 */
export function quoteWord(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** @param {string} character */
function escapeCharacter(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
