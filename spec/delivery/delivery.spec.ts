import { describe, expect, it } from '@jest/globals';
import { aBatch } from './a-batch.js';
import { DeliveryBench, WRITE_KEY } from './a-delivery.js';
import { bodyOf, broken, type Line, later } from './scripted-transport.js';

const DAY_MS = 86_400_000;

describe('a batch that is accepted', () => {
  it('is delivered by one request, authorized and to the configured URL', async () => {
    const bench = new DeliveryBench([]);
    await bench.deliver(aBatch(3));

    expect(bench.ended).toEqual([{ ids: ['m-1', 'm-2', 'm-3'], as: 'delivered', attempts: 1 }]);
    expect(bench.transport.requests).toMatchObject([
      {
        url: 'https://service.example/v1/batch',
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${WRITE_KEY}:`).toString('base64')}` },
      },
    ]);
    expect(bench.transport.requests[0]?.headers).not.toHaveProperty('x-retry-count');
  });

  it('leaves no timer', async () => {
    const bench = new DeliveryBench([503]);
    const delivering = bench.deliver(aBatch());
    await bench.clock.advance(500);
    await delivering;

    expect(bench.clock.timers).toBe(0);
  });

  it('is delivered by a reply without headers', async () => {
    // A transport in JavaScript may leave them out.
    const bench = new DeliveryBench([{ status: 200 } as Line]);
    await bench.deliver(aBatch());

    expect(bench.ended).toMatchObject([{ as: 'delivered' }]);
  });
});

describe('a batch that fails for a while', () => {
  it.each<readonly [string, Line]>([
    ['503', 503],
    ['408', 408],
    ['429', 429],
    ['a refused connection', broken('ECONNREFUSED')],
    ['a reset connection', broken('ECONNRESET')],
  ])('is sent again, after waits that double: %s', async (_name, line) => {
    const bench = new DeliveryBench([line, line, line, line]);
    void bench.deliver(aBatch());

    expect(await bench.requestTimes(10_000)).toEqual([0, 500, 1_500, 3_500, 7_500]);
    expect(bench.ended).toEqual([{ ids: ['m-1'], as: 'delivered', attempts: 5 }]);
  });

  it('waits for at least half as long where chance has it', async () => {
    const bench = new DeliveryBench([503, 503, 503], { random: () => 0 });
    void bench.deliver(aBatch());

    expect(await bench.requestTimes(10_000)).toEqual([0, 250, 750, 1_750]);
  });

  it('says with each request which retry it is', async () => {
    const bench = new DeliveryBench([503, broken('EPIPE'), 429]);
    void bench.deliver(aBatch());
    await bench.clock.advance(10_000);

    expect(bench.transport.requests.map(({ headers }) => headers['x-retry-count'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
    ]);
  });

  it('has the time of sending renewed, and the rest of its body byte for byte the same', async () => {
    const bench = new DeliveryBench([503, 503]);
    void bench.deliver(aBatch(5));
    await bench.clock.advance(10_000);
    const bodies = bench.transport.requests.map(({ body }) => body.toString('utf8'));
    const times = bench.transport.requests.map((request) => bodyOf(request).sentAt);

    expect(times).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:00.500Z',
      '2026-01-01T00:00:01.500Z',
    ]);
    expect(new Set(bodies.map((body, index) => body.replace(times[index] ?? '', ''))).size).toBe(1);
  });

  it('is sent again where the deadline of a request passes', async () => {
    const bench = new DeliveryBench(['silence'], { httpRequestTimeout: 1_000 });
    void bench.deliver(aBatch());

    expect(await bench.requestTimes(5_000)).toEqual([0, 1_500]);
    expect(bench.answers).toMatchObject([{ kind: 'failure', isTimeout: true }, { status: 200 }]);
  });
});

describe('a reply with Retry-After', () => {
  it.each([429, 503, 500, 408])('sets the wait, whatever is retried: %i', async (status) => {
    const bench = new DeliveryBench([later(status, '7')]);
    void bench.deliver(aBatch());

    expect(await bench.requestTimes(20_000)).toEqual([0, 7_000]);
  });

  it('never makes the wait shorter than it would be without', async () => {
    const bench = new DeliveryBench([503, 503, 503, later(503, '1')]);
    void bench.deliver(aBatch());

    expect(await bench.requestTimes(20_000)).toEqual([0, 500, 1_500, 3_500, 7_500]);
  });

  it.each(['0', '-1', '1.5', '', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'changes nothing where it asks for no wait: %j',
    async (header) => {
      const bench = new DeliveryBench([later(429, header)]);
      void bench.deliver(aBatch());

      expect(await bench.requestTimes(2_000)).toEqual([0, 500]);
    },
  );

  it('never makes the wait longer than 300 seconds', async () => {
    const bench = new DeliveryBench([later(429, '86400')]);
    void bench.deliver(aBatch());

    expect(await bench.requestTimes(400_000)).toEqual([0, 300_000]);
  });

  it('holds every batch back; one goes first, and the others when it succeeded', async () => {
    const bench = new DeliveryBench([later(429, '5'), 'silence'], { httpRequestTimeout: 1_000 });
    void bench.deliver(aBatch());
    await bench.clock.advance(0);
    expect(bench.delivery.isOnHold).toBe(true);
    void bench.deliver(aBatch());
    void bench.deliver(aBatch());
    await bench.clock.advance(4_999);
    expect(bench.transport.requests).toHaveLength(1);

    await bench.clock.advance(1);
    expect(bench.transport.requests).toHaveLength(2);
    await bench.clock.advance(10_000);

    expect(bench.ended.map(({ as }) => as)).toEqual(['delivered', 'delivered', 'delivered']);
    expect(bench.delivery.isOnHold).toBe(false);
  });

  it.each([
    ['the last retry', { maxRetries: 0 }],
    ['the end of its time', { maxRateLimitMs: 1_000 }],
  ])('holds the other batches back though it ends its own: %s', async (_name, options) => {
    const bench = new DeliveryBench([later(429, '5')], options);
    await bench.deliver(aBatch());

    expect(bench.ended).toMatchObject([{ as: 'retries-spent', status: 429 }]);
    expect(bench.delivery.isOnHold).toBe(true);
  });
});

describe('a batch that fails for too long', () => {
  it.each([0, 1, 3])('is given up after %i retries, with the last status', async (maxRetries) => {
    const bench = new DeliveryBench([], { otherwise: 503, maxRetries });
    void bench.deliver(aBatch(2));
    await bench.clock.advance(DAY_MS);

    expect(bench.ended).toEqual([
      { ids: ['m-1', 'm-2'], as: 'retries-spent', attempts: maxRetries + 1, status: 503 },
    ]);
  });

  it('counts 429 as any other retry', async () => {
    const bench = new DeliveryBench([503, 429, 503, 429], { maxRetries: 3 });
    void bench.deliver(aBatch());
    await bench.clock.advance(DAY_MS);

    expect(bench.ended).toMatchObject([{ as: 'retries-spent', attempts: 4, status: 429 }]);
  });

  it.each<readonly [string, Line, object]>([
    ['faults', 503, { maxTotalBackoffMs: 4_000 }],
    ['broken connections', broken('ECONNRESET'), { maxTotalBackoffMs: 4_000 }],
    ['429', 429, { maxRateLimitMs: 4_000 }],
  ])(
    'is given up when its time for %s is over, before a wait that would pass it',
    async (_name, line, options) => {
      const bench = new DeliveryBench([], { otherwise: line, ...options });
      void bench.deliver(aBatch());

      expect(await bench.requestTimes(60_000)).toEqual([0, 500, 1_500, 3_500]);
      expect(bench.ended).toMatchObject([{ as: 'retries-spent', attempts: 4 }]);
    },
  );

  it('has its times for 429 and for faults apart', async () => {
    const bench = new DeliveryBench([], { otherwise: 429, maxTotalBackoffMs: 1, maxRetries: 2 });
    void bench.deliver(aBatch());
    await bench.clock.advance(60_000);

    expect(bench.ended).toMatchObject([{ attempts: 3 }]);
  });
});

describe('a batch that is refused', () => {
  it.each([301, 302, 307, 401, 403, 404, 405, 418, 501, 505, 511])(
    'is not sent again: %i',
    async (status) => {
      const bench = new DeliveryBench([status]);
      await bench.deliver(aBatch(4));

      expect(bench.ended).toEqual([
        { ids: ['m-1', 'm-2', 'm-3', 'm-4'], as: 'refused', attempts: 1, status },
      ]);
      expect(bench.results).toMatchObject([{ ending: { isGeneral: true } }]);
    },
  );

  it('is tried once more for a certificate, and not again', async () => {
    const bench = new DeliveryBench([], { otherwise: broken('CERT_HAS_EXPIRED') });
    void bench.deliver(aBatch());

    expect(await bench.requestTimes(60_000)).toEqual([0, 500]);
    expect(bench.ended).toMatchObject([{ as: 'refused', attempts: 2 }]);
  });

  it('is delivered where the certificate is right the second time', async () => {
    const bench = new DeliveryBench([broken('CERT_HAS_EXPIRED')]);
    void bench.deliver(aBatch());
    await bench.clock.advance(500);

    expect(bench.ended).toMatchObject([{ as: 'delivered', attempts: 2 }]);
  });
});
