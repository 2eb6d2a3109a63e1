import { afterAll, beforeAll } from '@jest/globals';
import { context, type Tracer, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { Analytics } from '../../../lib/client/analytics.js';
import type { AnalyticsOptions } from '../../../lib/client/options.js';
import { type ObserveOptions, observe } from '../../../lib/integrations/otel.js';
import type { Service } from '../../support/service.js';
import { type Stage, useStage } from '../../support/stage.js';

/** More than a span is to have, so that it is not the SDK that leaves links out. */
const LINKS_OF_SDK = 1_000;

/** A stage for clients that are observed. In its specs the active span is known in asynchronous code, too. */
export function useObservedStage(): Stage {
  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  });
  afterAll(() => context.disable());
  return useStage();
}

/** A client that the SDK itself observes, with exporters in memory. */
export function anObservedClient(
  stage: Stage,
  service: Service,
  options: ObserveOptions = {},
  given: Partial<AnalyticsOptions> = {},
) {
  const client = stage.client(service, { maxRetries: 3, ...given });
  return { client, ...anObserver(stage, client, options) };
}

/** Observes a client. */
export function anObserver(stage: Stage, client: Analytics, options: ObserveOptions = {}) {
  const { meterProvider, collect } = someMetrics();
  const { tracerProvider, sends } = someSpans();
  stage.onEnd(() => Promise.all([meterProvider.shutdown(), tracerProvider.shutdown()]));
  const end = observe(client, { meterProvider, tracerProvider, ...options });
  stage.onEnd(end);
  const tracer = tracerProvider.getTracer('a-shop');
  /** Makes a call within a span of its own. */
  const within = (name: string, work: (client: Analytics) => void) =>
    workWithin(tracer, name, () => work(client));
  return { end, collect, within, sends };
}

function workWithin(tracer: Tracer, name: string, work: () => void) {
  const span = tracer.startSpan(name);
  context.with(trace.setSpan(context.active(), span), work);
  span.end();
  return span.spanContext();
}

/** A provider of the SDK with an exporter in memory. */
export function someMetrics() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const collect = async () => {
    exporter.reset();
    await meterProvider.forceFlush();
    const [collected] = exporter.getMetrics();
    const scope = collected?.scopeMetrics.find((one) => one.scope.name === 'waybill');
    const metrics = Object.fromEntries(
      (scope?.metrics ?? []).map((metric) => [metric.descriptor.name, metric]),
    );
    /** The values of a metric, by their reasons. */
    const values = (name: string): Record<string, unknown> =>
      Object.fromEntries(
        (metrics[name]?.dataPoints ?? []).map(({ attributes, value }) => [
          String(attributes['waybill.reason'] ?? ''),
          value,
        ]),
      );
    return { scope, metrics, values };
  };
  return { meterProvider, collect };
}

function someSpans() {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(exporter)],
    spanLimits: { linkCountLimit: LINKS_OF_SDK },
  });
  const sends = () => exporter.getFinishedSpans().filter(({ name }) => name.startsWith('send '));
  return { tracerProvider, sends };
}
