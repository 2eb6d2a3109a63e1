import Module, { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Who observes nothing: there are the channels alone. */
export const NOBODY = 'nobody';

/**
 * What observes a client: each is loaded when it is asked for. `observe` takes a client, and gives what ends it; calls are made
 * `within` something, where there is such a thing.
 */
export const OBSERVERS = {
  [NOBODY]: async () => ({ observe: () => () => undefined }),
  'waybill/otel, metrics': async () => {
    const { metrics } = await sdk();
    return otel({ meterProvider: metrics });
  },
  'waybill/otel, metrics and spans': async () => {
    const { metrics, traces } = await sdk();
    return otel({ meterProvider: metrics, tracerProvider: traces });
  },
  'the same, called within a span': async () => {
    const { metrics, traces } = await sdk();
    const { context, trace } = require('@opentelemetry/api');
    const { AsyncLocalStorageContextManager } = require('@opentelemetry/context-async-hooks');
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const span = traces.getTracer('bench').startSpan('a request');
    return {
      observe: otel({ meterProvider: metrics, tracerProvider: traces }).observe,
      within: (make) => context.with(trace.setSpan(context.active(), span), make),
    };
  },
  'the delivery view': async () => {
    const { deliveryView } = require('../../dist/monitor.cjs');
    return {
      observe(client) {
        const view = deliveryView(client, { allow: () => false });
        return () => view.end();
      },
    };
  },
};

/** Loads the client a second time, with channels in it that can have no subscribers. Gives what makes one. */
export async function withoutChannels() {
  const load = Module._load;
  const channel = () => ({ hasSubscribers: false });
  Module._load = (name, ...rest) =>
    name === 'node:diagnostics_channel' ? { channel } : load(name, ...rest);
  const path = require.resolve('../../dist/index.cjs');
  delete require.cache[path];
  try {
    const { createWaybill } = await import('./waybill.mjs?without-channels');
    return createWaybill;
  } finally {
    Module._load = load;
    // Whoever loads it next gets it as it is.
    delete require.cache[path];
  }
}

function otel(options) {
  const { observe } = require('../../dist/otel.cjs');
  return { observe: (client) => observe(client, options) };
}

/** The SDK itself, with exporters that keep nothing. */
async function sdk() {
  const { MeterProvider, PeriodicExportingMetricReader, InMemoryMetricExporter } = await import(
    '@opentelemetry/sdk-metrics'
  );
  const { BasicTracerProvider } = await import('@opentelemetry/sdk-trace-base');
  const reader = new PeriodicExportingMetricReader({
    exporter: new InMemoryMetricExporter(0),
    exportIntervalMillis: 3_600_000,
  });
  return { metrics: new MeterProvider({ readers: [reader] }), traces: new BasicTracerProvider() };
}
