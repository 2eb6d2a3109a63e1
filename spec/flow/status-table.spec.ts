import { describe, expect, it } from '@jest/globals';
import type { DeliveryError } from '../../lib/base/errors.js';
import { aTrack } from '../support/client.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

// The table of the delivery contract, a status a line, through a real server.
const DELIVERED = [200, 201, 202, 204, 299];
const REFUSED = [
  300, 301, 302, 303, 304, 307, 308, 401, 403, 404, 405, 409, 418, 431, 451, 501, 505, 511,
];
const RETRIED = [408, 410, 460, 429, 500, 502, 503, 504, 507, 508, 509, 510, 520, 529, 599];

describe('a lone message, by the status of the reply', () => {
  const stage = useStage();

  it.each(DELIVERED)('%i: is delivered', async (code) => {
    const service = await stage.service([status(code, {}, code === 204 ? '' : '{}')]);
    const client = stage.client(service);

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 1 });
  });

  it.each(REFUSED)('%i: is refused, and not tried again', async (code) => {
    const service = await stage.service([status(code)]);
    const client = stage.client(service);

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toMatchObject({ status: 'dropped', reason: 'refused' });
    expect(service.requests).toHaveLength(1);
  });

  it.each(RETRIED)('%i: is tried again, and delivered', async (code) => {
    const service = await stage.service([status(code)]);
    const client = stage.client(service);

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 2 });
  });

  it.each([400, 422])('%i: is refused', async (code) => {
    const service = await stage.service([status(code, {}, 'a bad event')]);
    const client = stage.client(service);

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toMatchObject({ status: 'dropped', reason: 'refused' });
    expect(service.requests).toHaveLength(1);
  });

  it('413: is too large', async () => {
    const service = await stage.service([status(413)]);
    const client = stage.client(service);

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toMatchObject({ status: 'dropped', reason: 'too-large' });
  });

  it('ends as retries-spent, with the last status, when the retries are used up', async () => {
    const service = await stage.service();
    service.otherwise(status(503, {}, 'down for maintenance'));
    const client = stage.client(service, { maxRetries: 3 });
    const failed = new Promise<DeliveryError>((resolve) => {
      client.track(aTrack(), (error) => resolve(error as DeliveryError));
    });

    await client.flush();

    const error = await failed;
    expect(error).toMatchObject({ code: 'retries-spent', status: 503, attempts: 4 });
    expect(error.message).toContain('down for maintenance');
    expect(service.requests).toHaveLength(4);
  });
});

describe('a batch that is refused for one bad message', () => {
  const stage = useStage();

  it.each([
    [400, 'refused'],
    [422, 'refused'],
    [413, 'too-large'],
  ])(
    '%i: is halved until the bad one stands alone, and all others are delivered',
    async (code, reason) => {
      const service = await stage.service();
      service.otherwise((request, response, socket) => {
        const isBad = request.body.batch.some((message) => message['event'] === 'Bad');
        status(isBad ? code : 200)(request, response, socket);
      });
      const client = stage.client(service);

      const receipts = Array.from({ length: 100 }, (_, index) =>
        client.track(aTrack({ event: index === 37 ? 'Bad' : 'Good' })),
      );
      const report = await client.flush();

      expect(report).toEqual({ delivered: 99, dropped: 1, spooled: 0, pending: 0 });
      expect(await receipts[37]?.outcome).toMatchObject({ status: 'dropped', reason });
      // One for the batch, and at most 2·⌈log₂ 100⌉ + 2 for its parts.
      expect(service.requests.length).toBeLessThanOrEqual(1 + 2 * 7 + 2);
    },
  );

  it('is not halved without end where everything is bad: the rest is refused with the status it met', async () => {
    const service = await stage.service();
    service.otherwise(status(400));
    const client = stage.client(service);

    const receipts = Array.from({ length: 64 }, () => client.track(aTrack()));
    await client.flush();

    const outcomes = await Promise.all(receipts.map(({ outcome }) => outcome));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: 'refused', error: { status: 400 } });
    }
    expect(service.requests).toHaveLength(1 + 2 * 6 + 2);
  });

  it('keeps the order of calls with one request at a time', async () => {
    const service = await stage.service();
    const delivered: unknown[] = [];
    service.otherwise((request, response, socket) => {
      const { batch } = request.body;
      const isBad = batch.some((message) => message['event'] === 'Bad');
      if (!isBad) delivered.push(...batch.map((message) => message['userId']));
      status(isBad ? 400 : 200)(request, response, socket);
    });
    const client = stage.client(service, { maxInFlight: 1 });

    for (let index = 0; index < 32; index += 1) {
      client.track(aTrack({ userId: index, event: index === 5 ? 'Bad' : 'Good' }));
    }
    await client.flush();

    const expected = Array.from({ length: 32 }, (_, index) => String(index));
    expect(delivered).toEqual(expected.filter((id) => id !== '5'));
  });
});
