import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Context, context, createContextKey, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { Analytics } from '../../lib/client/analytics.js';
import { type ObserveOptions, observe } from '../../lib/integrations/otel.js';
import { VERSION } from '../../lib/message/version.js';
import { aTrack } from '../support/client.js';
import { reset, type Service, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { problemOf } from './problem-of.js';

const stage = useStage();
const manager = new AsyncLocalStorageContextManager();
beforeAll(() => {
  context.setGlobalContextManager(manager.enable());
});
afterAll(() => context.disable());

/** What `@opentelemetry/core` gives for its `suppressTracing`. */
const SUPPRESSED = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

/** A client that the SDK itself observes, with exporters in memory. */
function observed(service: Service, options: ObserveOptions = {}, given: object = {}) {
  const client = stage.client(service, { maxRetries: 3, ...given });
  const metricsOut = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({
    exporter: metricsOut,
    exportIntervalMillis: 3_600_000,
  });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const spansOut = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(spansOut)],
  });
  stage.onEnd(() => Promise.all([meterProvider.shutdown(), tracerProvider.shutdown()]));
  const end = observe(client, { meterProvider, tracerProvider, ...options });
  const tracer = tracerProvider.getTracer('a-shop');
  const collect = async () => {
    metricsOut.reset();
    await meterProvider.forceFlush();
    const [collected] = metricsOut.getMetrics();
    const scope = collected?.scopeMetrics.find((one) => one.scope.name === 'waybill');
    const metrics = Object.fromEntries(
      (scope?.metrics ?? []).map((metric) => [metric.descriptor.name, metric]),
    );
    const values = (name: string): Record<string, unknown> =>
      Object.fromEntries(
        (metrics[name]?.dataPoints ?? []).map(({ attributes, value }) => [
          String(attributes['waybill.reason'] ?? ''),
          value,
        ]),
      );
    return { scope, metrics, values };
  };
  /** Makes a call within a span of its own. */
  const within = (name: string, work: (client: Analytics) => void) => {
    const span = tracer.startSpan(name);
    context.with(trace.setSpan(context.active(), span), () => work(client));
    span.end();
    return span.spanContext();
  };
  const sends = () => spansOut.getFinishedSpans().filter(({ name }) => name.startsWith('send '));
  return { client, end, collect, within, sends };
}

describe('observe, of metrics', () => {
  it('counts messages by their outcomes and calls that were not taken, as the account does', async () => {
    const service = await stage.service([status(200), status(503), status(200), status(401)]);
    const { client, collect } = observed(service, {}, { onInvalid: 'drop' });
    for (let count = 0; count < 3; count += 1) {
      client.track(aTrack());
      await client.flush();
    }
    client.track(aTrack({ event: '' }));

    const { values, scope } = await collect();
    expect(scope?.scope).toMatchObject({ name: 'waybill', version: VERSION });
    const { dropped, refused } = client.stats();
    expect(values('waybill.messages.accepted')).toEqual({ '': 3 });
    expect(values('waybill.messages.delivered')).toEqual({ '': 2 });
    expect(values('waybill.messages.dropped')).toEqual(dropped);
    expect(values('waybill.messages.dropped')).toMatchObject({ refused: 1 });
    expect(values('waybill.calls.refused')).toEqual(refused);
    expect(values('waybill.calls.refused')).toMatchObject({ invalid: 1 });
    expect(values('waybill.messages.spooled')).toEqual({ '': 0 });
    expect(values('waybill.requests')).toEqual({ '': 4 });
    expect(values('waybill.requests.retried')).toEqual({ '': 1 });
  });

  it('tells what waits and what is out', async () => {
    const service = await stage.service();
    const { client, collect } = observed(service);
    client.track(aTrack());

    const { values } = await collect();
    expect(values('waybill.queue.messages')).toEqual({ '': 1 });
    expect(values('waybill.queue.size')).toEqual({ '': client.stats().pendingBytes });
    expect(values('waybill.requests.active')).toEqual({ '': 0 });
    await client.flush();
    expect((await collect()).values('waybill.queue.messages')).toEqual({ '': 0 });
  });

  it('measures the time from call to outcome, requests and batches', async () => {
    const service = await stage.service([status(503), status(200), status(401)]);
    const { client, collect } = observed(service, { attributes: { shop: 'north' } });
    for (let count = 0; count < 3; count += 1) client.track(aTrack());
    await client.flush();
    client.track(aTrack());
    await client.flush();

    const { metrics } = await collect();
    const points = (name: string): readonly DataPoint<Histogram>[] =>
      (metrics[name]?.dataPoints ?? []) as DataPoint<Histogram>[];
    const latency = points('waybill.delivery.duration');
    expect(latency.map(({ attributes, value }) => [attributes, value.count])).toEqual([
      [{ shop: 'north', 'waybill.outcome': 'delivered' }, 3],
      [{ shop: 'north', 'waybill.outcome': 'dropped', 'waybill.reason': 'refused' }, 1],
    ]);
    expect(latency[0]?.value.max).toBeLessThan(10);
    expect(metrics['waybill.delivery.duration']?.descriptor.unit).toBe('s');
    const requests = points('waybill.request.duration').map(({ attributes }) => [
      attributes['http.response.status_code'],
      attributes['error.type'],
      attributes['server.port'],
    ]);
    expect(requests).toEqual([
      [503, '503', service.port],
      [200, undefined, service.port],
      [401, '401', service.port],
    ]);
    const sizes = service.requests.map(({ rawBody }) => rawBody.length);
    expect(points('waybill.batch.size')[0]?.value).toMatchObject({
      count: 3,
      min: Math.min(...sizes),
      max: Math.max(...sizes),
    });
    expect(points('waybill.batch.messages')[0]?.value).toMatchObject({ min: 1, max: 3, sum: 7 });
  });
});

describe('observe, of traces', () => {
  it('makes a span of each request, linked to the spans in which its messages were called', async () => {
    const service = await stage.service([status(503)]);
    const { client, within, sends } = observed(service);
    const callers = ['one', 'two'].map((name) => within(name, (it) => void it.track(aTrack())));
    client.track(aTrack());
    await client.flush();

    const spans = sends();
    expect(spans).toHaveLength(2);
    for (const span of spans) {
      expect(span.name).toBe('send 127.0.0.1');
      expect(span.kind).toBe(SpanKind.CLIENT);
      expect(span.parentSpanContext).toBeUndefined();
      expect(span.links.map((link) => link.context.spanId)).toEqual(
        callers.map(({ spanId }) => spanId),
      );
    }
    expect(spans.map(({ attributes }) => attributes)).toMatchObject([
      {
        'http.request.method': 'POST',
        'url.full': `${service.url}/v1/batch`,
        'server.address': '127.0.0.1',
        'server.port': service.port,
        'messaging.batch.message_count': 3,
        'http.response.status_code': 503,
        'error.type': '503',
      },
      { 'http.response.status_code': 200, 'http.request.resend_count': 1 },
    ]);
    expect(spans.map((span) => span.status.code)).toEqual([2, 0]);
  });

  it('says why there was no reply', async () => {
    const service = await stage.service([reset]);
    const { client, sends } = observed(service);
    client.track(aTrack());
    await client.flush();

    expect(sends()[0]).toMatchObject({ attributes: { 'error.type': 'ECONNRESET' } });
  });

  it('keeps its own requests from being traced by others', async () => {
    const service = await stage.service();
    const seen: Context[] = [];
    const httpClient = async (): Promise<{ status: number }> => {
      seen.push(context.active());
      return { status: 200 };
    };
    const { client, end } = observed(service, {}, { httpClient });
    client.track(aTrack());
    await client.flush();
    end();
    client.track(aTrack());
    await client.flush();

    expect(seen.map((one) => one.getValue(SUPPRESSED))).toEqual([true, undefined]);
  });

  it('writes the ids of the span into messages, if asked, and leaves those that are there', async () => {
    const service = await stage.service();
    const { client, within } = observed(service, { traceIds: true });
    const caller = within('one', (it) => void it.track(aTrack()));
    within('two', (it) => void it.track(aTrack({ context: { traceId: 'mine' } })));
    client.track(aTrack());
    await client.flush();

    const contexts = service.messages.map((message) => message['context'] as object);
    expect(contexts).toMatchObject([
      { traceId: caller.traceId, spanId: caller.spanId },
      { traceId: 'mine' },
      {},
    ]);
    expect(contexts[2]).not.toHaveProperty('traceId');
  });

  it('knows the caller of a message that has to wait for other plugins', async () => {
    const service = await stage.service();
    const slow = async (message: never): Promise<never> => {
      await new Promise((resolve) => setImmediate(resolve));
      return message;
    };
    const { client, within } = observed(service, { traceIds: true }, { plugins: [slow] });
    const callers = ['a', 'b', 'c'].map((name) => within(name, (it) => void it.track(aTrack())));
    await client.flush();

    const ids = service.messages.map((one) => (one['context'] as { spanId?: string }).spanId);
    expect(ids).toEqual(callers.map(({ spanId }) => spanId));
  });
});

describe('observe', () => {
  it('ends: nothing more is reported', async () => {
    const service = await stage.service();
    const { client, collect, sends, end } = observed(service, { traceIds: true });
    client.track(aTrack());
    await client.flush();
    end();
    end();
    client.track(aTrack());
    await client.flush();

    expect(sends()).toHaveLength(1);
    expect((await collect()).values('waybill.messages.accepted')).toEqual({});
  });

  it('reports no other client', async () => {
    const service = await stage.service();
    const { collect, sends } = observed(service);
    const other = stage.client(service);
    other.track(aTrack());
    await other.flush();

    expect(sends()).toEqual([]);
    expect((await collect()).values('waybill.messages.accepted')).toEqual({ '': 0 });
  });

  it('says what is wrong with its arguments', async () => {
    const client = stage.client(await stage.service());
    const problem = (field: string) => ({ code: 'invalid', call: 'observe', field });
    expect(problemOf(() => observe({} as never))).toEqual(problem('client'));
    expect(problemOf(() => observe(client, { meterProvider: {} as never }))).toEqual(
      problem('meterProvider'),
    );
    expect(problemOf(() => observe(client, { metrics: true } as never))).toEqual(
      problem('metrics'),
    );
  });
});
