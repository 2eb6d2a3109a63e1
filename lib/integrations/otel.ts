import type { Attributes, MeterProvider, TracerProvider } from '@opentelemetry/api';
import { metrics, trace } from '@opentelemetry/api';
import type { Analytics } from '../client/analytics.js';
import { VERSION } from '../message/version.js';
import { aSwitch, checkSettings, type Rule } from './check-settings.js';
import { checkClient } from './given-client.js';
import { measureMessages } from './otel/measurements.js';
import { observeStats } from './otel/observed-stats.js';
import { traceRequests } from './otel/request-spans.js';
import { traceIdsOf } from './otel/trace-ids.js';

/** What of a client is observed, and where it goes. */
export interface ObserveOptions {
  /** Where metrics go. @default the global one */
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
 * @throws ValidationError for something that is no client, or an option that is wrong.
 */
export function observe(client: Analytics, options: ObserveOptions = {}): () => void {
  checkClient(client, CALL);
  checkSettings(CALL, options, {
    meterProvider: aProvider('getMeter'),
    tracerProvider: aProvider('getTracer'),
    traceIds: aSwitch,
    attributes: anObject,
  });
  const { meterProvider, tracerProvider, traceIds = false, attributes = {} } = options;
  const meter = (meterProvider ?? metrics.getMeterProvider()).getMeter(SCOPE, VERSION);
  const tracer = (tracerProvider ?? trace.getTracerProvider()).getTracer(SCOPE, VERSION);
  const ends = [
    // First, since it throws where the client is observed with them already.
    ...(traceIds ? [traceIdsOf(client)] : []),
    observeStats(client, meter, attributes),
    measureMessages(client, meter, attributes),
    traceRequests(client, tracer, attributes),
  ];
  return () => {
    for (const end of ends.splice(0)) end();
  };
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
