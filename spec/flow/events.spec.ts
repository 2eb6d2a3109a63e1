import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import type { DropEvent, HttpRequestEvent, HttpResponseEvent } from '../../lib/client/events.js';
import type { MessageType } from '../../lib/message/message.js';
import type { Context } from '../../lib/pipeline/context.js';
import { aTrack } from '../support/client.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { reset, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const TYPES: readonly MessageType[] = ['identify', 'track', 'page', 'screen', 'group', 'alias'];

function watchHttp(client: Analytics): {
  readonly requests: HttpRequestEvent[];
  readonly responses: HttpResponseEvent[];
} {
  const watched = { requests: [] as HttpRequestEvent[], responses: [] as HttpResponseEvent[] };
  client.on('http_request', (event) => watched.requests.push(event));
  client.on('http_response', (event) => watched.responses.push(event));
  return watched;
}

describe('the event of a type of call', () => {
  it.each(TYPES)('%s comes once its message is delivered, with the message', async (type) => {
    const service = await stage.service([status(503)]);
    const client = stage.client(service);
    const contexts: Context[] = [];
    const others: string[] = [];
    client.on(type, (context) => contexts.push(context));
    for (const other of TYPES) if (other !== type) client.on(other, () => others.push(other));

    const ids = { userId: 'user-1', groupId: 'a-group', previousId: 'nobody', event: 'x' };
    const { messageId } = client[type](ids as never);
    expect(contexts).toEqual([]);
    await client.flush();

    expect(contexts).toHaveLength(1);
    expect(contexts[0]).toMatchObject({ id: messageId, attempts: 2 });
    expect(contexts[0]?.event).toEqual(service.messages[0]);
    expect(JSON.parse(JSON.stringify(contexts[0]))).toEqual({
      id: messageId,
      attempts: 2,
      event: service.messages[0],
      logs: [],
      metrics: [],
    });
    expect(others).toEqual([]);
  });

  it('does not come for a message that was dropped', async () => {
    const service = await stage.service([status(403)]);
    const client = stage.client(service);
    const contexts: Context[] = [];
    client.on('track', (context) => contexts.push(context));

    client.track(aTrack());
    await client.flush();

    expect(contexts).toEqual([]);
    expect(client.stats().dropped.refused).toBe(1);
  });
});

describe('http_request and http_response', () => {
  it('come for each attempt, with what was sent and what was answered', async () => {
    const service = await stage.service([status(503, { 'x-from': 'a-server' }, 'busy')]);
    const client = stage.client(service);
    const { requests, responses } = watchHttp(client);

    client.track(aTrack());
    client.track(aTrack());
    await client.flush();

    const url = `${service.url}/v1/batch`;
    const bytes = service.requests[0]?.rawBody.length;
    const sent = { url, method: 'POST', events: 2, bytes };
    expect(requests).toMatchObject([
      { ...sent, attempt: 1 },
      { ...sent, attempt: 2, headers: { 'x-retry-count': '1' } },
    ]);
    expect(responses).toMatchObject([
      { ...sent, attempt: 1, status: 503, headers: { 'x-from': 'a-server' }, body: 'busy' },
      { ...sent, attempt: 2, status: 200, statusText: 'OK', body: '{"success":true}' },
    ]);
    const { batch } = JSON.parse(requests[0]?.body ?? '') as { batch: unknown };
    expect(batch).toEqual(service.requests[0]?.body.batch);
  });

  it('tell of a request without a reply, too', async () => {
    const service = await stage.service([reset]);
    const client = stage.client(service);
    const { responses } = watchHttp(client);

    client.track(aTrack());
    await client.flush();

    expect(responses).toHaveLength(2);
    expect(responses[0]).toMatchObject({
      attempt: 1,
      status: 0,
      statusText: '',
      headers: {},
      body: '',
    });
    expect(responses[1]).toMatchObject({ attempt: 2, status: 200 });
  });

  it('tell how long the exchange took', async () => {
    const clock = new ManualClock();
    const transport = {
      send: () =>
        new Promise<{ status: number; headers: Record<string, string> }>((resolve) => {
          clock.after(250, () => resolve({ status: 200, headers: {} }));
        }),
    };
    const client = stage.client({ url: 'http://service.invalid' }, { clock, transport });
    const { responses } = watchHttp(client);

    client.track(aTrack());
    const flushed = client.flush();
    await clock.advance(250);
    await flushed;

    expect(responses.map(({ durationMs }) => durationMs)).toEqual([250]);
  });

  it('quote no more than 200 characters of a reply', async () => {
    const service = await stage.service([status(200, {}, '🎈'.repeat(1_000))]);
    const client = stage.client(service);
    const { responses } = watchHttp(client);

    client.track(aTrack());
    await client.flush();

    expect(responses[0]?.body).toBe('🎈'.repeat(100));
  });
});

describe('drop', () => {
  it('names the messages that ended together, the reason and the error', async () => {
    const service = await stage.service([status(403)]);
    const client = stage.client(service);
    const drops: DropEvent[] = [];
    client.on('drop', (drop) => drops.push(drop));

    const ids = [client.track(aTrack()), client.track(aTrack())].map(({ messageId }) => messageId);
    await client.flush();

    expect(drops).toEqual([
      { reason: 'refused', messageIds: ids, error: expect.objectContaining({ status: 403 }) },
    ]);
  });
});

describe('initialize', () => {
  it('comes in the turn after the constructor, with the options and without a key in them', async () => {
    const clientKey = generateKeyPairSync('rsa', { modulusLength: 2_048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
    const oauthSettings = { clientId: 'c', keyId: 'k', clientKey };
    const service = await stage.service();
    const client = stage.client(service, {
      writeKey: 'the-key',
      flushAt: 7,
      oauthSettings,
      mirror: { writeKey: 'the-other-key', oauthSettings },
    });
    const told: unknown[] = [];
    client.on('initialize', (options) => told.push(options));
    await turns(1);

    expect(told).toMatchObject([{ flushAt: 7, oauthSettings: { clientId: 'c' } }]);
    expect(JSON.stringify(told)).not.toMatch(/the-key|the-other-key|PRIVATE KEY/);
  });
});

describe('dispatch_start', () => {
  it('comes for each message that is accepted, and for no other', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxQueueSize: 1, onInvalid: 'drop' });
    const started: Context[] = [];
    client.on('dispatch_start', (context) => started.push(context));

    const { messageId } = client.track(aTrack());
    client.track(aTrack());
    client.track({} as never);
    await client.flush();

    expect(started).toMatchObject([{ id: messageId, attempts: 0, event: { messageId } }]);
  });
});

describe('drained', () => {
  it('comes when nothing is pending any more, and not before', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxBatchSize: 1, maxInFlight: 1 });
    const pending: number[] = [];
    const delivered: number[] = [];
    client.on('drained', () => {
      pending.push(client.stats().pending);
      delivered.push(client.stats().delivered);
    });

    for (let call = 0; call < 5; call += 1) client.track(aTrack());
    await client.flush();
    client.track(aTrack());
    await client.flush();

    expect({ pending, delivered }).toEqual({ pending: [0, 0], delivered: [5, 6] });
  });

  it('does not come while a callback brings new messages', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const delivered: number[] = [];
    client.on('drained', () => delivered.push(client.stats().delivered));

    client.track(aTrack(), () => client.track(aTrack()));
    await client.flush();
    await client.flush();

    expect(delivered).toEqual([2]);
  });
});

describe('call_after_close', () => {
  it('comes for a call after the close, with the message that it would have been', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const calls: unknown[] = [];
    client.on('call_after_close', (call) => calls.push(call));
    const before = aTrack({ messageId: 'before' });
    const after = aTrack({ messageId: 'after' });

    client.track(before);
    const closed = client.close();
    const { outcome } = client.track(after);
    expect(calls).toEqual([]);
    await closed;

    expect(await outcome).toMatchObject({ reason: 'closed' });
    expect(calls).toMatchObject([{ ...after, type: 'track', properties: {} }]);
    expect(service.messages.map(({ messageId }) => messageId)).toEqual(['before']);
  });
});
