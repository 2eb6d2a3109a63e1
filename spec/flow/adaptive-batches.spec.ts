import type http from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import type { Service } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

/** A service that answers when it is told to. */
async function aSlowService(): Promise<{ readonly service: Service; readonly answer: () => void }> {
  const service = await stage.service();
  const held: http.ServerResponse[] = [];
  service.otherwise((_request, response) => held.push(response));
  return { service, answer: () => void held.shift()?.end('{}') };
}

function call(client: Analytics, count: number, text = 'x'): void {
  for (let index = 0; index < count; index += 1) client.track(aTrack({ properties: { text } }));
}

function sizes({ requests }: Service): readonly number[] {
  return requests.map(({ body }) => body.batch.length);
}

describe('the batches of a client', () => {
  it('are small and prompt while it is quiet', async () => {
    const service = await stage.service();
    const client = stage.client(service, { flushAt: 20 });

    for (let turn = 1; turn <= 3; turn += 1) {
      call(client, 20);
      await service.received(turn);
      await client.flush();
    }

    expect(sizes(service)).toEqual([20, 20, 20]);
  });

  it('take all that was called in one turn', async () => {
    const service = await stage.service();
    const client = stage.client(service, { flushAt: 20 });

    call(client, 150);
    await client.flush();

    expect(sizes(service)).toEqual([150]);
  });

  it('grow while requests are out: a busy client sends few large ones', async () => {
    const { service, answer } = await aSlowService();
    const client = stage.client(service, { flushAt: 20, maxInFlight: 1 });

    call(client, 20);
    await service.received(1);
    for (let turn = 0; turn < 25; turn += 1) {
      call(client, 20);
      await turns(1);
    }
    expect(sizes(service)).toEqual([20]);
    answer();
    await service.received(2);

    expect(sizes(service)).toEqual([20, 500]);
  });

  it('never have more than maxBatchSize messages', async () => {
    const { service, answer } = await aSlowService();
    const client = stage.client(service, { flushAt: 10, maxBatchSize: 100, maxInFlight: 1 });

    call(client, 10);
    await service.received(1);
    call(client, 250);
    const flushed = client.flush();
    for (let request = 1; request <= 4; request += 1) {
      await service.received(request);
      answer();
    }

    expect(await flushed).toEqual({ delivered: 260, dropped: 0, spooled: 0, pending: 0 });
    expect(sizes(service)).toEqual([10, 100, 100, 50]);
  });

  it('stay within maxBatchSize where flushAt is larger', async () => {
    const service = await stage.service();
    const client = stage.client(service, { flushAt: 1_000, maxBatchSize: 7 });

    call(client, 7);
    await service.received(1);
    call(client, 15);
    await client.flush();

    expect(sizes(service)).toEqual([7, 7, 7, 1]);
  });

  it('never have more than maxBatchBytes, envelope included, and fill them', async () => {
    const { service, answer } = await aSlowService();
    const maxBatchBytes = 40_000;
    const client = stage.client(service, { flushAt: 1, maxInFlight: 1, maxBatchBytes });

    call(client, 1);
    await service.received(1);
    call(client, 100, 'Ünïcode 🎈 "quoted" '.repeat(50));
    const flushed = client.flush();
    const step = (): Promise<void> => {
      answer();
      return turns(1);
    };
    await until(() => client.stats().pending === 0, 'the end of all messages', step);
    await flushed;

    const bytes = service.requests.map(({ rawBody }) => rawBody.length);
    const messageBytes = JSON.stringify(service.messages.at(-1)).length * 2;
    expect(Math.max(...bytes)).toBeLessThanOrEqual(maxBatchBytes);
    for (const full of bytes.slice(1, -1)) {
      expect(full).toBeGreaterThan(maxBatchBytes - messageBytes);
    }
    expect(service.messages).toHaveLength(101);
  });

  it('gather while all places are taken, and not before', async () => {
    const { service, answer } = await aSlowService();
    const client = stage.client(service, { flushAt: 5, maxInFlight: 3 });

    for (let request = 1; request <= 3; request += 1) {
      call(client, 5);
      await service.received(request);
    }
    for (let turn = 0; turn < 10; turn += 1) {
      call(client, 5);
      await turns(1);
    }
    expect(sizes(service)).toEqual([5, 5, 5]);
    answer();
    await service.received(4);

    expect(sizes(service)).toEqual([5, 5, 5, 50]);
  });
});
