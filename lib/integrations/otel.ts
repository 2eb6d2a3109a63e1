import type { Attributes, MeterProvider, TracerProvider } from '@opentelemetry/api';
import { metrics, trace } from '@opentelemetry/api';
import type { Analytics } from '../client/analytics.js';
import { VERSION } from '../message/version.js';
import { aSwitch, checkSettings, type Rule } from './check-settings.js';
import { checkClient } from './given-client.js';
import { checkAttributes } from './otel/check-attributes.js';
import { LateMeter } from './otel/late-meter.js';
import { measureMessages } from './otel/measurements.js';
import { observeStats } from './otel/observed-stats.js';
import { takeProviders } from './otel/providers-taken.js';
import { traceRequests } from './otel/request-spans.js';
import { traceIdsOf } from './otel/trace-ids.js';

/** What of a client is observed, and where it goes. */
export interface ObserveOptions {
  /** Where metrics go. @default the global one, also if it is registered later: from the first request after that */
  readonly meterProvider?: MeterProvider | undefined;
  /** Where spans go. @default the global one */
  readonly tracerProvider?: TracerProvider | undefined;
  /**
   * Whether each message gets the ids of the span that it is called in, as `traceId` and `spanId` of its context. A plugin does
   * it, and costs what a plugin costs. @default false
   */
  readonly traceIds?: boolean | undefined;
  /** Attributes of every metric and span: what tells several clients of a process apart. @default none */
  readonly attributes?: Attributes | undefined;
}

const CALL = 'observe';
const SCOPE = 'waybill';

/**
 * Reports a client to OpenTelemetry: metrics of its account, its queue, its requests and how long messages take; and a span
 * for each request, linked to the spans in which its messages were called. The requests themselves are kept from being traced
 * again by instrumentation of HTTP. Gives a function that ends it.
 *
 * @example
 * const end = observe(analytics, { traceIds: true });
 * @throws ValidationError for something that is no client, an option that is wrong, or a client that is observed already: with
 *   `traceIds`, or for the same provider. End that first.
 */
export function observe(client: Analytics, options: ObserveOptions = {}): () => void {
  checkClient(client, CALL);
  checkSettings(CALL, options, {
    meterProvider: aProvider('getMeter'),
    tracerProvider: aProvider('getTracer'),
    traceIds: aSwitch,
    attributes: anObject,
  });
  const { traceIds = false, attributes = {} } = options;
  checkAttributes(CALL, attributes);
  const ends: (() => void)[] = [];
  const endAll = (): void => {
    for (const end of ends.splice(0)) end();
  };
  try {
    if (traceIds) ends.push(traceIdsOf(client));
    for (const begin of observers(options, attributes)) ends.push(begin(client));
  } catch (error) {
    endAll();
    throw error;
  }
  return endAll;
}

/** What observes a client: each gives what ends it. */
function observers(
  { meterProvider, tracerProvider }: ObserveOptions,
  attributes: Attributes,
): readonly ((client: Analytics) => () => void)[] {
  const meter = new LateMeter(() => (meterProvider ?? metrics).getMeter(SCOPE, VERSION));
  const tracer = (tracerProvider ?? trace).getTracer(SCOPE, VERSION);
  return [
    (client) => takeProviders(client, { meterProvider, tracerProvider }),
    (client) => meter.whenThere((real) => observeStats(client, real, attributes)),
    (client) => measureMessages(client, meter, attributes),
    (client) => traceRequests(client, tracer, attributes),
  ];
}

function aProvider(method: string): Rule {
  return {
    expected: `a provider with ${method}()`,
    isRight: (value) =>
      typeof value === 'object' &&
      value !== null &&
      typeof (value as Record<string, unknown>)[method] === 'function',
  };
}

const anObject: Rule = {
  expected: 'an object of attributes',
  isRight: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};
