import { describe, expect, it } from '@jest/globals';
import type { AnalyticsError, ValidationError } from '../../lib/base/errors.js';
import type { Analytics } from '../../lib/client/analytics.js';
import type { Identified } from '../../lib/integrations/visitor.js';
import type { ReceivedMessage } from '../support/service.js';
import { type Stage, useStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** How a spec wants its app; `identify` sees the request's headers. */
export interface Wishes {
  readonly identify?: (header: (name: string) => string | undefined) => Identified;
  readonly ambient?: boolean;
  readonly flush?: 'never' | 'response';
}

/**
 * Starts an app on loopback, with the routes that these specs visit: `GET /seen?n=` tracks 'Seen' with `n` after a few
 * turns; `POST /orders` reads a JSON body and calls `order(body)`; `GET /fails` tracks 'Failing' and throws; `GET /quiet`
 * tracks nothing.
 */
export type StartApp = (
  stage: Stage,
  client: Analytics,
  wishes: Wishes & { readonly order: (body: unknown) => void },
) => Promise<{ readonly url: string }>;

export const byHeader: NonNullable<Wishes['identify']> = (header) => header('x-user-id');

const AS_ADA = {
  'user-agent': 'a-browser/1.0',
  'accept-language': 'de-DE,de;q=0.9, en;q=0.8',
  referer: 'https://shop.example/start',
  'x-user-id': 'ada',
};

export function aFewTurns(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

/** What every framework's entry point promises. */
export function describeVisits(startApp: StartApp): void {
  const stage = useStage();

  async function start(wishes: Wishes = {}, given: { readonly flushAt?: number } = {}) {
    const service = await stage.service();
    const client = stage.client(service, { flushAt: 1_000, ...given });
    const errors: AnalyticsError[] = [];
    client.on('error', (error) => errors.push(error));
    const order = (body: unknown): void => {
      const { anonymousId } = body as { readonly anonymousId?: string };
      client.current().track({ event: 'Order Completed', anonymousId });
    };
    const { url } = await startApp(stage, client, { ...wishes, order });
    const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(url + path, { headers });
    const sent = async (): Promise<readonly ReceivedMessage[]> => {
      await client.flush();
      return service.messages;
    };
    return { service, client, errors, url, get, sent };
  }

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
    const post = (url: string, body: object, headers: Readonly<Record<string, string>>) =>
      fetch(`${url}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });

    it('gives the scope of the request, after its body was read too', async () => {
      const { url, sent } = await start({ identify: byHeader });
      const users = Array.from({ length: 20 }, (_, index) => `user-${index}`);
      const replies = await Promise.all(users.map((user) => post(url, {}, { 'x-user-id': user })));

      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
      const messages = await sent();
      expect(messages.map(({ userId }) => userId).sort()).toEqual([...users].sort());
      expect(messages[0]).toMatchObject({ context: { page: { path: '/orders' } } });
    });

    it('gives one without defaults where that is switched off', async () => {
      const { url, sent } = await start({ identify: byHeader, ambient: false });
      await post(url, { anonymousId: 'visitor-7' }, AS_ADA);

      const [message] = await sent();
      expect(message).toMatchObject({ event: 'Order Completed', anonymousId: 'visitor-7' });
      expect(message?.['userId']).toBeUndefined();
    });
  });

  describe('a handler that throws', () => {
    it('is answered with 500, and what it tracked is sent when the client closes', async () => {
      const { get, client, service } = await start({ identify: byHeader });
      expect((await get('/fails', AS_ADA)).status).toBe(500);

      await client.close();
      expect(service.messages).toMatchObject([{ event: 'Failing', userId: 'ada' }]);
    });

    it('has sent it when its response is done, with `flush`', async () => {
      const { get, service } = await start({ identify: byHeader, flush: 'response' });
      expect((await get('/fails', AS_ADA)).status).toBe(500);

      await service.received(1);
      expect(service.messages).toMatchObject([{ event: 'Failing', userId: 'ada' }]);
    });
  });

  describe('with `flush`, a request', () => {
    it('that tracked nothing sends nothing', async () => {
      const { get, client, service } = await start({ identify: byHeader, flush: 'response' });
      client.track({ userId: 'another', event: 'Waiting' });
      await get('/quiet');
      await aFewTurns();
      expect(client.stats()).toMatchObject({ pending: 1, requests: 0 });

      await get('/seen?n=1', AS_ADA);
      await service.received(1);
      await until(() => client.stats().pending === 0);
    });
  });

  describe('an `identify` that fails', () => {
    const failing = (): never => {
      throw new Error('The session is broken.');
    };

    it.each<readonly [string, () => Identified, object]>([
      ['throws', failing, { code: 'identify-failed' }],
      ['gives something else', () => true as never, { code: 'invalid', field: 'identify' }],
      [
        'gives a promise',
        () => Promise.reject(new Error('Late.')) as never,
        { code: 'invalid', field: 'identify', found: 'a promise' },
      ],
      [
        'gives an id that is none',
        () => ({ userId: Number.NaN }),
        { code: 'invalid', field: 'identify().userId' },
      ],
      [
        'gives traits that are none',
        () => ({ userId: 'ada', traits: [] }),
        { code: 'invalid', field: 'identify().traits' },
      ],
    ])('and %s costs the request its user, and no more', async (_what, identify, expected) => {
      const { url, sent, errors } = await start({ identify });
      for (const anonymousId of ['visitor-1', 'visitor-2']) {
        const body = JSON.stringify({ anonymousId });
        const headers = { 'content-type': 'application/json' };
        const reply = await fetch(`${url}/orders`, { method: 'POST', headers, body });
        expect(reply.status).toBe(201);
      }

      expect((await sent()).map(({ anonymousId }) => anonymousId)).toEqual([
        'visitor-1',
        'visitor-2',
      ]);
      // Once a minute is enough.
      expect(errors).toMatchObject([expected]);
    });

    it('does no harm where the listener of errors throws too', async () => {
      const { client, get } = await start({ identify: failing, flush: 'response' });
      client.on('error', failing);
      expect((await get('/quiet')).status).toBe(200);
    });
  });

  describe('with a client that is closed', () => {
    it('requests go on, and their calls are refused', async () => {
      const { client, get, errors } = await start({ identify: byHeader, flush: 'response' });
      await client.close();
      expect((await get('/seen?n=1', AS_ADA)).status).toBe(200);
      await until(() => errors.length > 0);
      expect(errors).toMatchObject([{ code: 'closed' }]);
    });
  });
}

/** What a function throws, as far as a ValidationError says it. */
export function problemOf(work: () => unknown): Partial<ValidationError> | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const { code, call, field } = error as ValidationError;
    return { code, call, field };
  }
}
