import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import { requestAnalytics, sharedAnalytics } from '../../lib/integrations/next.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { problemOf } from './problem-of.js';

const HEADERS = {
  'x-forwarded-for': '203.0.113.7, 10.0.0.1',
  'user-agent': 'a-browser/1.0',
  'accept-language': 'de-DE,de;q=0.9',
  referer: 'https://shop.example/start',
};

describe('requestAnalytics', () => {
  const stage = useStage();

  it('gives a scope for the request of a route handler', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const request = new Request('https://shop.example/cart?step=2', { headers: HEADERS });
    const scope = await requestAnalytics(client, request, { identify: async () => 'ada' });
    scope.track({ event: 'Order Completed' });
    expect(await scope.flush()).toMatchObject({ delivered: 1 });

    expect(service.messages).toMatchObject([
      {
        userId: 'ada',
        context: {
          ip: '203.0.113.7',
          userAgent: 'a-browser/1.0',
          locale: 'de-DE',
          page: {
            path: '/cart',
            search: '?step=2',
            url: 'https://shop.example/cart?step=2',
            referrer: 'https://shop.example/start',
          },
        },
      },
    ]);
  });

  it('takes headers that come later, as in a server action', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const headers = Promise.resolve(new Headers(HEADERS));
    const identify = (): object => ({ anonymousId: 'visitor-7', traits: { plan: 'pro' } });
    const scope = await requestAnalytics(client, headers, { identify, ip: () => '203.0.113.8' });
    scope.track({ event: 'Plan Chosen' });
    await scope.flush();

    const [message] = service.messages;
    expect(message).toMatchObject({ anonymousId: 'visitor-7' });
    expect(message?.['context']).toMatchObject({
      ip: '203.0.113.8',
      traits: { plan: 'pro' },
      page: { referrer: 'https://shop.example/start' },
    });
  });

  it('leaves out what is not known', async () => {
    const service = await stage.service();
    const scope = await requestAnalytics(stage.client(service), new Headers());
    scope.track({ event: 'Seen', anonymousId: 'visitor-7' });
    await scope.flush();
    const [message] = service.messages;
    expect(Object.keys(message?.['context'] ?? {})).toEqual(['library']);
  });

  it.each<readonly [string, object, string]>([
    [
      'rejects',
      { identify: async () => Promise.reject(new Error('No session.')) },
      'identify-failed',
    ],
    ['gives something else', { identify: () => true }, 'invalid'],
    [
      'can not say the address',
      {
        ip: () => {
          throw new Error('No header.');
        },
      },
      'request-unreadable',
    ],
  ])('goes on where a function %s', async (_what, options, code) => {
    const client = stage.client(await stage.service());
    const errors: unknown[] = [];
    client.on('error', (error) => errors.push(error));
    const scope = await requestAnalytics(client, new Headers(HEADERS), options);
    scope.track({ event: 'Seen', anonymousId: 'visitor-7' });

    expect(await scope.flush()).toMatchObject({ delivered: 1 });
    await until(() => errors.length > 0);
    expect(errors).toMatchObject([{ code }]);
  });

  it.each<readonly [string, unknown, unknown, object, string]>([
    ['no client', undefined, new Headers(), {}, 'client'],
    ['no request', 'client', undefined, {}, 'request'],
    ['something else for a request', 'client', { headers: {} }, {}, 'request'],
    ['an identify that is no function', 'client', new Headers(), { identify: 'ada' }, 'identify'],
    ['an ip that is no function', 'client', new Headers(), { ip: '203.0.113.7' }, 'ip'],
    ['an option that is not known', 'client', new Headers(), { flush: 'response' }, 'flush'],
    ['options that are none', 'client', new Headers(), null as never, 'options'],
  ])('refuses %s', async (_what, given, request, options, field) => {
    const client = given === 'client' ? stage.client(await stage.service()) : given;
    const scope = requestAnalytics(client as Analytics, request as Headers, options);
    await expect(scope).rejects.toMatchObject({ code: 'invalid', call: 'requestAnalytics', field });
  });
});

describe('sharedAnalytics', () => {
  const stage = useStage();

  it('makes one client for a process, whatever is loaded again', async () => {
    const service = await stage.service();
    const options = { writeKey: 'a-write-key', host: service.url };
    const client = sharedAnalytics(options, 'one');
    stage.onEnd(() => client.close());
    const again = sharedAnalytics(() => {
      throw new Error('Nobody needs another.');
    }, 'one');
    const other = sharedAnalytics(() => stage.client(service), 'two');

    expect(again).toBe(client);
    expect(other).not.toBe(client);
    expect(sharedAnalytics(options, 'two')).toBe(other);
  });

  // As it is built: `npm run build` comes first.
  it('finds it after a reload, and from the other build', () => {
    const code = `
      import { createRequire } from 'node:module';
      const load = async (name) => (await import('./dist/next.mjs?' + name)).sharedAnalytics;
      const functions = [await load('first'), await load('reloaded')];
      functions.push(createRequire(process.cwd() + '/')('./dist/next.cjs').sharedAnalytics);
      const clients = functions.map((shared) => shared({ writeKey: 'a-write-key' }));
      console.log(new Set(functions).size, new Set(clients).size);`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code]);
    expect(printed.toString().trim()).toBe('3 1');
  });

  it.each<readonly [string, unknown, string]>([
    ['a function that gives no client', () => ({}), 'client'],
    ['options without a key', {}, 'writeKey'],
  ])('refuses %s', (_what, make, field) => {
    expect(problemOf(() => sharedAnalytics(make as () => Analytics, 'three'))).toMatchObject({
      code: 'invalid',
      field,
    });
  });
});
