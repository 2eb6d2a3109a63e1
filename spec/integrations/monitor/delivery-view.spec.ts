import { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { AnalyticsError } from '../../../lib/base/errors.js';
import type { ViewData } from '../../../lib/integrations/monitor/view-data.js';
import { type DeliveryViewOptions, deliveryView } from '../../../lib/integrations/monitor.js';
import { aTrack } from '../../support/client.js';
import { status } from '../../support/service.js';
import { useStage } from '../../support/stage.js';
import { problemOf } from '../problem-of.js';
import { MOUNTS, type Mount } from './mounted.js';

const stage = useStage();
const everybody = { allow: () => true };
const MARKUP = '"><script>alert(1)</script>&';
const SECRETS = ['ada@example.com', 'a-secret-value', 'ada-lovelace', 'quoted-by-the-endpoint'];
const quoting = (code: number) => status(code, {}, 'quoted-by-the-endpoint');

async function viewed(
  options: DeliveryViewOptions<never> = everybody,
  mount: Mount = MOUNTS['node:http'] as Mount,
) {
  const service = await stage.service();
  const client = stage.client(service, { onInvalid: 'drop' });
  // node:http alone doesn't tell where a handler is mounted.
  const told = mount === MOUNTS['node:http'] ? { path: '/at' } : {};
  const view = deliveryView(client, { ...told, ...options });
  stage.onEnd(() => view.end());
  const url = await mount(stage, view);
  const data = async (): Promise<ViewData> =>
    (await (await fetch(`${url}/data.json`)).json()) as ViewData;
  const page = async (): Promise<string> => (await fetch(url)).text();
  return { service, client, url, data, page, view };
}

const aCall = (fields: object = {}) =>
  aTrack({
    userId: 'ada-lovelace',
    event: 'Order Completed',
    properties: { email: 'ada@example.com', note: 'a-secret-value' },
    ...fields,
  });

describe('the delivery view', () => {
  it('is not made without a guard, or with what is wrong', async () => {
    const client = stage.client(await stage.service());
    const problem = (field: string) => ({ code: 'invalid', call: 'deliveryView', field });
    expect(problemOf(() => deliveryView(client, {} as never))).toEqual(problem('allow'));
    expect(problemOf(() => deliveryView(client, { allow: true } as never))).toEqual(
      problem('allow'),
    );
    expect(() => deliveryView(client, {} as never)).toThrow(
      'deliveryView: allow must be a function that says whether a request may see the deliveries: ' +
        'without one everybody could; found undefined.',
    );
    expect(problemOf(() => deliveryView(client, undefined as never))).toEqual(problem('options'));
    expect(problemOf(() => deliveryView({} as never, everybody))).toEqual(problem('client'));
    for (const limit of [0, 1_001, 1.5]) {
      expect(problemOf(() => deliveryView(client, { ...everybody, limit }))).toEqual(
        problem('limit'),
      );
    }
  });

  it.each<[string, () => never]>([
    ['says no', (() => false) as never],
    ['says nothing', (() => undefined) as never],
    ['says something else', (() => 1) as never],
    ['promises no', (async () => false) as never],
    [
      'throws',
      (() => {
        throw new Error('a-secret-value');
      }) as never,
    ],
    ['rejects', (() => Promise.reject(new Error('a-secret-value'))) as never],
  ])('shows nothing where the guard %s', async (_what, allow) => {
    const { client, url } = await viewed({ allow });
    client.track(aCall());
    await client.flush();
    for (const path of ['', '/data.json', '/nope']) {
      const response = await fetch(url + path);
      expect([response.status, await response.text()]).toEqual([403, 'Not allowed.\n']);
    }
  });

  it('tells of a guard that throws: by an error, once a minute, and in the account', async () => {
    const { client, url } = await viewed({
      allow: () => {
        throw new Error('No session store.');
      },
    });
    const errors: AnalyticsError[] = [];
    client.on('error', (error) => errors.push(error));
    for (let count = 0; count < 2; count += 1) expect((await fetch(url)).status).toBe(403);

    expect(errors).toMatchObject([
      {
        code: 'guard-failed',
        message: 'deliveryView: allow failed, and the request was answered 403: No session store.',
      },
    ]);
    expect(client.stats().hostErrors).toBe(2);
  });

  it.each(Object.entries(MOUNTS))(
    'is shown in %s, by a guard of its requests',
    async (name, mount) => {
      const asked: unknown[] = [];
      const allow = async (request: unknown) => asked.push(request) > 0;
      const { url, client } = await viewed({ allow } as never, mount);
      client.track(aCall());
      await client.flush();

      const page = await fetch(url);
      const text = await page.text();
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      expect(text).toContain('Order Completed');
      const [, dataUrl = ''] = /<a href="([^"]+)">JSON/.exec(text) ?? [];
      const data = await fetch(new URL(dataUrl, url));
      expect(await data.json()).toMatchObject({ stats: { delivered: 1 } });
      expect(asked).toHaveLength(2);
      const isOfNode = name === 'node:http' || name === 'Express';
      expect(asked[0] instanceof IncomingMessage).toBe(isOfNode);
    },
  );

  it('tells the last outcomes, the newest first, and errors by reason with the last one', async () => {
    const { client, service, data } = await viewed();
    service.script(status(200), status(503), status(200), status(401), status(401));
    for (let count = 0; count < 4; count += 1) {
      client.track(aCall({ messageId: `message-${count}` }));
      await client.flush();
    }
    client.track(aCall({ event: '' }));

    const { outcomes, errors, timeline, health } = await data();
    expect(outcomes).toMatchObject([
      { status: 'refused', reason: 'invalid', error: { field: 'event' } },
      { status: 'dropped', reason: 'refused', messageId: 'message-3', error: { status: 401 } },
      { status: 'dropped', reason: 'refused', messageId: 'message-2' },
      { status: 'delivered', messageId: 'message-1', attempts: 2, tookMs: expect.any(Number) },
      { status: 'delivered', messageId: 'message-0', type: 'track', name: 'Order Completed' },
    ]);
    expect(errors).toMatchObject([
      { status: 'dropped', reason: 'refused', count: 2, sample: { messageId: 'message-3' } },
      { status: 'refused', reason: 'invalid', count: 1 },
    ]);
    const sum = (how: 'delivered' | 'dropped' | 'refused') =>
      timeline.reduce((total, bucket) => total + bucket[how], 0);
    expect([sum('delivered'), sum('dropped'), sum('refused')]).toEqual([2, 2, 1]);
    expect(health.status).toBe('degraded');
  });

  it('keeps as many outcomes as it is told to', async () => {
    const { client, data } = await viewed({ ...everybody, limit: 3 });
    for (let n = 0; n < 10; n += 1) client.track(aCall({ messageId: `message-${n}` }));
    await client.flush();

    const { outcomes } = await data();
    const ids = outcomes.map(({ messageId }) => messageId);
    expect(ids).toEqual(['message-9', 'message-8', 'message-7']);
  });

  it('says nothing of what messages and replies hold, and hashes users, each time the same', async () => {
    const { client, service, page, data } = await viewed();
    service.script(quoting(200), quoting(401));
    for (let count = 0; count < 2; count += 1) {
      client.track(aCall());
      client.identify({ userId: 'ada-lovelace', traits: { email: 'ada@example.com' } });
      await client.flush();
    }
    client.track(aCall({ timestamp: 'a-secret-value' }));

    const all = `${await page()}${JSON.stringify(await data())}`;
    for (const secret of SECRETS) expect(all).not.toContain(secret);
    expect(all).not.toContain('a-write-key');
    const users = (await data()).outcomes.flatMap(({ user }) => user ?? []);
    expect(users).toHaveLength(4);
    expect(new Set(users).size).toBe(1);
    expect(users[0]).toMatch(/^#[0-9a-f]{8}$/);
  });

  it('says it all where it is told to', async () => {
    const { client, service, page } = await viewed({ ...everybody, redact: false });
    service.script(quoting(401));
    client.track(aCall());
    await client.flush();

    const text = await page();
    for (const secret of SECRETS) expect(text).toContain(secret);
    expect(text).not.toContain('a-write-key');
  });

  it('escapes whatever messages hold', async () => {
    const { client, service, page } = await viewed({ ...everybody, redact: false });
    service.script(status(401, {}, MARKUP));
    const fields = { event: MARKUP, userId: MARKUP, messageId: MARKUP };
    client.track(aCall({ ...fields, properties: { [MARKUP]: MARKUP } }));
    await client.flush();

    const text = await page();
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;');
    expect(text).not.toContain('<script');
  });

  it('ends: what comes later is not seen', async () => {
    const { client, view, data } = await viewed();
    client.track(aCall());
    await client.flush();
    view.end();
    client.track(aCall());
    await client.flush();

    expect((await data()).outcomes).toHaveLength(1);
  });
});
