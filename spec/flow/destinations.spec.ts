import { describe, expect, it } from '@jest/globals';
import type { DropEvent } from '../../lib/client/events.js';
import type { Context } from '../../lib/pipeline/context.js';
import { aTrack, QUICK_RETRIES } from '../support/client.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { aDestination, aPromise, onTrack } from '../support/plugins.js';
import { silence } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const SETTLED = { spooled: 0, pending: 0 };

describe('a destination plugin', () => {
  it('is given every message that passed the plugins before it, in a later turn', async () => {
    const service = await stage.service();
    const { plugin, events } = aDestination();
    const client = stage.client(service, {
      plugins: [
        plugin,
        (message) => (message.userId === 'bot' ? null : { ...message, anonymousId: 'added' }),
      ],
    });

    client.track(aTrack({ userId: 'bot' }));
    client.track(aTrack({ userId: 'human', properties: { total: 1 } }));
    client.alias({ userId: 'human', previousId: 'no handler' });
    expect(events).toEqual([]);
    const report = await client.flush();

    expect(events).toEqual([service.messages[0]]);
    expect(events).toMatchObject([{ userId: 'human', anonymousId: 'added' }]);
    expect(report).toEqual({
      delivered: 2,
      dropped: 1,
      ...SETTLED,
      destinations: { 'a destination': { delivered: 1, dropped: 0, ...SETTLED } },
    });
  });

  it('has a copy of its own: what it writes reaches neither the endpoint nor another', async () => {
    const service = await stage.service();
    const { plugin, events } = aDestination({ name: 'second' });
    const client = stage.client(service, {
      plugins: [
        onTrack(
          (context) => {
            context.updateEvent('properties.secret', true);
            return context;
          },
          { name: 'first', type: 'destination' },
        ),
        plugin,
      ],
    });

    client.track(aTrack());
    await client.flush();

    expect([service.messages[0]?.['properties'], events[0]?.properties]).toEqual([{}, {}]);
  });

  it('that hangs or fails holds back neither the endpoint nor another', async () => {
    const clock = new ManualClock();
    const service = await stage.service();
    const { plugin, events } = aDestination({ name: 'quick' });
    const client = stage.client(service, {
      clock,
      retry: { minTimeout: 60_000 },
      plugins: [
        onTrack(() => new Promise<Context>(() => undefined), {
          name: 'hangs',
          type: 'destination',
        }),
        onTrack(() => Promise.reject(new Error('down')), { name: 'fails', type: 'destination' }),
        plugin,
      ],
    });

    const { outcome } = client.track(aTrack());
    const flushed = client.flush({ timeout: 100 });
    await clock.advance(100);

    expect(await outcome).toMatchObject({ status: 'delivered' });
    expect(events).toHaveLength(1);
    expect(await flushed).toMatchObject({
      delivered: 1,
      pending: 0,
      destinations: { hangs: { pending: 1 }, fails: { pending: 1 }, quick: { delivered: 1 } },
    });
  });

  it('gets messages while the endpoint is silent', async () => {
    const service = await stage.service([silence]);
    const { plugin, events } = aDestination();
    const client = stage.client(service, { plugins: [plugin], flushAt: 1 });

    client.track(aTrack());
    await service.received(1);
    await turns();

    expect(events).toHaveLength(1);
    expect(client.stats().destinations?.['a destination']).toMatchObject({ delivered: 1 });
  });

  it('is given a message again that it failed for, with another copy and the attempt', async () => {
    const service = await stage.service();
    const seen: unknown[] = [];
    const client = stage.client(service, {
      plugins: [
        onTrack(
          (context) => {
            seen.push([context.attempts, { ...context.event.properties }]);
            context.updateEvent('properties.attempted', true);
            if (context.attempts === 1) throw new Error('down');
            if (context.attempts === 2) context.setFailedDelivery({ reason: 'still down' });
            return context;
          },
          { type: 'destination', name: 'flaky' },
        ),
      ],
    });

    client.track(aTrack());
    await client.flush();

    expect(seen).toEqual([
      [1, {}],
      [2, {}],
      [3, {}],
    ]);
    expect(client.stats().destinations?.['flaky']).toEqual({
      accepted: 1,
      delivered: 1,
      dropped: expect.objectContaining({ 'retries-spent': 0 }),
      pending: 0,
      retried: 2,
    });
  });

  it('that goes on failing loses the message, and that is told: event, error, account', async () => {
    const service = await stage.service();
    const client = stage.client(service, {
      plugins: [
        onTrack(() => Promise.reject(new Error('down')), {
          name: 'broken',
          type: 'destination',
          queue: { maxRetries: 1 },
        }),
      ],
    });
    const errors: unknown[] = [];
    const drops: DropEvent[] = [];
    client.on('error', (error) => errors.push(error));
    client.on('drop', (drop) => drops.push(drop));

    const { messageId, outcome } = client.track(aTrack());
    const report = await client.flush();

    const told = { code: 'retries-spent', destination: 'broken', attempts: 2 };
    expect(await outcome).toMatchObject({ status: 'delivered' });
    expect(errors).toMatchObject([{ ...told, messageIds: [messageId] }]);
    expect(drops).toMatchObject([{ reason: 'retries-spent', destination: 'broken' }]);
    expect(report.destinations?.['broken']).toMatchObject({ delivered: 0, dropped: 1 });
  });

  it('that cancels a message, or returns null, does not want it: no retry and no error', async () => {
    const service = await stage.service();
    const client = stage.client(service, {
      plugins: [
        onTrack((context) => (context.event.userId === '1' ? null : context.cancel()), {
          name: 'choosy',
          type: 'destination',
        }),
      ],
    });
    const errors: unknown[] = [];
    client.on('error', (error) => errors.push(error));

    client.track(aTrack({ userId: '1' }));
    client.track(aTrack({ userId: '2' }));
    await client.flush();

    expect(errors).toEqual([]);
    expect(client.stats().destinations?.['choosy']).toMatchObject({
      dropped: { filtered: 2 },
      retried: 0,
    });
  });

  it('has a bounded queue: what is too much for it is dropped for it alone', async () => {
    const service = await stage.service();
    const gate = aPromise<undefined>();
    const seen: unknown[] = [];
    const client = stage.client(service, {
      plugins: [
        onTrack(
          (context) => {
            seen.push(context.event.userId);
            return gate.promise;
          },
          { name: 'slow', type: 'destination', queue: { maxSize: 2, maxInFlight: 1 } },
        ),
      ],
    });

    for (const userId of ['1', '2', '3']) client.track(aTrack({ userId }));
    await turns();
    gate.resolve(undefined);
    const report = await client.flush();

    expect(seen).toEqual(['1', '2']);
    expect(report).toMatchObject({
      delivered: 3,
      destinations: { slow: { delivered: 2 } },
    });
    expect(client.stats().destinations?.['slow']?.dropped['queue-full']).toBe(1);
  });

  it('waits until it is loaded; where that fails, what was meant for it is dropped', async () => {
    const service = await stage.service();
    const loaded = aPromise<void>();
    const { plugin, events } = aDestination({ load: () => loaded.promise });
    const failing = aDestination({ name: 'broken', load: () => Promise.reject(new Error('no')) });
    const client = stage.client(service, { plugins: [plugin, failing.plugin] });

    client.track(aTrack());
    await turns();
    expect(events).toEqual([]);
    loaded.resolve();
    await client.flush();

    expect(events).toHaveLength(1);
    expect(client.stats().destinations).toMatchObject({
      'a destination': { delivered: 1 },
      broken: { accepted: 1, dropped: { 'plugin-failed': 1 } },
    });
  });

  it('is closed with the client: at the deadline what it did not get is dropped, and told', async () => {
    const service = await stage.service();
    const client = stage.client(service, {
      retry: QUICK_RETRIES,
      plugins: [
        onTrack(() => new Promise<Context>(() => undefined), {
          name: 'hangs',
          type: 'destination',
        }),
      ],
    });

    client.track(aTrack());
    await client.flush({ timeout: 5 });
    const { destinations } = await client.close({ timeout: 0 });

    expect(destinations).toMatchObject({ hangs: { delivered: 0, dropped: 1, pending: 0 } });
    expect(client.stats().destinations?.['hangs']?.dropped.deadline).toBe(1);
  });

  it('that is deregistered is given what waits for it first', async () => {
    const service = await stage.service();
    const { plugin, events } = aDestination();
    const client = stage.client(service, { plugins: [plugin] });
    client.track(aTrack({ userId: 'before' }));

    await client.deregister('a destination');
    client.track(aTrack({ userId: 'after' }));
    await client.flush();

    expect(events.map(({ userId }) => userId)).toEqual(['before']);
  });
});

describe('the integrations of a message', () => {
  const NAMES = ['Mixpanel', 'Salesforce', 'Braze Web (Actions)'];

  it.each<readonly [string, object, readonly string[], boolean]>([
    ['nothing', {}, ['Mixpanel', 'Braze Web (Actions)'], true],
    ['All', { All: true }, NAMES, true],
    ['none', { All: false }, [], true],
    ['none but one', { All: false, Mixpanel: true }, ['Mixpanel'], true],
    ['all but one', { Mixpanel: false }, ['Braze Web (Actions)'], true],
    ['one by another name', { All: false, 'Braze update': true }, ['Braze Web (Actions)'], true],
    ['not one by another name', { 'Braze update': false }, ['Mixpanel'], true],
    ['options', { All: false, Mixpanel: { ip: 0 } }, ['Mixpanel'], true],
    ['Salesforce, where it is asked for', { Salesforce: {} }, NAMES, true],
    ['other letters', { mixpanel: false }, ['Mixpanel', 'Braze Web (Actions)'], true],
    ['not the endpoint', { 'Segment.io': false }, ['Mixpanel', 'Braze Web (Actions)'], false],
  ])('decide who gets it: %s', async (_what, integrations, expected, isSent) => {
    const service = await stage.service();
    const got: string[] = [];
    const client = stage.client(service, {
      plugins: NAMES.map((name) =>
        onTrack(
          (context) => {
            got.push(name);
            return context;
          },
          {
            name,
            type: 'destination',
            ...(name.startsWith('Braze') ? { alternativeNames: ['Braze update'] } : {}),
          },
        ),
      ),
    });

    const { outcome } = client.track(aTrack({ integrations: integrations as never }));
    await client.flush();

    expect(got.sort()).toEqual([...expected].sort());
    expect(service.messages).toHaveLength(isSent ? 1 : 0);
    expect((await outcome).status).toBe(isSent ? 'delivered' : 'dropped');
  });

  it('are those that plugins leave', async () => {
    const service = await stage.service();
    const { plugin, events } = aDestination({ name: 'Mixpanel' });
    const client = stage.client(service, {
      plugins: [plugin, (message) => ({ ...message, integrations: { Mixpanel: false } })],
    });

    client.track(aTrack());
    await client.flush();

    expect(events).toEqual([]);
  });
});
