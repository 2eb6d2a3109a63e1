import type http from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import { aTrack } from '../support/client.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { silence } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

/** Calls as many times as it is told to, each when there is room. Gives the most that was pending. */
async function callWhenReady(client: Analytics, count: number): Promise<number> {
  let most = 0;
  for (let call = 0; call < count; call += 1) {
    await client.ready();
    client.track(aTrack());
    most = Math.max(most, client.stats().pending);
  }
  return most;
}

async function isReady(client: Analytics): Promise<boolean> {
  let isSo = false;
  void client.ready().then(() => {
    isSo = true;
  });
  await turns();
  return isSo;
}

describe('ready()', () => {
  it('keeps a loop of 50 000 calls within a queue of 1 000: none is dropped as queue-full', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxQueueSize: 1_000 });

    const most = await callWhenReady(client, 50_000);
    await client.close();

    expect(client.stats()).toMatchObject({
      accepted: 50_000,
      delivered: 50_000,
      refused: { 'queue-full': 0 },
    });
    expect(most).toBeGreaterThan(100);
    expect(most).toBeLessThanOrEqual(1_000);
    expect(service.messages).toHaveLength(50_000);
  });

  it('keeps a loop within maxQueueBytes, too', async () => {
    const service = await stage.service();
    const maxQueueBytes = 20_000;
    const client = stage.client(service, { maxQueueBytes });
    let most = 0;

    for (let call = 0; call < 2_000; call += 1) {
      await client.ready();
      client.track(aTrack());
      most = Math.max(most, client.stats().pendingBytes);
    }
    await client.close();

    expect(client.stats()).toMatchObject({ delivered: 2_000, refused: { 'queue-full': 0 } });
    expect(most).toBeGreaterThan(maxQueueBytes / 2);
    expect(most).toBeLessThanOrEqual(maxQueueBytes);
  });

  it.each([4, 100])('keeps %i loops at once within a queue of 100', async (loops) => {
    const service = await stage.service();
    const client = stage.client(service, { maxQueueSize: 100 });

    await Promise.all(Array.from({ length: loops }, () => callWhenReady(client, 1_000 / loops)));
    await client.close();

    expect(client.stats()).toMatchObject({ delivered: 1_000, refused: { 'queue-full': 0 } });
  });

  const SMALL = [{ maxQueueSize: 10 }, { maxQueueBytes: 3_000 }];

  it.each(SMALL)(
    'makes no loop wait for flushInterval where flushAt does not fit: %j',
    async (bound) => {
      const clock = new ManualClock();
      const service = await stage.service();
      const client = stage.client(service, { clock, flushAt: 20, ...bound });
      for (let call = 0; call < 10; call += 1) client.track(aTrack());

      const waiting = client.ready().then(() => 'ready');
      const sent = service.received(1).then(() => 'sent');
      const nothing = turns(500).then(() => 'nothing');

      expect(await Promise.race([sent, nothing])).toBe('sent');
      expect(await waiting).toBe('ready');
    },
  );

  it('resolves at once while there is room, and waits until there is', async () => {
    const held: http.ServerResponse[] = [];
    const service = await stage.service();
    service.otherwise((_request, response) => held.push(response));
    const client = stage.client(service, { maxQueueSize: 10, flushAt: 1 });

    for (let call = 0; call < 7; call += 1) client.track(aTrack());
    expect(await isReady(client)).toBe(true);
    client.track(aTrack());
    expect(await isReady(client)).toBe(false);
    const waiting = client.ready();
    await service.received(1);
    held[0]?.end('{}');
    await waiting;

    expect(client.stats().pending).toBeLessThan(8);
    expect(await isReady(client)).toBe(true);
  });

  it('resolves when the client is closed, for whoever still waits', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service, { maxQueueSize: 1, flushAt: 1 });
    client.track(aTrack());
    expect(await isReady(client)).toBe(false);
    const waiting = [client.ready(), client.ready()];

    const closed = client.close({ timeout: 0 });
    await Promise.all(waiting);
    await client.ready();

    expect(await closed).toEqual({ delivered: 0, dropped: 1, spooled: 0, pending: 0 });
  });
});
