import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { Analytics } from '../../lib/client/analytics.js';
import { SEGMENT_EU, SEGMENT_US } from '../../lib/client/endpoints.js';
import { aTrack, QUICK_RETRIES } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import type { ReceivedBody } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

// Connections are not kept open under nock, so this file looks at replies and faults alone.

const stage = useStage();
const SERVICE = { url: 'http://service.test' };

beforeAll(() => nock.disableNetConnect());

afterEach(() => {
  nock.abortPendingRequests();
  nock.cleanAll();
});

afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

function aFault(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`the network says ${code}`), { code });
}

describe('a client without a host', () => {
  it('sends to Segment in the US, with the write key by Basic auth', async () => {
    const bodies: ReceivedBody[] = [];
    const scope = nock(SEGMENT_US.host)
      .post('/v1/batch', (body: ReceivedBody) => bodies.push(body) > 0)
      .basicAuth({ user: 'a-write-key', pass: '' })
      .matchHeader('content-type', 'application/json')
      .reply(200, { success: true });
    const client = new Analytics({ writeKey: 'a-write-key', maxRetries: 0 });

    const { messageId } = client.track(aTrack());
    await client.close();

    expect(scope.isDone()).toBe(true);
    expect(client.stats().delivered).toBe(1);
    expect(bodies).toMatchObject([{ writeKey: 'a-write-key', batch: [{ messageId }] }]);
  });

  it('sends to the EU with that preset', async () => {
    const scope = nock(SEGMENT_EU.host).post(SEGMENT_EU.path).reply(200);
    const client = new Analytics({ writeKey: 'a-write-key', maxRetries: 0, ...SEGMENT_EU });

    client.track(aTrack());
    await client.close();

    expect(scope.isDone()).toBe(true);
    expect(client.stats().delivered).toBe(1);
  });
});

describe('faults of the network', () => {
  const CODES = ['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT'];

  it.each(CODES)('%s is retried, with the same message', async (code) => {
    const ids: (string | undefined)[] = [];
    const note = ({ batch }: ReceivedBody): boolean => ids.push(batch[0]?.messageId) > 0;
    const scope = nock(SERVICE.url)
      .post('/v1/batch')
      .replyWithError(aFault(code))
      .post('/v1/batch', note)
      .matchHeader('x-retry-count', '1')
      .reply(200);
    const client = stage.client(SERVICE);

    const receipt = client.track(aTrack());
    await client.flush();

    expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 2 });
    expect(ids).toEqual([receipt.messageId]);
    expect(scope.isDone()).toBe(true);
  });

  it('end in an error that names the fault, when retries are spent', async () => {
    const scope = nock(SERVICE.url).post('/v1/batch').times(3).replyWithError(aFault('ENOTFOUND'));
    const client = stage.client(SERVICE, { maxRetries: 2 });
    const errors: unknown[] = [];

    client.track(aTrack(), (error) => errors.push(error));
    await client.flush();

    expect(scope.isDone()).toBe(true);
    expect(errors).toMatchObject([
      { code: 'retries-spent', attempts: 3, cause: { code: 'ENOTFOUND' } },
    ]);
  });
});

describe('a service that is slow', () => {
  it('is given up at httpRequestTimeout, and asked again', async () => {
    const clock = new ManualClock();
    let requests = 0;
    const scope = nock(SERVICE.url)
      .post('/v1/batch', () => {
        requests += 1;
        return true;
      })
      .delay(600_000)
      .reply(200)
      .post('/v1/batch')
      .reply(200);
    const client = stage.client(SERVICE, { clock, httpRequestTimeout: 5_000 });
    const receipt = client.track(aTrack());
    const flushed = client.flush();
    await until(() => requests > 0, 'the first request');

    await clock.advance(5_000);
    await clock.advance(QUICK_RETRIES.maxTimeout);
    await flushed;

    expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 2 });
    expect(scope.isDone()).toBe(true);
  });
});

describe('a status that only a proxy in between gives', () => {
  it.each([460, 520, 522, 529, 598])('%i is retried', async (code) => {
    const scope = nock(SERVICE.url).post('/v1/batch').reply(code).post('/v1/batch').reply(200);
    const client = stage.client(SERVICE);

    const receipt = client.track(aTrack());
    await client.flush();

    expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 2 });
    expect(scope.isDone()).toBe(true);
  });

  it.each([402, 407, 451, 501, 505, 511])('%i is not', async (code) => {
    nock(SERVICE.url).post('/v1/batch').reply(code).post('/v1/batch').reply(200);
    const client = stage.client(SERVICE);

    const receipt = client.track(aTrack());
    await client.flush();

    expect(await receipt.outcome).toMatchObject({ reason: 'refused', error: { status: code } });
    expect(nock.pendingMocks()).toHaveLength(1);
  });
});
