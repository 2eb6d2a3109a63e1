import { formatCount, formatCounted } from './format.js';

/** @typedef {import('./forms.js').Fault} Fault */

/**
 * What the form asks for. Everything is text, as fields give it.
 *
 * @typedef {object} FaultForm
 * @property {string} preset a key of {@link PRESETS}
 * @property {string} status
 * @property {string} retryAfterSeconds
 * @property {string} latencyMs
 * @property {string} percent of the requests
 * @property {'requests' | 'seconds' | 'never'} ends
 * @property {string} requests
 * @property {string} seconds
 */

export const PRESETS = Object.freeze({
  limited: {
    kind: 'status',
    title: 'Too many requests',
    text: 'Answers 429 and says when to come back.',
  },
  down: { kind: 'status', title: 'Server error', text: 'Answers 5xx, or any other status.' },
  latency: { kind: 'latency', title: 'Slow', text: 'Answers, but late.' },
  reset: { kind: 'reset', title: 'Reset', text: 'Cuts the connection before anything is taken.' },
  'lost-reply': {
    kind: 'lost-reply',
    title: 'Lost reply',
    text: 'Takes the messages and cuts the connection instead of answering.',
  },
  silence: { kind: 'silence', title: 'Silence', text: 'Never answers, and keeps the line open.' },
});

/** @type {Readonly<FaultForm>} */
export const NEW_FAULT = Object.freeze({
  preset: 'limited',
  status: '503',
  retryAfterSeconds: '2',
  latencyMs: '1000',
  percent: '100',
  ends: 'requests',
  requests: '10',
  seconds: '30',
});

const BOUNDS = Object.freeze({
  status: { name: 'Status', least: 300, most: 599 },
  retryAfterSeconds: { name: 'Retry-After', least: 0, most: 86_400 },
  latencyMs: { name: 'Latency', least: 1, most: 600_000 },
  percent: { name: 'Share', least: 1, most: 100 },
  requests: { name: 'Requests', least: 1, most: 1_000_000 },
  seconds: { name: 'Seconds', least: 1, most: 86_400 },
});

/**
 * The fault that a form describes, or what is wrong with the form.
 *
 * @param {FaultForm} form
 * @returns {{ fault: Fault } | { field: keyof typeof BOUNDS, problem: string }}
 */
export function faultOf(form) {
  const wrong = fieldsOf(form).find((field) => !isWithin(form[field], BOUNDS[field]));
  if (wrong !== undefined) {
    const { name, least, most } = BOUNDS[wrong];
    const range = `${formatCount(least)} to ${formatCount(most)}`;
    return { field: wrong, problem: `${name} is a whole number from ${range}.` };
  }
  const { kind } = PRESETS[/** @type {keyof typeof PRESETS} */ (form.preset)];
  return {
    fault: {
      kind: /** @type {Fault['kind']} */ (kind),
      ...(form.preset === 'limited' && {
        status: 429,
        retryAfterSeconds: Number(form.retryAfterSeconds),
      }),
      ...(form.preset === 'down' && { status: Number(form.status) }),
      ...(kind === 'latency' && { latencyMs: Number(form.latencyMs) }),
      ...(form.percent !== '100' && { share: Number(form.percent) / 100 }),
      ...(form.ends !== 'never' && { [form.ends]: Number(form[form.ends]) }),
    },
  };
}

/**
 * The fields that a form shows.
 *
 * @param {FaultForm} form
 * @returns {(keyof typeof BOUNDS)[]}
 */
export function fieldsOf({ preset, ends }) {
  /** @type {(keyof typeof BOUNDS)[]} */
  const fields = ['percent'];
  if (preset === 'limited') fields.unshift('retryAfterSeconds');
  if (preset === 'down') fields.unshift('status');
  if (preset === 'latency') fields.unshift('latencyMs');
  if (ends !== 'never') fields.push(ends);
  return fields;
}

/**
 * What a fault does, in words: "Answers 429, Retry-After 2 s, to 20% of requests".
 *
 * @param {Fault} fault
 */
export function describeFault(fault) {
  const share = fault.share ?? 1;
  const part = share >= 1 ? 'every request' : `${Math.round(share * 100)}% of requests`;
  switch (fault.kind) {
    case 'status': {
      const retry = fault.retryAfterSeconds;
      const after = retry === undefined ? '' : ` with Retry-After ${retry} s`;
      return `Answers ${fault.status ?? 503}${after} to ${part}`;
    }
    case 'latency':
      return `Delays ${part} by ${formatCount(fault.latencyMs ?? 1_000)} ms`;
    case 'reset':
      return `Cuts the connection of ${part}`;
    case 'lost-reply':
      return `Takes the messages of ${part} and loses the reply`;
    case 'silence':
      return `Leaves ${part} without an answer`;
    default:
      return `${fault.kind}, ${part}`;
  }
}

/**
 * What is left of a fault, in words.
 *
 * @param {Fault} fault
 * @param {number} passedMs since it was told
 */
export function describeRest({ requests, seconds }, passedMs) {
  const rest = [];
  if (requests !== undefined) rest.push(`for ${formatCounted(requests, 'more request')}`);
  if (seconds !== undefined) {
    rest.push(`for ${formatCount(Math.max(0, Math.ceil(seconds - passedMs / 1_000)))} s`);
  }
  return rest.length === 0 ? 'until it is stopped' : rest.join(' or ');
}

/**
 * @param {string} text
 * @param {{ least: number, most: number }} bounds
 */
function isWithin(text, { least, most }) {
  return /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;
}
