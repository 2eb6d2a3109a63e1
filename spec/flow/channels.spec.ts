import { describe, expect, it } from '@jest/globals';
import type { ChannelMessages, EndedTold } from '../../lib/client/channels.js';
import { aTrack } from '../support/client.js';
import { reset, status } from '../support/service.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { accountedFor, useStage } from '../support/stage.js';
import { heard, namesOf, on, useChannels } from './on-channels.js';

const stage = useStage();
useChannels();

describe('the channels', () => {
  it('tell of a message from its call to its end, as the same object', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const all = heard(client);

    const { messageId } = client.track(aTrack());
    expect(namesOf(all)).toEqual(['accepted']);
    await client.flush();

    expect(namesOf(all)).toEqual(['accepted', 'request', 'reply', 'delivered']);
    const [accepted, request, reply, delivered] = all.map(({ told }) => told);
    const { message } = accepted as ChannelMessages['waybill:accepted'];
    expect(message).toMatchObject({ messageId, type: 'track', calledAt: expect.any(Number) });
    expect(message.message()).toEqual(service.messages[0]);
    expect(message.bytes).toBe(Buffer.byteLength(JSON.stringify(service.messages[0])));
    expect(request).toMatchObject({
      url: `${service.url}/v1/batch`,
      method: 'POST',
      attempt: 1,
      bytes: service.requests[0]?.rawBody.length,
    });
    expect((request as ChannelMessages['waybill:request']).messages.at(0)).toBe(message);
    const told = reply as ChannelMessages['waybill:reply'];
    expect(told.request).toBe(request);
    expect(told).toMatchObject({ status: 200, error: undefined });
    expect(delivered).toMatchObject({ attempts: 1, destination: undefined });
    expect((delivered as ChannelMessages['waybill:delivered']).messages.at(0)).toBe(message);
  });

  it('tell of retries, with the wait, and of why there was no reply', async () => {
    const service = await stage.service([status(503), reset]);
    const client = stage.client(service);
    const all = heard(client);

    client.track(aTrack());
    await client.flush();

    const attempt = ['request', 'reply', 'retry'];
    const last = ['request', 'reply', 'delivered'];
    expect(namesOf(all)).toEqual(['accepted', ...attempt, ...attempt, ...last]);
    const retries = all.filter(({ name }) => name === 'retry').map(({ told }) => told);
    expect(retries).toMatchObject([
      { attempt: 1, status: 503, waitMs: expect.any(Number) },
      { attempt: 2, status: undefined },
    ]);
    const replies = all.filter(({ name }) => name === 'reply').map(({ told }) => told);
    expect(replies).toMatchObject([
      { status: 503 },
      { status: undefined, error: { message: expect.stringMatching(/ECONNRESET|hang up/) } },
      { status: 200 },
    ]);
  });

  it('tell of every outcome, so that what they tell adds up to the account', async () => {
    const service = await stage.service([status(400)]);
    const client = stage.client(service, {
      onInvalid: 'drop',
      plugins: [(message) => ('event' in message && message.event === 'No' ? null : message)],
    });
    const all = heard(client);
    const strict = stage.client(service, { onInvalid: 'throw' });
    const thrown = heard(strict);

    client.track(aTrack());
    await client.flush();
    client.track(aTrack({ event: 'No' }));
    client.track(aTrack({ event: '' }));
    client.track(aTrack({ integrations: { 'Segment.io': false } }));
    await client.close();
    client.track(aTrack());
    expect(() => strict.track(aTrack({ event: '' }))).toThrow();

    const ended = all.filter(({ name }) => ['dropped', 'refused'].includes(name));
    expect(ended.map(({ name, told }) => [name, (told as { reason: string }).reason])).toEqual([
      ['dropped', 'refused'],
      ['dropped', 'filtered'],
      ['refused', 'invalid'],
      ['dropped', 'filtered'],
      ['refused', 'closed'],
    ]);
    for (const { told } of ended) {
      expect(told).toMatchObject({ error: { code: (told as { reason: string }).reason } });
    }
    const { accepted } = client.stats();
    expect(namesOf(all).filter((name) => name === 'accepted')).toHaveLength(accepted);
    expect(accountedFor(client.stats())).toBe(accepted);
    const told = { reason: 'invalid', messageId: undefined, error: { field: 'event' } };
    expect(thrown).toMatchObject([{ name: 'refused', told }]);
  });

  it('tell of what is spooled', async () => {
    const service = await stage.service();
    service.otherwise(status(503));
    const folder = new SpoolFolder(stage).path;
    const client = stage.client(service, { spool: folder, maxRetries: 0 });
    const all = heard(client);

    const { messageId } = client.track(aTrack());
    await client.flush();

    const spooled = all.find(({ name }) => name === 'spooled') as (typeof all)[0];
    const { messages } = spooled.told as ChannelMessages['waybill:spooled'];
    expect([...messages]).toMatchObject([{ messageId }]);
    expect(messages.at(-1)).toBe(messages.at(0));
    expect(messages.at(1)).toBeUndefined();
    expect(namesOf(all)).not.toContain('dropped');
  });

  it('name the mirror as the destination of what is sent to it', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    const client = stage.client(service, { mirror: { writeKey: 'b', host: second.url } });
    const all = heard(client);
    const asked: unknown[] = [];
    on('waybill:accepted', ({ client: whose, message }) => {
      if (whose === client) asked.push(message);
    });

    client.track(aTrack());
    await client.flush();

    const delivered = all.filter(({ name }) => name === 'delivered').map(({ told }) => told);
    const destinations = delivered.map((told) => (told as { destination?: string }).destination);
    expect(destinations.sort()).toEqual(['mirror', undefined]);
    const messages = delivered.map((told) => (told as EndedTold).messages.at(0));
    expect(messages).toEqual([asked[0], asked[0]]);
  });

  it('let a subscriber make a request within a function of its own, whatever that does', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const arounds: readonly ((send: () => void) => void)[] = [
      (send) => send(),
      (send) => {
        send();
        send();
      },
      () => undefined,
      () => {
        throw new Error('A subscriber is broken.');
      },
    ];
    let turn = 0;
    on('waybill:request', (request) => {
      request.around = arounds[turn];
      turn += 1;
    });

    for (const _ of arounds) {
      client.track(aTrack());
      await client.flush();
    }

    expect(service.requests).toHaveLength(4);
    expect(client.stats()).toMatchObject({ delivered: 4, hostErrors: 1, inFlight: 0 });
  });

  it('hold no secret', async () => {
    const service = await stage.service([status(401), reset]);
    const client = stage.client(service, { maxRetries: 0, path: '/a-write-key/batch' });
    const all = heard(client);

    client.track(aTrack());
    await client.flush();
    client.track(aTrack());
    await client.flush();

    expect(namesOf(all)).toEqual(expect.arrayContaining(['request', 'reply', 'dropped']));
    const { inspect } = await import('node:util');
    for (const { told } of all) {
      const { client: _client, ...rest } = told as { client: unknown };
      expect(inspect(rest, { depth: 9, showHidden: true })).not.toContain('a-write-key');
    }
  });
});
