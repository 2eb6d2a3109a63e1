import type { Attributes, Meter } from '@opentelemetry/api';
import type { Analytics } from '../../client/analytics.js';
import type { ReplyTold, RequestTold } from '../../client/channels.js';
import type { ObservedMessages } from '../../client/observed-message.js';
import { subscribeTo } from '../subscriptions.js';
import { waitsOf } from '../waits.js';
import { errorTypeOf, serverOf } from './http-attributes.js';

const MS_A_SECOND = 1_000;

/** Messages wait for their batch, and through outages: from milliseconds to hours. */
const DELIVERY_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200];
/** Those that the semantic conventions advise. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const BATCH_BYTES = [1, 4, 16, 64, 128, 256, 512, 1_024, 4_096].map((kib) => kib * 1_024);
const BATCH_MESSAGES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_500];

/** Measures how long messages and requests take, and how large batches are. Gives what ends it. */
export function measureMessages(
  client: Analytics,
  meter: Meter,
  attributes: Attributes,
): () => void {
  const latency = meter.createHistogram('waybill.delivery.duration', {
    unit: 's',
    description: 'From the call to the outcome of a message: of four at most that end together.',
    advice: { explicitBucketBoundaries: DELIVERY_SECONDS },
  });
  const duration = meter.createHistogram('waybill.request.duration', {
    unit: 's',
    description: 'From a request to the end of its reply.',
    advice: { explicitBucketBoundaries: REQUEST_SECONDS },
  });
  const size = meter.createHistogram('waybill.batch.size', {
    unit: 'By',
    description: 'The body of a request, as it is sent.',
    advice: { explicitBucketBoundaries: BATCH_BYTES },
  });
  const count = meter.createHistogram('waybill.batch.messages', {
    unit: '{message}',
    description: 'The messages of a request.',
    advice: { explicitBucketBoundaries: BATCH_MESSAGES },
  });
  const settled = (messages: ObservedMessages, outcome: Attributes): void => {
    const all = { ...attributes, ...outcome };
    for (const waitMs of waitsOf(messages, Date.now())) latency.record(waitMs / MS_A_SECOND, all);
  };
  return subscribeTo(client, {
    'waybill:delivered': ({ messages }) => settled(messages, { 'waybill.outcome': 'delivered' }),
    'waybill:spooled': ({ messages }) => settled(messages, { 'waybill.outcome': 'spooled' }),
    'waybill:dropped': ({ messages, reason }) =>
      settled(messages, { 'waybill.outcome': 'dropped', 'waybill.reason': reason }),
    'waybill:request': (request) => {
      const all = endpointOf(request, attributes);
      size.record(request.bytes, all);
      count.record(request.messages.length, all);
    },
    'waybill:reply': (reply) => {
      duration.record(reply.durationMs / MS_A_SECOND, answerOf(reply, attributes));
    },
  });
}

function endpointOf({ url, destination }: RequestTold, attributes: Attributes): Attributes {
  const all: Attributes = { ...attributes, ...serverOf(url) };
  if (destination !== undefined) all['waybill.destination'] = destination;
  return all;
}

function answerOf(reply: ReplyTold, attributes: Attributes): Attributes {
  const { request, status } = reply;
  const errorType = errorTypeOf(reply);
  const all = endpointOf(request, attributes);
  all['http.request.method'] = request.method;
  if (status !== undefined) all['http.response.status_code'] = status;
  if (errorType !== undefined) all['error.type'] = errorType;
  return all;
}
