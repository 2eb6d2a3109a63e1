import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { silence, status } from '../support/service.js';
import { accountedFor, useStage } from '../support/stage.js';

const stage = useStage();
const SETTLED = { spooled: 0, pending: 0 };

describe('a client with a mirror', () => {
  it('sends every message to both, the same to the letter, each with its own key', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    const client = stage.client(service, {
      mirror: { writeKey: 'another-key', host: second.url, path: '/mirror' },
    });

    client.identify({ userId: 'u', traits: { a: 1 } });
    client.track(aTrack({ properties: { total: 1 } }));
    const report = await client.flush();

    expect(second.messages).toEqual(service.messages);
    expect(second.requests).toMatchObject([{ path: '/mirror', body: { writeKey: 'another-key' } }]);
    expect(service.requests).toMatchObject([{ body: { writeKey: 'a-write-key' } }]);
    expect(report).toEqual({
      delivered: 2,
      dropped: 0,
      ...SETTLED,
      mirror: { delivered: 2, dropped: 0, ...SETTLED },
    });
  });

  it('sends to the mirror what plugins made of a message, and nothing of what they drop', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    const client = stage.client(service, {
      mirror: { writeKey: 'k', host: second.url },
      plugins: [(message) => (message.userId === 'bot' ? null : { ...message, anonymousId: 'a' })],
    });

    client.track(aTrack({ userId: 'bot' }));
    client.track(aTrack({ userId: 'human' }));
    client.track(aTrack({ integrations: { 'Segment.io': false } }));
    await client.flush();

    expect(second.messages).toMatchObject([{ userId: 'human', anonymousId: 'a' }]);
    expect(second.messages).toEqual(service.messages);
  });

  it('compares the two by message id', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    service.script(status(200), status(400), status(200), status(400));
    second.script(status(200), status(200), status(400), status(400));
    const client = stage.client(service, { mirror: { writeKey: 'k', host: second.url } });

    const ids: string[] = [];
    for (let call = 0; call < 4; call += 1) {
      ids.push(client.track(aTrack()).messageId);
      await client.flush();
    }

    expect(client.stats()).toMatchObject({ delivered: 2, dropped: { refused: 2 } });
    expect(client.stats().mirror).toMatchObject({
      accepted: 4,
      delivered: 2,
      dropped: { refused: 2 },
      requests: 4,
      compared: {
        both: 1,
        endpointOnly: 1,
        mirrorOnly: 1,
        neither: 1,
        open: 0,
        lackedByMirror: [ids[2]],
        lackedByEndpoint: [ids[1]],
      },
    });
  });

  it('is held back by neither: a silent mirror costs the endpoint nothing', async () => {
    const [service, second] = [await stage.service(), await stage.service([silence])];
    const clock = new ManualClock();
    const client = stage.client(service, {
      clock,
      mirror: { writeKey: 'k', host: second.url, flushAt: 1 },
    });

    const { outcome } = client.track(aTrack());
    await second.received(1);
    const flushed = client.flush({ timeout: 20 });

    expect(await outcome).toEqual({ status: 'delivered', attempts: 1 });
    await clock.advance(20);
    expect(await flushed).toMatchObject({ delivered: 1, pending: 0, mirror: { pending: 1 } });
    expect(client.stats().mirror?.compared).toMatchObject({ open: 1 });
    const closed = client.close({ timeout: 0 });
    await clock.advance(0);
    expect(await closed).toMatchObject({ mirror: { dropped: 1, pending: 0 } });
    expect(client.stats().mirror?.compared).toMatchObject({ open: 0, endpointOnly: 1 });
  });

  it('has a bound of its own; what is too much for the mirror alone is told', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    const client = stage.client(service, {
      mirror: { writeKey: 'k', host: second.url, maxQueueSize: 1 },
    });
    const errors: unknown[] = [];
    client.on('error', (error) => errors.push(error));

    for (let call = 0; call < 3; call += 1) client.track(aTrack());
    await client.flush();

    expect(service.messages).toHaveLength(3);
    expect(errors).toMatchObject([
      { code: 'queue-full', destination: 'mirror' },
      { code: 'queue-full', destination: 'mirror' },
    ]);
    const { mirror } = client.stats();
    expect(mirror?.refused['queue-full']).toBe(2);
    expect(mirror?.compared).toMatchObject({ both: 1, endpointOnly: 2, open: 0 });
  });

  it('keeps both accounts right while both fail at random', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    let turn = 0;
    const answers = [200, 503, 400, 200, 429, 500];
    for (const one of [service, second]) {
      one.otherwise((request, response, socket) => {
        turn += 7;
        status(answers[turn % answers.length] ?? 200)(request, response, socket);
      });
    }
    const client = stage.client(service, {
      maxRetries: 1,
      maxBatchSize: 3,
      mirror: { writeKey: 'k', host: second.url, maxRetries: 0, maxBatchSize: 2 },
    });

    for (let call = 0; call < 60; call += 1) {
      client.track(aTrack());
      if (call % 7 === 0) await client.flush();
    }
    await client.close();

    const { mirror, ...own } = client.stats();
    expect(accountedFor(own)).toBe(60);
    expect(mirror === undefined ? 0 : accountedFor(mirror)).toBe(60);
    const { both = 0, endpointOnly = 0, mirrorOnly = 0, neither = 0 } = mirror?.compared ?? {};
    expect(both + endpointOnly).toBe(own.delivered);
    expect(both + mirrorOnly).toBe(mirror?.delivered);
    expect(both + endpointOnly + mirrorOnly + neither).toBe(60);
  });
});
