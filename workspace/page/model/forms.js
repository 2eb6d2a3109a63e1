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
 * @property {PlanVerdict | undefined} [plan] what the tracking plan of its source says
 * @property {Message} message
 *
 * @typedef {object} PlanVerdict
 * @property {{ type: string, key?: string, version: number } | undefined} [rule] none where the plan has none for it
 * @property {'pass' | 'modify' | 'block'} outcome what the service does with it
 * @property {string} [reason] why it is blocked
 * @property {boolean} isUnplanned
 * @property {readonly { type: string, field: string, description: string }[]} violations
 * @property {number} [more] how many violations are not listed
 * @property {readonly string[]} unplanned
 * @property {readonly string[]} omitted
 * @property {readonly string[]} omittedOnViolation
 *
 * @typedef {object} PlanState
 * @property {string} source
 * @property {string} sourceId
 * @property {string} plan
 * @property {number} rules
 * @property {string | null} file none where it is no file
 * @property {string | null} trouble why the file can't be used as it is now
 *
 * @typedef {object} Finding
 * @property {string} source
 * @property {string} type
 * @property {string} name
 * @property {number} count
 * @property {string} lastSeen
 * @property {number} lastSeq
 * @property {string} [field]
 * @property {string} [kind]
 * @property {string} [description]
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
