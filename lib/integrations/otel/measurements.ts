import type { Attributes } from '@opentelemetry/api';
import type { Analytics } from '../../client/analytics.js';
import type { EndedTold, ReplyTold, RequestTold } from '../../client/channels.js';
import type { ObservedMessage, ObservedMessages } from '../../client/observed-message.js';
import { subscribeTo } from '../subscriptions.js';
import { errorTypeOf, serverOf } from './http-attributes.js';
import type { EarlyMeter } from './late-meter.js';

const MS_A_SECOND = 1_000;
/** Of how many messages that end together the time is measured: a measurement costs the SDK about as much as all else. */
const MOST_MEASURED = 4;

/** Messages wait for their batch, and through outages: from milliseconds to hours. */
const DELIVERY_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200];
/** Those that the semantic conventions advise. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const BATCH_BYTES = [1, 4, 16, 64, 128, 256, 512, 1_024, 4_096].map((kib) => kib * 1_024);
const BATCH_MESSAGES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_500];

/** Measures how long messages and requests take, and how large batches are. Gives what ends it. */
export function measureMessages(
  client: Analytics,
  meter: EarlyMeter,
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
  const settled = ({ messages, at, destination }: EndedTold, outcome: Attributes): void => {
    const all: Attributes = { ...attributes, ...outcome };
    if (destination !== undefined) all['waybill.destination'] = destination;
    for (const { calledAt } of someOf(messages)) {
      // Clocks may be set back.
      if (calledAt !== undefined) latency.record(Math.max(0, at - calledAt) / MS_A_SECOND, all);
    }
  };
  return subscribeTo(client, {
    'waybill:delivered': (told) => settled(told, { 'waybill.outcome': 'delivered' }),
    'waybill:spooled': (told) => settled(told, { 'waybill.outcome': 'spooled' }),
    'waybill:dropped': (told) =>
      settled(told, { 'waybill.outcome': 'dropped', 'waybill.reason': told.reason }),
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

/** The middle ones of as many equal parts: the oldest has waited for its batch, the newest has not. */
function* someOf(messages: ObservedMessages): Generator<ObservedMessage> {
  const parts = Math.min(messages.length, MOST_MEASURED);
  for (let part = 0; part < parts; part += 1) {
    const message = messages.at(Math.floor(((part + 0.5) * messages.length) / parts));
    if (message !== undefined) yield message;
  }
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
