import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { circle, nested, revoked, throwing } from '../support/hostile-values.js';
import { accepted, silence } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const BROKEN_PRICE = Object.defineProperty({}, 'price', { get: throwing, enumerable: true });

const LIMIT = 32_768;
const FIXED = { messageId: 'fixed', timestamp: '2026-01-01T00:00:00.000Z' };

/** How many bytes the client adds around a text in the properties: measured, not assumed. */
async function bytesAround(): Promise<number> {
  const service = await stage.service();
  const client = stage.client(service);
  client.track(aTrack({ ...FIXED, properties: { text: '' } }));
  const { pendingBytes } = client.stats();
  await client.flush();
  expect(pendingBytes).toBe(Buffer.byteLength(JSON.stringify(service.messages[0])));
  return pendingBytes;
}

/** A text of exactly so many bytes in UTF-8, made of one character as far as possible. */
function textOf(character: string, bytes: number): string {
  const size = Buffer.byteLength(character);
  const whole = Math.floor(bytes / size);
  return character.repeat(whole) + 'x'.repeat(bytes - whole * size);
}

describe('the size of a message (CONTRACT 10)', () => {
  it.each(['x', 'é', '€', '😀'])('is exact at the limit, with text of %s', async (character) => {
    const room = LIMIT - (await bytesAround());
    const service = await stage.service();
    const client = stage.client(service);

    client.track(aTrack({ ...FIXED, properties: { text: textOf(character, room) } }));
    const over = aTrack({ ...FIXED, properties: { text: textOf(character, room + 1) } });

    expect(client.stats().pendingBytes).toBe(LIMIT);
    expect(() => client.track(over)).toThrow(expect.objectContaining({ code: 'too-large' }));
    expect(await client.flush()).toMatchObject({ delivered: 1 });
    expect(Buffer.byteLength(JSON.stringify(service.messages[0]))).toBe(LIMIT);
    expect(client.stats()).toMatchObject({ accepted: 1, refused: { 'too-large': 1 } });
  });

  it('counts escapes and lone surrogates as they are sent', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    client.track(aTrack({ properties: { text: '"\\\n\u0001\ud800' } }));
    const { pendingBytes } = client.stats();
    await client.flush();

    const raw = service.requests[0]?.rawBody.toString('utf8') ?? '';
    const sent = raw.slice(raw.indexOf('[') + 1, -2);
    expect(Buffer.byteLength(sent)).toBe(pendingBytes);
    expect(sent).toContain('"text":"\\"\\\\\\n\\u0001\\ud800"');
  });
});

describe('the values in a message (CONTRACT 9)', () => {
  it('become what JSON can say', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    client.track(
      aTrack({
        properties: {
          big: 12345678901234567890n,
          none: Number.NaN,
          endless: Number.POSITIVE_INFINITY,
          day: new Date('2026-01-01T00:00:00.000Z'),
          left: undefined,
          out: () => 1,
          symbol: Symbol('out'),
          money: { toJSON: () => '3 EUR' },
        },
      }),
    );
    await client.flush();

    expect(service.messages[0]?.['properties']).toEqual({
      big: '12345678901234567890',
      none: null,
      endless: null,
      day: '2026-01-01T00:00:00.000Z',
      money: '3 EUR',
    });
  });

  it.each([
    ['a getter that throws', BROKEN_PRICE, 'properties.bad.price'],
    ['a toJSON that throws', { toJSON: throwing }, 'properties.bad'],
    ['a revoked proxy', revoked(), 'properties.bad'],
    ['a circle', circle(), 'properties.bad'],
    ['a deep nest', nested(5_000), 'properties.bad'],
  ])('are told by their path where they cannot be: %s', async (_what, bad, path) => {
    const service = await stage.service();
    const client = stage.client(service);

    const call = (): unknown => client.track(aTrack({ properties: { good: 1, bad } }));

    expect(call).toThrow(
      expect.objectContaining({ code: 'unserializable', field: expect.stringContaining(path) }),
    );
    client.track(aTrack());
    expect(await client.flush()).toEqual({ delivered: 1, dropped: 0, spooled: 0, pending: 0 });
    expect(service.messages).toHaveLength(1);
  });
});

describe('the body of a request (CONTRACT 10)', () => {
  it.each([2_048 + 1_024, 40_000])('never passes maxBatchBytes of %d', async (maxBatchBytes) => {
    const service = await stage.service();
    const client = stage.client(service, { maxBatchBytes, maxEventBytes: 1_500 });

    for (let index = 0; index < 400; index += 1) {
      client.track(aTrack({ properties: { text: '😀'.repeat((index * 7) % 250) } }));
    }
    const largestMessage = 1_500;
    expect(await client.flush()).toMatchObject({ delivered: 400 });

    const sizes = service.requests.map(({ rawBody }) => rawBody.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxBatchBytes);
    // Batches are filled: two that follow each other would not have fitted into one.
    expect(Math.max(...sizes)).toBeGreaterThan(maxBatchBytes - largestMessage);
  });

  it('is filled to the last byte, and not over it', async () => {
    const measured = await stage.service();
    const probe = stage.client(measured);
    const call = aTrack({ ...FIXED, properties: { text: 'x'.repeat(2_000) } });
    probe.track(call);
    probe.track(call);
    await probe.flush();
    const exact = measured.requests[0]?.rawBody.length ?? 0;
    const service = await stage.service();

    for (const maxBatchBytes of [exact, exact - 1]) {
      const client = stage.client(service, { maxBatchBytes, maxEventBytes: 2_500 });
      client.track(call);
      client.track(call);
      await client.flush();
    }

    expect(service.requests.map(({ body }) => body.batch.length)).toEqual([2, 1, 1]);
    expect(service.requests[0]?.rawBody.length).toBe(exact);
  });

  it('never carries more than maxBatchSize messages', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxBatchSize: 7 });

    for (let index = 0; index < 50; index += 1) client.track(aTrack());
    await client.flush();

    const counts = service.requests.map(({ body }) => body.batch.length);
    expect(counts.every((count) => count <= 7)).toBe(true);
    expect(counts).toContain(7);
    expect(service.messages).toHaveLength(50);
  });
});

describe('what counts against the queue (CONTRACT 12)', () => {
  it('is everything unsettled: waiting, in flight and waiting for a retry', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service, { maxQueueSize: 3, flushAt: 1, maxBatchSize: 1 });
    client.track(aTrack());
    await service.received(1);
    service.otherwise(silence);
    client.track(aTrack());
    client.track(aTrack());

    const { outcome } = client.track(aTrack());

    expect(await outcome).toMatchObject({ reason: 'queue-full' });
    expect(client.stats().pending).toBe(3);
  });

  it('has room again as soon as something is settled', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxQueueSize: 1 });
    client.track(aTrack());
    await client.flush();

    expect(client.track(aTrack()).outcome).toBeDefined();
    expect(client.stats()).toMatchObject({ accepted: 2, refused: { 'queue-full': 0 } });
  });

  it('is counted in bytes as well', async () => {
    const service = await stage.service([accepted]);
    const client = stage.client(service, { maxQueueBytes: 4_000 });
    const call = aTrack({ properties: { text: '€'.repeat(400) } });

    const receipts = [client.track(call), client.track(call), client.track(call)];

    expect(client.stats().pendingBytes).toBeLessThanOrEqual(4_000);
    expect(client.stats()).toMatchObject({ accepted: 2, refused: { 'queue-full': 1 } });
    expect(await receipts[2]?.outcome).toMatchObject({ reason: 'queue-full' });
    await client.flush();
    expect(client.stats().pendingBytes).toBe(0);
  });
});
