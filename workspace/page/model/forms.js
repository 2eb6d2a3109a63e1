/**
 * The forms of the query API, as the page reads them.
 *
 * @typedef {Record<string, unknown>} Message
 *
 * @typedef {object} Problem
 * @property {'error' | 'warning' | 'hint'} level
 * @property {string} code
 * @property {string} path where it is, such as `properties.total`; empty for the message as a whole
 * @property {string} text
 * @property {string} [suggestion]
 *
 * @typedef {object} Entry
 * @property {number} seq
 * @property {string} source
 * @property {string} receivedAt
 * @property {'accepted' | 'rejected' | 'duplicate'} outcome
 * @property {string} [reason]
 * @property {readonly Problem[]} problems
 * @property {Message} message
 *
 * @typedef {object} Fault
 * @property {'status' | 'latency' | 'reset' | 'lost-reply' | 'silence'} kind
 * @property {number} [share]
 * @property {number} [status]
 * @property {number} [retryAfterSeconds]
 * @property {number} [latencyMs]
 * @property {number} [requests]
 * @property {number} [seconds]
 */

/** The calls of the Spec, in the order in which the page lists them. */
export const CALL_TYPES = Object.freeze(['identify', 'track', 'page', 'screen', 'group', 'alias']);

export const OUTCOMES = Object.freeze(['accepted', 'rejected', 'duplicate']);
