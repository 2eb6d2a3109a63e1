import type http from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { accepted, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

describe('flush()', () => {
  const stage = useStage();

  it('sends a partial batch at once, while a request is out, and without a timer (CONTRACT 25)', async () => {
    const clock = new ManualClock();
    let first: http.ServerResponse | undefined;
    const service = await stage.service([
      (_request, response) => {
        first = response;
      },
    ]);
    const client = stage.client(service, { clock, flushAt: 15 });
    for (let index = 0; index < 15; index += 1) client.track(aTrack());
    await service.received(1);
    for (let index = 0; index < 5; index += 1) client.track(aTrack());

    const flushed = client.flush();
    await service.received(2);

    expect(service.requests[1]?.body.batch).toHaveLength(5);
    first?.end();
    expect(await flushed).toEqual({ delivered: 20, dropped: 0, spooled: 0, pending: 0 });
  });

  it('covers what was accepted before it and nothing later', async () => {
    const service = await stage.service([accepted, silence]);
    const client = stage.client(service);
    client.track(aTrack());
    const flushed = client.flush();
    client.track(aTrack({ event: 'Later' }));

    expect(await flushed).toEqual({ delivered: 1, dropped: 0, spooled: 0, pending: 0 });
    expect(client.stats().pending).toBe(1);
  });

  it('may overlap with any number of others, and each is correct (CONTRACT 26)', async () => {
    const service = await stage.service([status(503), status(400)]);
    const client = stage.client(service, { maxInFlight: 1 });
    const reports = [];
    for (let round = 0; round < 20; round += 1) {
      client.track(aTrack());
      reports.push(client.flush());
    }

    const settled = await Promise.all(reports);
    const totals = settled.map(({ delivered, dropped, pending }) => [delivered + dropped, pending]);
    expect(totals).toEqual(Array.from({ length: 20 }, (_, index) => [index + 1, 0]));
  });

  it('resolves when the callbacks have run', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    let called = 0;
    for (let index = 0; index < 30; index += 1) {
      client.track(aTrack(), () => {
        called += 1;
      });
    }
    await client.flush();
    expect(called).toBe(30);
  });

  it('resolves at once where nothing is pending', async () => {
    const client = stage.client(await stage.service());
    expect(await client.flush()).toEqual({ delivered: 0, dropped: 0, spooled: 0, pending: 0 });
  });

  it('ends at its timeout with what is pending, and delivery goes on (CONTRACT 27)', async () => {
    let answer: http.ServerResponse | undefined;
    const service = await stage.service([
      (_request, response) => {
        answer = response;
      },
    ]);
    const client = stage.client(service);
    const { outcome } = client.track(aTrack());

    expect(await client.flush({ timeout: 20 })).toMatchObject({ delivered: 0, pending: 1 });
    await service.received(1);
    answer?.end();
    expect(await outcome).toEqual({ status: 'delivered', attempts: 1 });
  });

  it.each(['before', 'during'])('ends with its signal, aborted %s the wait', async (when) => {
    const service = await stage.service([silence]);
    const client = stage.client(service);
    client.track(aTrack());
    const controller = new AbortController();
    if (when === 'before') controller.abort();

    const flushed = client.flush({ signal: controller.signal });
    controller.abort();

    expect(await flushed).toMatchObject({ pending: 1 });
  });

  it('leaves no request out when it has resolved (CONTRACT 30)', async () => {
    let open = 0;
    const service = await stage.service();
    service.otherwise((_request, response) => {
      open += 1;
      response.on('finish', () => {
        open -= 1;
      });
      response.end();
    });
    const client = stage.client(service, { maxBatchSize: 2 });
    for (let index = 0; index < 40; index += 1) client.track(aTrack());
    await client.flush();
    expect(open).toBe(0);
  });

  it('is not needed where the interval is over: the oldest message decides', async () => {
    const clock = new ManualClock();
    const service = await stage.service();
    const client = stage.client(service, { clock, flushInterval: 10_000 });
    client.track(aTrack());
    await clock.advance(6_000);
    client.track(aTrack());
    await clock.advance(3_999);
    expect(service.requests).toHaveLength(0);

    await clock.advance(1);
    await until(() => client.stats().pending === 0, 'the delivery');
    expect(service.requests.map(({ body }) => body.batch.length)).toEqual([2]);
  });
});
