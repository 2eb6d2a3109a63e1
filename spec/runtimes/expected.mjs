import { createHmac } from 'node:crypto';

const TEXT = 'Grüße, 世界 😀';
const KEY = 'a secret of sixteen bytes';
const EMAIL_HASH = createHmac('sha256', KEY).update('ada@example.com').digest('hex');
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const tracked = (number, more = {}) => ({
  type: 'track',
  userId: 'user-1',
  event: 'Something Happened',
  properties: { number, text: TEXT, ...more },
});
const trackedTo = (count) => Array.from({ length: count }, (_, index) => tracked(index + 1));

/** What is to arrive of each step of programs/scenario.mjs, once and in any order. */
const STEPS = {
  'six-calls': [
    { type: 'identify', userId: 'user-1', traits: { plan: 'pro', number: 1 } },
    { type: 'track', userId: 'user-1', event: 'Order Completed', properties: { number: 2 } },
    { type: 'page', anonymousId: 'visitor', name: 'Pricing', properties: { number: 3 } },
    { type: 'screen', userId: 'user-1', name: 'Cart', properties: { number: 4 } },
    { type: 'group', userId: 'user-1', groupId: 'acme', traits: { number: 5 } },
    { type: 'alias', userId: 'user-1', previousId: 'visitor' },
  ],
  outage: trackedTo(50),
  'retry-after': trackedTo(1),
  held: trackedTo(1),
  plugins: [tracked(1, { email: EMAIL_HASH, seen: true, enriched: true })],
  gzip: trackedTo(20),
  oauth: trackedTo(1),
  ambient: [{ type: 'track', userId: 'user-2', event: 'Within', properties: { number: 1 } }],
  close: trackedTo(1),
};

/** The same of what only processes do: they come to their end. */
export const PROCESS_STEPS = { ...STEPS, 'natural-exit': trackedTo(3) };

/** The same of the requests that programs/worker.mjs answers. */
export const WORKER_STEPS = {
  ...STEPS,
  'wait-until': trackedTo(3),
  'wait-for-close': trackedTo(3),
  hono: trackedTo(3),
  next: trackedTo(3),
  shared: trackedTo(3),
  // Of examples/worker.
  'v1/batch': [
    { type: 'page', anonymousId: 'visitor-7', properties: { path: '/pricing' } },
    {
      type: 'track',
      userId: 'user-1',
      anonymousId: 'visitor-7',
      event: 'Order Completed',
      properties: { order: { total: 30 } },
    },
  ],
};

/** The same of the requests that programs/edge.mjs answers. */
export const EDGE_STEPS = {
  ...STEPS,
  'wait-until': trackedTo(1),
  hono: trackedTo(1),
  next: trackedTo(1),
};

/** What is wrong with what arrived, in words. */
export function faultsOf(accepted, steps, jsRuntime) {
  const ids = accepted.map(({ message }) => message.messageId);
  const strange = accepted.filter(({ step }) => !(step in steps));
  return [
    ...(new Set(ids).size === ids.length ? [] : ['messages arrived twice']),
    ...strange.map(({ step }) => `${step}: nothing was expected`),
    ...Object.entries(steps).flatMap(([step, expected]) =>
      stepFaults(step, { came: accepted.filter((one) => one.step === step), expected }),
    ),
    ...accepted.flatMap((one) => wrapperFaults(one, jsRuntime)),
  ];
}

function stepFaults(step, { came, expected }) {
  const found = came.map(({ message }) => canonical(fieldsOf(message))).sort();
  const wanted = expected.map(canonical).sort();
  const missing = wanted.filter((one) => !found.includes(one));
  const extra = found.filter((one) => !wanted.includes(one));
  return [
    ...(found.length === wanted.length
      ? []
      : [`${step}: ${found.length} of ${wanted.length} arrived`]),
    ...missing.map((one) => `${step}: ${one} did not arrive`),
    ...extra.map((one) => `${step}: ${one} arrived instead`),
  ];
}

/** A message without what the client adds to each. */
function fieldsOf({ messageId, timestamp, context, integrations, _metadata, ...fields }) {
  return fields;
}

function wrapperFaults({ step, message, wrapper, headers }, jsRuntime) {
  // An edge function has no CompressionStream.
  const isCompressed = step === 'gzip' && jsRuntime !== 'vercel-edge';
  const { messageId, timestamp, context, _metadata } = message;
  const checks = {
    messageId: /^[\da-f-]{36}$/.test(messageId),
    timestamp: ISO_TIME.test(timestamp),
    sentAt: ISO_TIME.test(wrapper.sentAt),
    writeKey: wrapper.writeKey === 'a-write-key',
    library: context?.library?.name === 'waybill',
    jsRuntime: _metadata?.jsRuntime === jsRuntime,
    encoding: (headers['content-encoding'] === 'gzip') === isCompressed,
    authorization: headers.authorization?.startsWith(step === 'oauth' ? 'Bearer ' : 'Basic '),
  };
  const wrong = Object.keys(checks).filter((name) => !checks[name]);
  return wrong.map((name) => `${step}: ${name} is wrong in ${JSON.stringify(message)}`);
}

/** JSON with its keys in order. */
function canonical(value) {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
