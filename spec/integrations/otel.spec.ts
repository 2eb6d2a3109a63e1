import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { type ObserveOptions, observe } from '../../lib/integrations/otel.js';
import { aTrack } from '../support/client.js';
import { status } from '../support/service.js';
import { anObservedClient, anObserver, useObservedStage } from './otel/an-observed-client.js';
import { problemOf } from './problem-of.js';

const stage = useObservedStage();

const CHANNELS = ['accepted', 'delivered', 'dropped', 'spooled', 'request', 'reply'].map((name) =>
  channel(`waybill:${name}`),
);

describe('observe', () => {
  it('ends: nothing more is reported, and nobody listens any more', async () => {
    const service = await stage.service();
    const { client, collect, sends, end } = anObservedClient(stage, service, { traceIds: true });
    client.track(aTrack());
    await client.flush();
    expect(CHANNELS.map(({ hasSubscribers }) => hasSubscribers)).not.toContain(false);
    end();
    end();
    client.track(aTrack());
    await client.flush();

    expect(CHANNELS.map(({ hasSubscribers }) => hasSubscribers)).not.toContain(true);
    expect(sends()).toHaveLength(1);
    const { values, metrics } = await collect();
    expect(values('waybill.messages.accepted')).toEqual({});
    expect(metrics['waybill.delivery.duration']?.dataPoints).toMatchObject([
      { value: { count: 1 } },
    ]);
  });

  it('may begin again after its end', async () => {
    const service = await stage.service();
    const { client, end } = anObservedClient(stage, service, { traceIds: true });
    end();
    const again = anObserver(stage, client, { traceIds: true });
    const { spanId } = again.within('a call', (it) => void it.track(aTrack()));
    await client.flush();

    expect(again.sends()).toHaveLength(1);
    expect(service.messages).toMatchObject([{ context: { spanId } }]);
  });

  it('reports a client to several at once, each by itself', async () => {
    const service = await stage.service([status(200), status(503)]);
    const first = anObservedClient(stage, service, { traceIds: true });
    const { client } = first;
    const second = anObserver(stage, client);
    const callers = [first.within('a', (it) => void it.track(aTrack()))];
    callers.push(second.within('b', (it) => void it.track(aTrack())));
    await client.flush();
    first.end();
    client.track(aTrack());
    await client.flush();

    const linked = callers.map(({ spanId }) => ({ context: { spanId } }));
    expect(first.sends()).toMatchObject([{ links: linked }]);
    expect(second.sends()).toMatchObject([
      { links: linked, attributes: { 'http.response.status_code': 200 } },
      { links: [], attributes: { 'http.response.status_code': 503 } },
      { links: [], attributes: { 'http.response.status_code': 200 } },
    ]);
    const counted = (await second.collect()).values('waybill.messages.accepted');
    expect(counted).toEqual({ '': 3 });
    expect(service.messages).toHaveLength(4);
  });

  it('is refused where the ids of spans are written already, and leaves nothing behind', async () => {
    const service = await stage.service();
    const { client, sends, end } = anObservedClient(stage, service, { traceIds: true });
    expect(() => observe(client, { traceIds: true })).toThrow(
      'observe: traceIds must be left out: this client is observed with traceIds already; end that first; found true.',
    );
    client.track(aTrack());
    await client.flush();

    expect(sends()).toHaveLength(1);
    expect(client.stats().hostErrors).toBe(0);
    end();
    expect(CHANNELS.map(({ hasSubscribers }) => hasSubscribers)).not.toContain(true);
  });

  it('is refused for a provider that has the client already, and leaves nothing behind', async () => {
    const client = stage.client(await stage.service());
    const meterProvider = new MeterProvider();
    const end = observe(client, { meterProvider });
    const again = (options: ObserveOptions) => problemOf(() => observe(client, options));
    const problem = (field: string) => ({ code: 'invalid', call: 'observe', field });
    expect(again({ meterProvider, traceIds: true })).toEqual(problem('meterProvider'));
    expect(again({})).toEqual(problem('tracerProvider'));
    expect(again({ tracerProvider: trace.getTracerProvider() })).toEqual(problem('tracerProvider'));
    end();

    const endAgain = observe(client, { meterProvider, traceIds: true });
    endAgain();
    expect(CHANNELS.map(({ hasSubscribers }) => hasSubscribers)).not.toContain(true);
  });

  it('reports no other client', async () => {
    const service = await stage.service();
    const { collect, sends } = anObservedClient(stage, service);
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
    for (const value of [{}, null, ['a', 1], [{}], () => 'north']) {
      expect(problemOf(() => observe(client, { attributes: { shop: value } as never }))).toEqual(
        problem('attributes.shop'),
      );
    }
  });

  it('takes every value of an attribute that OpenTelemetry has', async () => {
    const service = await stage.service();
    const attributes = { shop: 'north', till: 7, open: true, tags: ['a', null], none: undefined };
    const { client, sends } = anObservedClient(stage, service, { attributes });
    client.track(aTrack());
    await client.flush();

    const { none: _, ...given } = attributes;
    expect(sends()).toMatchObject([{ attributes: given }]);
  });
});
