import type http from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { Scope } from '../../lib/client/scope.js';
import { aTrack } from '../support/client.js';
import { silence } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const EVENT = { event: 'Something Happened' };

describe('a scope', () => {
  it('gives its defaults to each of the six calls', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const timestamp = '2026-01-01T00:00:00.000Z';
    const scope = client.scope({ userId: 7, anonymousId: 'nobody', timestamp });

    scope.identify({ traits: { name: 'Ada' } });
    scope.track(EVENT);
    scope.page({ name: 'Home' });
    scope.screen({ name: 'Home' });
    scope.group({ groupId: 'a-group' });
    scope.alias({ previousId: 'before' });
    await client.flush();

    const defaults = { userId: '7', anonymousId: 'nobody', timestamp };
    expect(service.messages).toMatchObject([
      { ...defaults, type: 'identify', traits: { name: 'Ada' } },
      { ...defaults, type: 'track', ...EVENT },
      { ...defaults, type: 'page', name: 'Home' },
      { ...defaults, type: 'screen', name: 'Home' },
      { ...defaults, type: 'group', groupId: 'a-group' },
      { userId: '7', timestamp, type: 'alias', previousId: 'before' },
    ]);
  });

  it('lets a call win, and merges context and integrations', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const defaults = {
      userId: 'from-the-scope',
      context: { ip: '10.0.0.1', locale: 'de', page: { path: '/', title: 'Home' } },
      integrations: { All: true, One: true },
    };
    const before = structuredClone(defaults);
    const scope = client.scope(defaults);

    scope.track({
      ...EVENT,
      userId: 'from-the-call',
      context: { locale: 'fr', page: { path: '/shop' } },
      integrations: { One: false },
    });
    await client.flush();

    expect(service.messages).toMatchObject([{ userId: 'from-the-call' }]);
    expect(service.messages[0]?.['context']).toEqual({
      ip: '10.0.0.1',
      locale: 'fr',
      page: { path: '/shop' },
      library: { name: 'waybill', version: client.VERSION },
    });
    expect(service.messages[0]?.['integrations']).toEqual({ All: true, One: false });
    expect(defaults).toEqual(before);
  });

  it('needs no defaults', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    client.scope().track(aTrack());

    expect(await client.flush()).toMatchObject({ delivered: 1 });
  });

  const MISTAKES: readonly { readonly what: string; readonly call: (scope: Scope) => unknown }[] = [
    { what: 'nothing at all', call: (scope) => scope.track(undefined as never) },
    { what: 'null', call: (scope) => scope.track(null as never) },
    { what: 'no event', call: (scope) => scope.track({} as never) },
    {
      what: 'a context that is none',
      call: (scope) => scope.track({ ...EVENT, context: 5 as never }),
    },
    { what: 'an id that is none', call: (scope) => scope.track({ ...EVENT, userId: {} as never }) },
  ];

  it.each(MISTAKES)('refuses a call with $what as the client does', async ({ call }) => {
    const service = await stage.service();
    const client = stage.client(service);
    const scope = client.scope({ userId: 'user-1', context: { ip: '10.0.0.1' } });

    expect(() => call(scope)).toThrow(
      expect.objectContaining({ name: 'ValidationError', code: 'invalid' }),
    );
    expect(client.stats()).toMatchObject({ calls: 1, refused: { invalid: 1 } });
  });

  it('refuses calls once its client is closed', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const scope = client.scope({ userId: 'user-1' });
    await client.close();

    const { outcome } = scope.track(EVENT);

    expect(await outcome).toMatchObject({ status: 'dropped', reason: 'closed' });
  });
});

describe('flush() of a scope', () => {
  it("waits for its own messages and for nobody else's", async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service);
    client.track(aTrack());
    void client.flush();
    await service.received(1);
    const scope = client.scope({ userId: 'user-1' });
    const called: unknown[] = [];

    scope.track(EVENT, (error) => called.push(error));
    scope.track(EVENT, (error) => called.push(error));

    expect(await scope.flush()).toEqual({ delivered: 2, dropped: 0, spooled: 0, pending: 0 });
    expect(called).toEqual([undefined, undefined]);
    expect(client.stats()).toMatchObject({ delivered: 2, pending: 1 });
  });

  it('resolves at once where the scope has nothing pending', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service);
    client.track(aTrack());

    const none = { delivered: 0, dropped: 0, spooled: 0, pending: 0 };
    expect(await client.scope({ userId: 'user-1' }).flush()).toEqual(none);
    expect(client.stats().pending).toBe(1);
  });

  it('tells scopes apart, even of one user', async () => {
    const held: http.ServerResponse[] = [];
    const service = await stage.service([(_request, response) => held.push(response)]);
    const client = stage.client(service, { maxBatchSize: 1 });
    const [slow, quick] = [client.scope({ userId: 'one' }), client.scope({ userId: 'one' })];
    slow.track(EVENT);
    let isSlowDone = false;
    const slowFlush = slow.flush().finally(() => {
      isSlowDone = true;
    });
    await service.received(1);

    quick.track(EVENT);
    const quickReport = await quick.flush();
    expect(isSlowDone).toBe(false);
    held[0]?.end('{}');

    const report = { delivered: 1, dropped: 0, spooled: 0, pending: 0 };
    expect([quickReport, await slowFlush]).toEqual([report, report]);
  });

  it('waits for nobody else among a hundred that overlap, one of which is slow', async () => {
    const held: http.ServerResponse[] = [];
    const service = await stage.service([(_request, response) => held.push(response)]);
    const client = stage.client(service, { maxBatchSize: 1 });
    const slow = client.scope({ userId: 'slow' });
    slow.track(EVENT);
    const slowFlush = slow.flush();
    await service.received(1);
    const request = async (userId: string): Promise<unknown> => {
      const scope = client.scope({ userId });
      scope.track(EVENT);
      await new Promise<void>((resolve) => setImmediate(resolve));
      scope.track(EVENT);
      return scope.flush();
    };

    const reports = await Promise.all(
      Array.from({ length: 99 }, (_, index) => request(`user-${index}`)),
    );

    const none = { dropped: 0, spooled: 0, pending: 0 };
    expect(reports).toEqual(Array(99).fill({ ...none, delivered: 2 }));
    expect(client.stats()).toMatchObject({ delivered: 198, pending: 1 });
    held[0]?.end('{}');
    expect(await slowFlush).toEqual({ ...none, delivered: 1 });
  });

  it('may stop waiting: pending says what is still on its way', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service);
    const scope = client.scope({ userId: 'user-1' });
    scope.track(EVENT);

    const report = await scope.flush({ signal: AbortSignal.abort() });

    expect(report).toEqual({ delivered: 0, dropped: 0, spooled: 0, pending: 1 });
    expect(client.stats().pending).toBe(1);
  });

  it('leaves its messages to the flush of the client, too', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    client.scope({ userId: 'user-1' }).track(EVENT);
    client.track(aTrack());

    expect(await client.flush()).toEqual({ delivered: 2, dropped: 0, spooled: 0, pending: 0 });
  });
});
