import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  ConsoleMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  ConsoleSpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';

/** Has spans and metrics written to standard output: in production they go to a collector. Gives what writes the last of them. */
export function startTelemetry(): () => Promise<unknown> {
  const spanProcessors = [new SimpleSpanProcessor(new ConsoleSpanExporter())];
  const tracerProvider = new BasicTracerProvider({ spanProcessors });
  const readers = [new PeriodicExportingMetricReader({ exporter: new ConsoleMetricExporter() })];
  const meterProvider = new MeterProvider({ readers });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(tracerProvider);
  metrics.setGlobalMeterProvider(meterProvider);
  return () => Promise.all([tracerProvider.shutdown(), meterProvider.shutdown()]);
}
