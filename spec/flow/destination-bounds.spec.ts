import { describe, expect, it } from '@jest/globals';
import type { Context } from '../../lib/pipeline/context.js';
import { aPromise } from '../support/a-promise.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { aDestination, onTrack } from '../support/plugins.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('a destination plugin', () => {
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
      plugins: [
        onTrack(() => new Promise<Context>(() => undefined), {
          name: 'hangs',
          type: 'destination',
        }),
      ],
    });

    const { outcome } = client.track(aTrack());
    const flushed = client.flush();
    expect(await outcome).toMatchObject({ status: 'delivered' });
    const { destinations } = await client.close({ timeout: 0 });
    await flushed;

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

describe('a destination that was deregistered', () => {
  it('is given up with the client at its deadline, like any other', async () => {
    const service = await stage.service();
    const client = stage.client(service, {
      plugins: [
        onTrack(() => new Promise<Context>(() => undefined), {
          name: 'hangs',
          type: 'destination',
        }),
      ],
    });
    client.track(aTrack());
    const deregistered = client.deregister('hangs');

    const { destinations } = await client.close({ timeout: 0 });
    await deregistered;

    expect(destinations).toMatchObject({ hangs: { dropped: 1, pending: 0 } });
  });
});
