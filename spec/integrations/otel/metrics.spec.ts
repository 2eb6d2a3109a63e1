import { describe, expect, it } from '@jest/globals';
import type { DataPoint, Histogram } from '@opentelemetry/sdk-metrics';
import { systemClock } from '../../../lib/base/clock.js';
import { VERSION } from '../../../lib/message/version.js';
import { aTrack } from '../../support/client.js';
import { turns } from '../../support/manual-clock.js';
import { status } from '../../support/service.js';
import { SpoolFolder } from '../../support/spool-folder.js';
import { until } from '../../support/until.js';
import { anObservedClient, useObservedStage } from './an-observed-client.js';

const stage = useObservedStage();

describe('observe, of metrics', () => {
  it('counts messages by their outcomes and calls that were not taken, as the account does', async () => {
    const service = await stage.service([status(200), status(503), status(200), status(401)]);
    const { client, collect } = anObservedClient(stage, service, {}, { onInvalid: 'drop' });
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
    const { client, collect } = anObservedClient(stage, service);
    client.track(aTrack());

    const { values } = await collect();
    expect(values('waybill.queue.messages')).toEqual({ '': 1 });
    expect(values('waybill.queue.size')).toEqual({ '': client.stats().pendingBytes });
    expect(values('waybill.requests.active')).toEqual({ '': 0 });
    await client.flush();
    expect((await collect()).values('waybill.queue.messages')).toEqual({ '': 0 });
  });

  it('measures the middle ones of many messages, by the clock of the client', async () => {
    const service = await stage.service();
    let nowMs = 0;
    const clock = { ...systemClock, now: () => nowMs };
    const { client, collect } = anObservedClient(stage, service, {}, { clock, flushAt: 1_000 });
    for (nowMs = 0; nowMs < 8_000; nowMs += 1_000) client.track(aTrack());
    await client.flush();

    const { metrics } = await collect();
    const [latency] = metrics['waybill.delivery.duration']?.dataPoints ?? [];
    // Those of 1, 3, 5 and 7 s.
    expect(latency?.value).toMatchObject({ count: 4, min: 1, max: 7, sum: 16 });
  });

  it('tells the times of the mirror apart, and none is negative', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    let nowMs = 10_000;
    const clock = { ...systemClock, now: () => nowMs };
    const mirror = { writeKey: 'b', host: second.url };
    const { client, collect } = anObservedClient(stage, service, {}, { clock, mirror });
    client.track(aTrack());
    nowMs = 5_000;
    await client.flush();

    const { metrics } = await collect();
    const points = (metrics['waybill.delivery.duration']?.dataPoints ??
      []) as DataPoint<Histogram>[];
    const told = points.map(({ attributes, value }) => [
      attributes['waybill.destination'],
      value.sum,
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        [undefined, 0],
        ['mirror', 0],
      ]),
    );
  });

  it('tells how full the queue is, for how long the endpoint fails, and what the program threw', async () => {
    const service = await stage.service([status(401)]);
    const { client, collect } = anObservedClient(stage, service, {}, { maxQueueSize: 4 });
    client.on('drop', () => {
      throw new Error('a listener');
    });
    client.track(aTrack());
    await client.flush();
    client.track(aTrack());

    const { values, metrics } = await collect();
    expect(values('waybill.queue.fullness')).toEqual({ '': 0.25 });
    expect(values('waybill.host.errors')).toEqual({ '': 1 });
    const { forMs = 0 } = client.stats().failing ?? {};
    const [failing] = Object.values(values('waybill.endpoint.failing'));
    expect(failing).toBeLessThanOrEqual(forMs / 1_000);
    expect(metrics['waybill.endpoint.failing']?.descriptor.unit).toBe('s');
  });

  it('counts what stands beside the endpoint by names of its own', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    const { client, collect } = anObservedClient(
      stage,
      service,
      { attributes: { shop: 'north' } },
      {
        mirror: { writeKey: 'b', host: second.url },
        plugins: [{ name: 'a warehouse', type: 'destination', track: (context) => context }],
      },
    );
    client.track(aTrack());
    await client.flush();

    const { values, metrics } = await collect();
    expect(values('waybill.messages.delivered')).toEqual({ '': 1 });
    expect(values('waybill.mirror.messages.delivered')).toEqual({ '': 1 });
    const attributes = { shop: 'north', 'waybill.destination': 'a warehouse' };
    expect(metrics['waybill.destination.messages.delivered']?.dataPoints).toMatchObject([
      { value: 1, attributes },
    ]);
    expect(metrics['waybill.destination.queue.messages']?.dataPoints).toMatchObject([
      { value: 0, attributes },
    ]);
    expect(values('waybill.destination.messages.dropped')).toEqual(
      client.stats().destinations?.['a warehouse']?.dropped,
    );
    expect(values('waybill.forwarded.messages.delivered')).toEqual({});
    expect(values('waybill.spool.size')).toEqual({});
  });

  it('tells what became of messages on the disk', async () => {
    const folder = new SpoolFolder(stage);
    const service = await stage.service([status(503)]);
    const spool = { folder: folder.path };
    const first = stage.client(service, { maxRetries: 0, spool });
    first.track(aTrack());
    await first.close();
    const { client, collect } = anObservedClient(stage, service, {}, { spool });
    await until(
      () => client.stats().spool?.delivered === 1,
      'a delivery',
      () => turns(1),
    );

    const { values } = await collect();
    expect(values('waybill.spool.messages.delivered')).toEqual({ '': 1 });
    expect(values('waybill.spool.messages.dropped')).toEqual(client.stats().spool?.dropped);
    expect(values('waybill.spool.failures')).toEqual({ '': 0 });
    expect(values('waybill.spool.size')).toEqual({ '': client.stats().spool?.bytes });
  });

  it('measures the time from call to outcome, requests and batches', async () => {
    const service = await stage.service([status(503), status(200), status(401)]);
    const { client, collect } = anObservedClient(stage, service, { attributes: { shop: 'north' } });
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
