import { describe, expect, it } from '@jest/globals';
import type { DropEvent } from '../../lib/client/events.js';
import type { Context } from '../../lib/pipeline/context.js';
import { aTrack } from '../support/client.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { aDestination, onTrack } from '../support/plugins.js';
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

    expect(await outcome).toMatchObject({ status: 'delivered' });
    await clock.advance(100);
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

  it('that says another try is of no use is not given the message again', async () => {
    const service = await stage.service();
    const client = stage.client(service, {
      plugins: [
        onTrack(
          () => {
            throw Object.assign(new Error('No such account.'), { retry: false });
          },
          { name: 'final', type: 'destination' },
        ),
      ],
    });
    const errors: unknown[] = [];
    client.on('error', (error) => errors.push(error));

    client.track(aTrack());
    await client.flush();

    expect(errors).toMatchObject([{ code: 'refused', destination: 'final', attempts: 1 }]);
    expect(client.stats().destinations?.['final']).toMatchObject({
      dropped: { refused: 1 },
      retried: 0,
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
});
