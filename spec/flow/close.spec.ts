import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

describe('close() (CONTRACT 28)', () => {
  const stage = useStage();

  it('sends everything, and says how it ended', async () => {
    const service = await stage.service([status(503)]);
    const client = stage.client(service);
    for (let index = 0; index < 2_500; index += 1) client.track(aTrack());

    expect(await client.close()).toEqual({ delivered: 2_500, dropped: 0, spooled: 0, pending: 0 });
    expect(new Set(service.messages.map(({ messageId }) => messageId)).size).toBe(2_500);
  });

  it('takes no call from the same turn on, also during a flush', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    client.track(aTrack());
    const flushed = client.flush();
    const closed = client.close();

    const late = client.track(aTrack({ event: 'Late' }));

    expect(await late.outcome).toMatchObject({ status: 'dropped', reason: 'closed' });
    expect(await flushed).toMatchObject({ delivered: 1 });
    expect(await closed).toMatchObject({ delivered: 1 });
    expect(client.stats().refused.closed).toBe(1);
    expect(service.messages).toHaveLength(1);
  });

  it('is one promise, by all of its names', async () => {
    const client = stage.client(await stage.service());
    const closed = client.close();

    expect(client.close()).toBe(closed);
    expect(client.closeAndFlush()).toBe(closed);
    expect(client.flush({ close: true })).toBe(closed);
    await client[Symbol.asyncDispose]();
    await closed;
  });

  it('aborts what is out at its deadline, drops the rest, and calls everybody back', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const client = stage.client(service, { maxBatchSize: 10, maxInFlight: 2 });
    const codes: unknown[] = [];
    const receipts = Array.from({ length: 50 }, () =>
      client.track(aTrack(), (error) => codes.push(error?.code)),
    );
    void client.flush();
    await service.received(2);

    const report = await client.close({ timeout: 20 });

    expect(report).toEqual({ delivered: 0, dropped: 50, spooled: 0, pending: 0 });
    expect(codes).toEqual(Array.from({ length: 50 }, () => 'deadline'));
    for (const { outcome } of receipts) expect(await outcome).toMatchObject({ reason: 'deadline' });
    expect(client.stats()).toMatchObject({ pending: 0, dropped: { deadline: 50 } });
    await until(() => service.openConnections === 0, 'the end of the connections');
  });

  it('ends a wait for a retry at its deadline, and says what the endpoint had answered', async () => {
    const service = await stage.service([status(503)]);
    const client = stage.client(service, { retry: { minTimeout: 600_000, maxTimeout: 600_000 } });
    const { outcome } = client.track(aTrack());
    void client.flush();
    await until(() => service.requests.length === 1, 'the request');

    await client.close({ timeout: 30 });

    expect(await outcome).toMatchObject({ reason: 'deadline', error: { code: 'deadline' } });
  });

  it('waits no longer than its signal', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service);
    client.track(aTrack());

    const report = await client.close({ signal: AbortSignal.abort() });

    expect(report).toEqual({ delivered: 0, dropped: 1, spooled: 0, pending: 0 });
  });

  it('lets go of its connections', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    client.track(aTrack());
    await client.flush();
    expect(service.openConnections).toBe(1);

    await client.close();
    await until(() => service.openConnections === 0, 'the end of the connection');
  });

  it('lets whoever waits in ready() go on', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const client = stage.client(service, { maxQueueSize: 4 });
    for (let index = 0; index < 4; index += 1) client.track(aTrack());
    const ready = client.ready();

    void client.close({ timeout: 0 });

    await expect(ready).resolves.toBeUndefined();
  });
});
