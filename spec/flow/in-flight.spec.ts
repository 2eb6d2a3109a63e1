import type http from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { type Answering, reset, type Service, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

function idsAt(service: Service): readonly string[] {
  return service.messages.map(({ messageId }) => messageId);
}

function someIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `message-${index}`);
}

describe('requests that are out at once (CONTRACT 14)', () => {
  it.each([1, 2, 4, 9])('are at most maxInFlight: %d', async (maxInFlight) => {
    const waiting: http.ServerResponse[] = [];
    let most = 0;
    const hold: Answering = (_request, response) => {
      waiting.push(response);
      most = Math.max(most, waiting.length);
    };
    const service = await stage.service();
    service.otherwise(hold);
    const client = stage.client(service, { maxInFlight, maxBatchSize: 2 });
    for (const messageId of someIds(60)) client.track(aTrack({ messageId }));
    const flushed = client.flush();

    for (let answered = 0; answered < 30; answered += 1) {
      await service.received(Math.min(30, answered + maxInFlight));
      await turns(2);
      waiting.shift()?.end();
    }

    expect(await flushed).toMatchObject({ delivered: 60 });
    expect(most).toBe(maxInFlight);
  });

  it('go on while one batch waits for its retry', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service, { flushAt: 1, httpRequestTimeout: 600_000 });
    const stuck = client.track(aTrack());
    await service.received(1);

    const others = someIds(20).map((messageId) => client.track(aTrack({ messageId })).outcome);

    expect(await Promise.all(others)).toEqual(
      others.map(() => ({ status: 'delivered', attempts: 1 })),
    );
    expect(client.stats().pending).toBe(1);
    service.cut();
    expect(await stuck.outcome).toEqual({ status: 'delivered', attempts: 2 });
  });
});

describe('the order of messages (CONTRACT 14)', () => {
  it('is that of their calls, inside a batch and across batches, while nothing fails', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxBatchSize: 7, maxInFlight: 1 });
    const ids = someIds(100);
    for (const messageId of ids) client.track(aTrack({ messageId }));

    await client.flush();

    expect(idsAt(service)).toEqual(ids);
  });

  it('is kept with maxInFlight: 1 through faults and splits', async () => {
    const service = await stage.service([status(503), reset, status(413), status(429)]);
    const client = stage.client(service, { maxBatchSize: 10, maxInFlight: 1 });
    const ids = someIds(60);
    const settled: string[] = [];
    for (const messageId of ids) {
      client.track(aTrack({ messageId }), (_error, context) => settled.push(context?.id ?? ''));
    }

    await client.flush();

    expect(settled).toEqual(ids);
  });
});
