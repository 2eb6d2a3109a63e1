import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { DeliveryOptions } from '../../lib/delivery/delivery.js';
import type { Payload, Reply, Transport } from '../../lib/delivery/transport.js';
import { turns } from '../support/manual-clock.js';
import { aBatch, aParcel } from './a-batch.js';
import { DeliveryBench } from './a-delivery.js';
import { bodyOf, later } from './scripted-transport.js';

/** A service that refuses any batch with one of these messages in it. */
class Picky implements Transport {
  readonly sizes: number[] = [];
  readonly #status: number;
  readonly #bad: ReadonlySet<string>;

  constructor(status: number, bad: readonly number[]) {
    this.#status = status;
    this.#bad = new Set(bad.map((number) => `m-${number}`));
  }

  send(payload: Payload): Promise<Reply> {
    const { batch } = bodyOf(payload);
    this.sizes.push(batch.length);
    const isBad = batch.some(({ messageId }) => this.#bad.has(messageId));
    return Promise.resolve({ status: isBad ? this.#status : 200, headers: {} });
  }
}

async function pickily(
  count: number,
  transport: Picky,
  options: Partial<DeliveryOptions> = {},
): Promise<{ readonly lost: readonly string[]; readonly as: ReadonlySet<string>; total: number }> {
  const bench = new DeliveryBench([], { transport, ...options });
  await bench.deliver(aBatch(count));
  const lost = bench.ended.filter(({ as }) => as !== 'delivered');
  return {
    lost: lost.flatMap(({ ids }) => ids),
    as: new Set(lost.map(({ as }) => as)),
    total: bench.ended.flatMap(({ ids }) => ids).length,
  };
}

describe('a batch with a bad message in it', () => {
  it.each([400, 422])('loses that one alone: %i', async (status) => {
    const transport = new Picky(status, [77]);

    expect(await pickily(100, transport)).toEqual({
      lost: ['m-77'],
      as: new Set(['refused']),
      total: 100,
    });
    expect(transport.sizes.length - 1).toBeLessThanOrEqual(2 * 7 + 2);
  });

  it('gives up the rest once its extra requests are used up, each message once', async () => {
    const everyOther = Array.from({ length: 50 }, (_, index) => 2 * index + 1);
    const transport = new Picky(400, everyOther);
    const { total, as } = await pickily(100, transport);

    expect(transport.sizes).toHaveLength(1 + 2 * 7 + 2);
    expect(total).toBe(100);
    expect(as).toEqual(new Set(['refused']));
  });

  it('keeps the order of its messages where one request is out at a time', async () => {
    const bench = new DeliveryBench([400, 200, 200], { maxInFlight: 1 });
    await bench.deliver(aBatch(5));

    expect(bench.transport.ids).toEqual([
      ['m-1', 'm-2', 'm-3', 'm-4', 'm-5'],
      ['m-1', 'm-2', 'm-3'],
      ['m-4', 'm-5'],
    ]);
  });

  it('counts for each message the requests that carried it', async () => {
    const bench = new DeliveryBench([400, 503, 200, 200]);
    void bench.deliver(aBatch(2));
    await bench.clock.advance(500);

    expect(bench.ended).toEqual([
      { ids: ['m-1'], as: 'delivered', attempts: 3 },
      { ids: ['m-2'], as: 'delivered', attempts: 2 },
    ]);
    expect(bench.transport.requests.map(({ headers }) => headers['x-retry-count'])).toEqual([
      undefined,
      undefined,
      '1',
      undefined,
    ]);
  });

  it('is refused where it is alone in it', async () => {
    const bench = new DeliveryBench([400]);
    await bench.deliver(aBatch(1));

    expect(bench.ended).toEqual([{ ids: ['m-1'], as: 'refused', attempts: 1, status: 400 }]);
  });
});

describe('a batch that is too large for the service', () => {
  it('is split until its parts are taken', async () => {
    const bench = new DeliveryBench([413, 413, 200, 200, 200]);
    await bench.deliver(aBatch(4));

    expect(bench.ended.flatMap(({ ids }) => ids).sort()).toEqual(['m-1', 'm-2', 'm-3', 'm-4']);
    expect(new Set(bench.ended.map(({ as }) => as))).toEqual(new Set(['delivered']));
  });

  it('is split to the end, with no bound on the requests for it', async () => {
    const everyOne = Array.from({ length: 64 }, (_, index) => index + 1);
    const transport = new Picky(413, everyOne);

    expect(await pickily(64, transport)).toMatchObject({ as: new Set(['too-large']), total: 64 });
    expect(transport.sizes).toHaveLength(127);
  });
});

describe('a delivery that is aborted', () => {
  it.each([
    ['while a request is out', 'silence', 0],
    ['while a batch waits for a retry', 503, 0],
    ['while the gate is closed', later(429, '60'), 100],
  ] as const)('drops what is on its way: %s', async (_name, line, waitMs) => {
    const bench = new DeliveryBench([line]);
    const delivering = bench.deliver(aBatch(2));
    await bench.clock.advance(waitMs);
    bench.controller.abort();
    await delivering;

    expect(bench.ended).toMatchObject([{ ids: ['m-1', 'm-2'], as: 'deadline', attempts: 1 }]);
    bench.delivery.dispose();
    expect(bench.clock.timers).toBe(0);
  });

  it('drops every part of a batch that was split', async () => {
    const bench = new DeliveryBench([400, 'silence']);
    const delivering = bench.deliver(aBatch(4));
    await turns();
    bench.controller.abort();
    await delivering;

    expect(bench.ended.map(({ as }) => as)).toEqual(['deadline', 'deadline']);
    expect(bench.transport.requests).toHaveLength(2);
  });

  it('sends nothing where it was aborted before', async () => {
    const bench = new DeliveryBench([]);
    bench.controller.abort();
    await bench.deliver(aBatch());

    expect(bench.ended).toMatchObject([{ as: 'deadline', attempts: 0 }]);
    expect(bench.transport.requests).toHaveLength(0);
  });
});

describe('a delivery', () => {
  it('compresses bodies where it is told to, and says so', async () => {
    const large = aParcel('m-1', JSON.stringify({ messageId: 'm-1', text: 'x'.repeat(5_000) }));
    const bench = new DeliveryBench([], { gzip: true });
    await bench.deliver([large]);
    await bench.deliver(aBatch());
    const [first, second] = bench.transport.requests;

    expect(first?.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(first?.body ?? '').toString()).toContain('x'.repeat(5_000));
    expect(second?.headers).not.toHaveProperty('content-encoding');
  });

  it('lets one batch find out at a time once its retries are used up', async () => {
    const bench = new DeliveryBench([], { otherwise: 503, maxRetries: 1_000 });
    for (let batch = 0; batch < 4; batch += 1) void bench.deliver(aBatch());
    await bench.clock.advance(3_600_000);
    expect(bench.transport.requests.length).toBeGreaterThan(100);
    expect(bench.delivery.isOnHold).toBe(true);

    const before = bench.transport.requests.length;
    await bench.clock.advance(600_000);

    // One probe a minute at the most often, where four batches would make four requests.
    expect(bench.transport.requests.length - before).toBeLessThanOrEqual(11);
  });

  it('closes its transport when it is disposed of', () => {
    const bench = new DeliveryBench([]);
    bench.delivery.dispose();

    expect(bench.transport.closed).toBe(1);
  });
});
