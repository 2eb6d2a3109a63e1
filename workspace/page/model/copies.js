import { callOf } from './call.js';
import { printValue, textOfLines } from './print.js';
import { nameOf } from './row.js';

/** @typedef {import('./forms.js').Entry} Entry */

const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** What an import must not bring along: old times would be taken for the import's own, and old ids for repeats. */
const NOT_IMPORTED = new Set(['messageId', 'sentAt', 'receivedAt', 'originalTimestamp']);

/**
 * The message as a line of a file to import.
 *
 * @param {Entry} entry
 */
export function importLineOf({ message }) {
  const fields = Object.entries(message).filter(([name]) => !NOT_IMPORTED.has(name));
  return JSON.stringify(Object.fromEntries(fields));
}

/**
 * The message as a constant for a spec: what the caller said, without times and ids that differ from run to run.
 *
 * @param {Entry} entry
 */
export function fixtureOf(entry) {
  const { type } = entry.message;
  const fixture = { ...(type === undefined ? {} : { type }), ...callOf(entry) };
  const value = textOfLines(printValue(fixture, 'code'));
  return `export const ${constantName(entry)} = ${value} as const;`;
}

/**
 * A name for the constant: `orderCompleted` for a track call, the call's type for those that have no name.
 *
 * @param {Entry} entry
 */
function constantName({ message }) {
  const name = message.type === 'track' || message.type === 'page' ? nameOf(message) : '';
  const words = name.match(/[A-Za-z0-9]+/g) ?? `${message.type ?? ''}`.match(/[A-Za-z0-9]+/g) ?? [];
  const camel = words
    .map((word) => word.toLowerCase())
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  if (!/^[a-z]/.test(camel) || RESERVED.has(camel)) {
    return `message${camel.charAt(0).toUpperCase()}${camel.slice(1)}`;
  }
  return camel;
}
