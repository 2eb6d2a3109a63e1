import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { HttpRequestEvent } from '../../lib/client/events.js';
import { aTrack } from '../support/client.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const LARGE = { properties: { text: 'Ünïcode 🎈 '.repeat(500) } };

describe('gzip', () => {
  it('compresses a body, which says the same as before', async () => {
    const service = await stage.service();
    const [plain, small] = [stage.client(service), stage.client(service, { gzip: true })];
    const call = aTrack({ ...LARGE, messageId: 'an-id', timestamp: '2026-01-01T00:00:00.000Z' });

    for (const client of [plain, small]) {
      client.track(call);
      await client.flush();
    }

    const [before, after] = service.requests;
    expect(before?.headers['content-encoding']).toBeUndefined();
    expect(after?.headers['content-encoding']).toBe('gzip');
    expect(after?.headers['content-type']).toBe('application/json');
    expect(Number(after?.headers['content-length'])).toBe(after?.rawBody.length);
    expect(after?.rawBody.length).toBeLessThan((before?.rawBody.length ?? 0) / 10);
    expect(after?.body.batch).toEqual(before?.body.batch);
  });

  it('leaves a small body as it is, from 1 KiB on it compresses', async () => {
    const service = await stage.service();
    const client = stage.client(service, { gzip: true });
    const sizeOf = async (letters: number): Promise<[number, string | undefined]> => {
      client.track(aTrack({ properties: { text: 'x'.repeat(letters) } }));
      await client.flush();
      const { rawBody, headers } = service.requests.at(-1) ?? { rawBody: Buffer.alloc(0) };
      const encoding = headers?.['content-encoding'];
      return [(encoding === 'gzip' ? gunzipSync(rawBody) : rawBody).length, encoding];
    };

    const [emptyBytes, none] = await sizeOf(0);
    expect(none).toBeUndefined();

    expect(await sizeOf(1_023 - emptyBytes)).toEqual([1_023, undefined]);
    expect(await sizeOf(1_024 - emptyBytes)).toEqual([1_024, 'gzip']);
  });

  it('sends the same messages again in a retry, compressed anew with its own time', async () => {
    const service = await stage.service([status(503)]);
    const client = stage.client(service, { gzip: true });

    const receipt = client.track(aTrack(LARGE));
    await client.flush();

    expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 2 });
    const [first, second] = service.requests;
    expect(second?.headers['content-encoding']).toBe('gzip');
    expect(second?.headers['x-retry-count']).toBe('1');
    expect(second?.body.batch).toEqual(first?.body.batch);
  });

  it('shows in http_request the readable body, and the bytes that were sent', async () => {
    const service = await stage.service();
    const client = stage.client(service, { gzip: true });
    const requests: HttpRequestEvent[] = [];
    client.on('http_request', (event) => requests.push(event));

    const { messageId } = client.track(aTrack(LARGE));
    await client.flush();

    expect(requests[0]?.bytes).toBe(service.requests[0]?.rawBody.length);
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ batch: [{ messageId }] });
    expect(requests[0]?.headers['content-encoding']).toBe('gzip');
  });

  it('finds the bad message of a batch as it does without', async () => {
    const service = await stage.service();
    service.otherwise(({ body }, response) => {
      const isBad = body.batch.some(({ event }) => event === 'Bad');
      response.writeHead(isBad ? 400 : 200).end();
    });
    const client = stage.client(service, { gzip: true });

    for (const event of ['Good', 'Bad', 'Good']) client.track(aTrack({ ...LARGE, event }));

    expect(await client.flush()).toEqual({ delivered: 2, dropped: 1, spooled: 0, pending: 0 });
  });
});
