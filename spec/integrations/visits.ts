import { describe, expect, it } from '@jest/globals';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { AS_ADA, byHeader, type StartApp, visited, type Wishes } from './a-visited-app.js';
import { describeFailingVisits } from './failing-visits.js';

/** What every framework's entry point promises. */
export function describeVisits(startApp: StartApp): void {
  const stage = useStage();
  const start = (wishes?: Wishes) => visited({ stage, startApp }, wishes);

  describe('the calls of a request', () => {
    it('carry its user, and where it is from', async () => {
      const { get, sent, url } = await start({ identify: byHeader });
      expect((await get('/seen?n=1', AS_ADA)).status).toBe(200);

      const [message] = await sent();
      expect(message).toMatchObject({
        type: 'track',
        event: 'Seen',
        userId: 'ada',
        context: {
          ip: expect.stringMatching(/^(?:::ffff:)?127\.0\.0\.1$/),
          userAgent: 'a-browser/1.0',
          locale: 'de-DE',
          page: {
            path: '/seen',
            url: `${url}/seen?n=1`,
            search: '?n=1',
            referrer: 'https://shop.example/start',
          },
        },
      });
      expect(message?.['anonymousId']).toBeUndefined();
    });

    it('carry both ids and the traits of a visitor', async () => {
      const traits = { plan: 'pro' };
      const { get, sent } = await start({
        identify: () => ({ userId: 7, anonymousId: 'visitor-7', traits }),
      });
      await get('/seen?n=1');

      const [message] = await sent();
      expect(message).toMatchObject({ userId: '7', anonymousId: 'visitor-7', context: { traits } });
    });

    it('leave out what the request does not say', async () => {
      const { get, sent } = await start({ identify: () => 'ada' });
      await get('/quiet');
      await get('/seen', { 'accept-language': '*' });

      const [message] = await sent();
      const context = message?.['context'] as Readonly<Record<string, object>> | undefined;
      expect(context?.['locale']).toBeUndefined();
      expect(Object.keys(context?.['page'] ?? {}).sort()).toEqual(['path', 'url']);
    });

    it('stay within what a message may have, whatever a visitor sends', async () => {
      const { get, sent } = await start({ identify: () => 'ada' });
      const long = 'x'.repeat(5_000);
      const headers = { 'user-agent': long, referer: `https://shop.example/${long}` };
      expect((await get(`/seen?n=1&${'y'.repeat(4_000)}`, headers)).status).toBe(200);

      const [message] = await sent();
      const { context } = message as unknown as Readonly<
        Record<'context', { readonly userAgent: string; readonly page: Record<string, string> }>
      >;
      const texts = [context.userAgent, ...Object.values(context.page)];
      const lengths = texts.map((text) => text.length);
      expect(Math.max(...lengths)).toBe(2_048);
    });
  });

  describe('a hundred requests at once', () => {
    it('have a scope each', async () => {
      const { get, sent } = await start({ identify: byHeader });
      const numbers = Array.from({ length: 100 }, (_, index) => String(index));
      await Promise.all(numbers.map((n) => get(`/seen?n=${n}`, { 'x-user-id': `user-${n}` })));

      const seen = (await sent()).map(({ userId, properties, context }) => [
        userId,
        properties,
        (context as { readonly page: { readonly search: string } }).page.search,
      ]);
      expect(seen).toHaveLength(100);
      for (const n of numbers) expect(seen).toContainEqual([`user-${n}`, { n }, `?n=${n}`]);
    });
  });

  describe('current() of the client', () => {
    it('gives the scope of the request, after its body was read too', async () => {
      const { post, sent } = await start({ identify: byHeader });
      const users = Array.from({ length: 20 }, (_, index) => `user-${index}`);
      const replies = await Promise.all(users.map((user) => post({}, { 'x-user-id': user })));

      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
      const messages = await sent();
      expect(messages.map(({ userId }) => userId).sort()).toEqual([...users].sort());
      expect(messages[0]).toMatchObject({ context: { page: { path: '/orders' } } });
    });

    it('gives one without defaults where that is switched off', async () => {
      const { post, sent } = await start({ identify: byHeader, ambient: false });
      await post({ anonymousId: 'visitor-7' }, AS_ADA);

      const [message] = await sent();
      expect(message).toMatchObject({ event: 'Order Completed', anonymousId: 'visitor-7' });
      expect(message?.['userId']).toBeUndefined();
    });
  });

  describe('with `flush`, a request', () => {
    it('that tracked nothing sends nothing', async () => {
      const { get, client, service } = await start({ identify: byHeader, flush: 'response' });
      client.track({ userId: 'another', event: 'Waiting' });
      await get('/quiet');
      await get('/seen?n=1', AS_ADA);
      await until(() => client.stats().pending === 0);

      const events = service.requests.map(({ body }) => body.batch.map(({ event }) => event));
      expect(events).toEqual([['Waiting', 'Seen']]);
    });
  });

  describeFailingVisits(startApp);
}
