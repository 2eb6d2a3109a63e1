import { CALL_TYPES } from './forms.js';
import { printValue, token } from './print.js';
import { quoteWord } from './quote.js';

/** @typedef {import('./forms.js').Message} Message */
/** @typedef {import('./forms.js').Entry} Entry */

/**
 * What libraries and the service add to a call. A `messageId` among it: a call that is pasted would be taken for a repeat.
 */
const ADDED = new Set([
  'type',
  'messageId',
  'originalTimestamp',
  'sentAt',
  'receivedAt',
  'writeKey',
  'version',
  'channel',
  '_metadata',
]);

/** A time this far from the arrival was set by the caller, and is no trace of when the call was made. */
const OWN_TIME_MS = 60 * 60 * 1_000;

/**
 * The call that a message was made of: its fields, without those that were added on the way.
 *
 * @param {Entry} entry
 * @returns {Message}
 */
export function callOf({ message, receivedAt }) {
  const fields = Object.entries(message).filter(([name]) => !ADDED.has(name));
  /** @type {Message} */
  const call = Object.fromEntries(fields);
  if (isMadeAtArrival(message, receivedAt)) delete call.timestamp;
  if (isEmptyObject(call.integrations)) delete call.integrations;
  const context = withoutLibrary(call.context);
  if (isEmptyObject(context)) delete call.context;
  else if (context !== undefined) call.context = context;
  return call;
}

/**
 * Whether a client has a method for the message.
 *
 * @param {Message} message
 */
export function isCall(message) {
  return CALL_TYPES.some((type) => type === message.type);
}

/**
 * The call as code for the Node client.
 *
 * @param {Entry} entry whose message is a call
 * @returns {import('./print.js').Line[]}
 */
export function printCall(entry) {
  const lines = printValue(callOf(entry), 'code');
  const method = [token('mark', 'analytics.'), token('word', `${entry.message.type}`)];
  lines[0]?.tokens.unshift(...method, token('mark', '('));
  lines.at(-1)?.tokens.push(token('mark', ');'));
  return lines;
}

/**
 * The call as a line for a shell, which sends it again.
 *
 * @param {object} call
 * @param {Entry} call.entry whose message is a call
 * @param {string} call.url of the endpoint
 * @param {string} call.writeKey
 */
export function curlOf({ entry, url, writeKey }) {
  const body = JSON.stringify(callOf(entry), null, 2);
  return [
    `curl ${quoteWord(`${url}/v1/${entry.message.type}`)}`,
    `-u ${quoteWord(`${writeKey}:`)}`,
    "-H 'Content-Type: application/json'",
    `-d ${quoteWord(body)}`,
  ].join(' \\\n  ');
}

/**
 * @param {Message} message
 * @param {string} receivedAt
 */
function isMadeAtArrival({ originalTimestamp, timestamp }, receivedAt) {
  const made = Date.parse(`${originalTimestamp ?? timestamp}`);
  return Math.abs(Date.parse(receivedAt) - made) < OWN_TIME_MS;
}

/** @param {unknown} context */
function withoutLibrary(context) {
  if (!isObject(context)) return context;
  return Object.fromEntries(Object.entries(context).filter(([name]) => name !== 'library'));
}

/** @param {unknown} value */
function isEmptyObject(value) {
  return isObject(value) && Object.keys(value).length === 0;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
