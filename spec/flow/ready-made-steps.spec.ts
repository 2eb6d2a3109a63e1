import { describe, expect, it } from '@jest/globals';
import type { AnalyticsError } from '../../lib/base/errors.js';
import type { Message } from '../../lib/message/message.js';
import { allow } from '../../lib/pipeline/allow.js';
import { consent } from '../../lib/pipeline/consent.js';
import { enrich } from '../../lib/pipeline/enrich.js';
import { filter } from '../../lib/pipeline/filter.js';
import type { Step } from '../../lib/pipeline/plugin.js';
import { redact } from '../../lib/pipeline/redact.js';
import { sample } from '../../lib/pipeline/sample.js';
import { aTrack } from '../support/client.js';
import { throwing } from '../support/hostile-values.js';
import { aDestination } from '../support/plugins.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const KEY = 'sixteen bytes at least';

describe('filter', () => {
  it('drops what it is told to as filtered, and what it can not judge as plugin-failed', async () => {
    const service = await stage.service();
    const isWanted = ({ userId }: Message): boolean =>
      userId === 'odd' ? throwing() : userId !== 'bot';
    const client = stage.client(service, { plugins: [filter(isWanted)] });

    for (const userId of ['human', 'bot', 'odd']) client.track(aTrack({ userId }));
    await client.flush();

    expect(service.messages.map(({ userId }) => userId)).toEqual(['human']);
    expect(client.stats().dropped).toMatchObject({ filtered: 1, 'plugin-failed': 1 });
  });
});

describe('sample', () => {
  it('keeps all calls of some users, and none of the others', async () => {
    const service = await stage.service();
    const client = stage.client(service, { plugins: [sample({ rate: 0.25 })] });

    for (let user = 1; user <= 10; user += 1) {
      const userId = `user-${user}`;
      client.identify({ userId });
      client.track(aTrack({ userId }));
      client.alias({ userId, previousId: 'before' });
    }
    await client.flush();

    const kept = service.messages.map(({ type, userId }) => `${type} ${userId}`);
    expect(kept).toEqual(
      ['user-2', 'user-3', 'user-8'].flatMap((user) => [
        `identify ${user}`,
        `track ${user}`,
        `alias ${user}`,
      ]),
    );
    expect(client.stats()).toMatchObject({ delivered: 9, dropped: { filtered: 21 }, pending: 0 });
  });
});

describe('allow', () => {
  it('lets nothing unlisted reach the endpoint', async () => {
    const service = await stage.service();
    const step = allow({ properties: ['total', 'products.*.sku'], traits: ['plan'], context: [] });
    const client = stage.client(service, { plugins: [step] });
    const context = { ip: '203.0.113.7' };

    client.track(
      aTrack({ context, properties: { total: 1, products: [{ sku: 's', note: 'unlisted' }] } }),
    );
    client.identify({ userId: 'u', context, traits: { plan: 'pro', email: 'unlisted' } });
    client.page({ userId: 'u', category: 'unlisted in properties' });
    await client.flush();

    expect(service.messages).toMatchObject([
      { properties: { total: 1, products: [{ sku: 's' }] }, context: { library: {} } },
      { traits: { plan: 'pro' } },
      { category: 'unlisted in properties', properties: {} },
    ]);
    expect(service.wire).not.toMatch(/unlisted"|203\.0\.113/);
  });
});

describe('consent', () => {
  it('reaches only who may have a message, and drops it where nobody is left', async () => {
    const service = await stage.service();
    const { plugin: mixpanel, events } = aDestination({ name: 'Mixpanel' });
    const categories = { Mixpanel: ['marketing'], 'Segment.io': ['analytics'] };
    const client = stage.client(service, { plugins: [mixpanel, consent({ categories })] });
    const track = (userId: string, categoryPreferences?: Record<string, boolean>) =>
      client.track(aTrack({ userId, context: { consent: { categoryPreferences } } }));

    track('both', { marketing: true, analytics: true });
    track('analytics', { analytics: true });
    track('marketing', { marketing: true });
    const neither = track('neither', { marketing: false });
    const unknown = track('unknown');
    await client.flush();

    expect(service.messages.map(({ userId }) => userId)).toEqual(['both', 'analytics']);
    expect(events.map(({ userId }) => userId)).toEqual(['both', 'marketing']);
    for (const { outcome } of [neither, unknown]) {
      expect(await outcome).toMatchObject({ status: 'dropped', reason: 'filtered' });
    }
  });
});

describe('ready-made steps', () => {
  it('run in the order in which they are given, so that a redact at the end sees everything', async () => {
    const service = await stage.service();
    const enriching = enrich({ properties: ({ userId }) => ({ owner: { email: userId } }) });
    const client = stage.client(service, {
      plugins: [enriching, redact({ paths: ['properties.owner.email'], mode: 'mask' })],
    });

    client.track(aTrack());
    await client.flush();

    expect(service.messages).toMatchObject([{ properties: { owner: { email: '[redacted]' } } }]);
  });

  it('keep what a later step writes in its own message', async () => {
    const service = await stage.service();
    const spoils: Step = (message) => {
      const { app } = message.context as { app: { name: string } };
      if (message.userId === 'first') app.name = 'spoilt';
      return message;
    };
    const client = stage.client(service, {
      plugins: [enrich({ context: { app: { name: 'shop' } } }), spoils],
    });

    for (const userId of ['first', 'second']) client.track(aTrack({ userId }));
    await client.flush();

    const apps = service.messages.map((message) => (message['context'] as { app: unknown }).app);
    expect(apps).toEqual([{ name: 'spoilt' }, { name: 'shop' }]);
  });

  it('of one kind need two names', async () => {
    const service = await stage.service();
    const [emails, ids] = [{ paths: ['**.email'] }, { paths: ['userId'], key: KEY }];
    const two = (name?: string) => [redact(emails), redact({ ...ids, mode: 'hash', name })];

    expect(() => stage.client(service, { plugins: two() })).toThrow(
      expect.objectContaining({
        field: 'name of the plugin "redact"',
        found: 'a name that is taken',
      }),
    );
    const client = stage.client(service, { plugins: two('hash the ids') });
    await client.deregister('hash the ids');
    client.track(aTrack({ userId: 'ada', properties: { email: 'ada@example.com' } }));
    await client.flush();

    expect(service.messages).toMatchObject([{ userId: 'ada', properties: {} }]);
  });

  it('that fail are named by the error, which has nothing of the message', async () => {
    const service = await stage.service();
    const breaks: Step = (message) =>
      ({ ...message, properties: { email: { toJSON: throwing } } }) as Message;
    const client = stage.client(service, {
      plugins: [breaks, redact({ paths: ['properties.email'], mode: 'hash', key: KEY })],
    });
    const errors: AnalyticsError[] = [];
    client.on('error', (error) => errors.push(error as AnalyticsError));

    client.track(aTrack({ userId: 'ada@example.com' }));
    await client.flush();

    expect(errors).toMatchObject([{ code: 'plugin-failed' }]);
    expect(errors[0]?.message).toContain('redact');
    expect(JSON.stringify(errors)).not.toContain('example.com');
  });
});
