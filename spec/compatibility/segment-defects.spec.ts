import { describe, expect, it } from '@jest/globals';
import type { Context } from '../../lib/index.js';
import { aTrack } from '../support/client.js';
import { circle } from '../support/hostile-values.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { startTokenServer } from '../support/token-server.js';

// What Segment's client 3.1.0 gets wrong, in what it sends and what it tells. Being compatible stops here.
const stage = useStage();
/** A client on this clock has no timer to wait for: time stands still. */
const still = (): { readonly clock: ManualClock } => ({ clock: new ManualClock() });

describe('sizes', () => {
  it('are bytes of UTF-8, of text as of everything else', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const send = (text: string) => client.track(aTrack({ properties: { text } }));

    for (const text of ['i'.repeat(32_000), '%'.repeat(32_000), '€'.repeat(10_600)]) send(text);
    for (const text of ['a'.repeat(33_000), '€'.repeat(11_000), '\u0000'.repeat(5_500)]) {
      expect(() => send(text)).toThrow(expect.objectContaining({ code: 'too-large' }));
    }

    expect(await client.flush()).toMatchObject({ delivered: 3, dropped: 0 });
  });

  it('hold for the body of a request as a whole', async () => {
    const service = await stage.service();
    const client = stage.client(service, { flushAt: 100 });

    for (let call = 0; call < 50; call += 1) {
      client.track(aTrack({ properties: { text: 'a'.repeat(30_000) } }));
    }
    await client.flush();

    expect(service.messages).toHaveLength(50);
    for (const { rawBody } of service.requests) expect(rawBody.length).toBeLessThan(500_000);
  });
});

describe('a message that can not be written as JSON', () => {
  it('is told to its caller and counted by nobody as delivered, and flush does not wait for it', async () => {
    const service = await stage.service();
    const client = stage.client(service, { ...still(), onInvalid: 'drop' });
    const [told, heard]: [unknown[], unknown[]] = [[], []];
    client.on('track', ({ event }) => heard.push(event.event));

    client.track(aTrack({ event: 'Circle', properties: circle() }), (error) => told.push(error));
    client.track(aTrack({ event: 'Sound' }), (error) => told.push(error));

    expect(await client.flush()).toMatchObject({ delivered: 1, pending: 0 });
    expect(told).toEqual([expect.objectContaining({ code: 'unserializable' }), undefined]);
    expect(heard).toEqual(['Sound']);
  });

  it('throws from its call where mistakes are to throw', async () => {
    const client = stage.client(await stage.service(), { onInvalid: 'throw' });

    expect(() => client.track(aTrack({ properties: circle() }))).toThrow(
      expect.objectContaining({ code: 'unserializable' }),
    );
  });

  it('is none with a BigInt, which is sent as text', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    client.track(aTrack({ properties: { total: 9_007_199_254_740_993n } }));
    await client.flush();

    expect(service.messages).toMatchObject([{ properties: { total: '9007199254740993' } }]);
  });
});

describe('the objects of a caller', () => {
  it('are not written to, and what becomes of them later is not sent', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const properties = { tags: ['old'], nested: { price: 1 } };
    const context = { ip: '203.0.113.7' };

    client.track(aTrack({ properties, context }));
    expect(context).toEqual({ ip: '203.0.113.7' });
    properties.tags.push('new');
    properties.nested.price = 2;
    context.ip = 'another';
    await client.flush();

    expect(service.messages).toMatchObject([
      { properties: { tags: ['old'], nested: { price: 1 } }, context: { ip: '203.0.113.7' } },
    ]);
  });
});

describe('a callback', () => {
  it('is called as soon as the outcome is known, without a timer', async () => {
    const service = await stage.service();
    const client = stage.client(service, still());

    const called = new Promise((resolve) => client.track(aTrack(), resolve));
    void client.flush();

    expect(await called).toBeUndefined();
  });

  it('is called at once by a client that is disabled', async () => {
    const service = await stage.service();
    const client = stage.client(service, { ...still(), disable: true });
    let calls = 0;

    client.track(aTrack(), () => {
      calls += 1;
    });
    await turns(1);

    expect(calls).toBe(1);
    expect(service.connections).toBe(0);
  });
});

describe('a call', () => {
  it.each<
    readonly [what: string, method: 'track' | 'identify' | 'group' | 'alias', fields: object]
  >([
    ['an invalid Date', 'track', aTrack({ timestamp: new Date(Number.NaN) })],
    ['an empty event', 'track', aTrack({ event: '' })],
    ['an empty userId', 'identify', { userId: '' }],
    ['an empty anonymousId', 'identify', { anonymousId: '' }],
    ['an empty groupId', 'group', { userId: 'user-1', groupId: '' }],
    ['no groupId', 'group', { userId: 'user-1' }],
    ['an empty previousId', 'alias', { userId: 'user-1', previousId: '' }],
    ['no previousId', 'alias', { userId: 'user-1' }],
  ])('is refused with %s', async (_what, method, fields) => {
    const service = await stage.service();
    const client = stage.client(service);

    expect(() => client[method](fields as never)).toThrow(
      expect.objectContaining({ name: 'ValidationError', code: 'invalid' }),
    );
    await client.flush();
    expect(service.requests).toEqual([]);
  });
});

describe('what is told of requests and events', () => {
  it('has the reply in the body of http_response, not the request', async () => {
    const service = await stage.service([status(403, {}, 'the key is unknown')]);
    const client = stage.client(service);
    const bodies: unknown[] = [];
    client.on('http_response', ({ body }) => bodies.push(body));

    client.track(aTrack());
    await client.flush();

    expect(bodies).toEqual(['the key is unknown']);
  });

  it('has group among the types of events', async () => {
    const client = stage.client(await stage.service());
    const types: string[] = [];
    client.on('group', ({ event }) => {
      // Segment's own type says that this is never so.
      if (event.type === 'group') types.push(event.type);
    });

    client.group({ userId: 'user-1', groupId: 'acme' });
    await client.flush();

    expect(types).toEqual(['group'] satisfies Context['event']['type'][]);
  });
});

describe('a token that the service does not take any more', () => {
  it('is renewed, and the message is delivered', async () => {
    const service = await stage.service([status(401)]);
    const tokens = await startTokenServer(stage);
    const client = stage.client(service, { oauthSettings: tokens.settings });

    client.track(aTrack());

    expect(await client.flush()).toMatchObject({ delivered: 1 });
    expect(service.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });
});
