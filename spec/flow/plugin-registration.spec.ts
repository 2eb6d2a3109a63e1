import { describe, expect, it } from '@jest/globals';
import type { PluginLike } from '../../lib/pipeline/plugin.js';
import { aPromise } from '../support/a-promise.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { aDestination, aPlugin, onTrack } from '../support/plugins.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('register', () => {
  it('loads plugins with a context and the client, and tells listeners their names', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const names: unknown[] = [];
    client.on('register', (registered) => names.push(registered));
    const given: unknown[] = [];
    const order: string[] = [];
    const load = (...args: unknown[]): void => {
      given.push(...args);
      order.push('load');
    };
    const ready = async (): Promise<void> => {
      order.push('ready');
    };

    await client.register(aPlugin({ name: 'one', load, ready }), aPlugin({ name: 'two' }));

    expect(given).toEqual([expect.objectContaining({ id: expect.any(String) }), client]);
    expect(order).toEqual(['load', 'ready']);
    expect(names).toEqual([['one', 'two']]);
  });

  it('lets calls wait until a plugin is loaded, in their order, and then pass it', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const loaded = aPromise<void>();
    const marks = (context: Parameters<NonNullable<PluginLike['track']>>[0]) => {
      context.updateEvent('properties.seen', true);
      return context;
    };
    client.track(aTrack({ userId: 'before' }));
    const registered = client.register(onTrack(marks, { load: () => loaded.promise }));
    client.track(aTrack({ userId: 'meanwhile' }));
    client.identify({ userId: 'meanwhile, too' });
    const flushed = client.flush();
    await turns();
    expect(client.stats().pending).toBe(2);
    loaded.resolve();
    await registered;
    client.track(aTrack({ userId: 'later' }));
    await flushed;
    await client.flush();

    const seen = service.messages.map(({ userId, properties }) => [
      userId,
      (properties as { seen?: true } | undefined)?.seen,
    ]);
    expect(seen).toEqual([
      ['before', undefined],
      ['meanwhile', true],
      ['meanwhile, too', undefined],
      ['later', true],
    ]);
  });

  it('keeps a call synchronous once everything is loaded', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    let hasRun = false;
    await client.register(
      onTrack((context) => {
        hasRun = true;
        return context;
      }),
    );

    client.track(aTrack());

    expect(hasRun).toBe(true);
  });

  it.each<readonly [string, unknown, string, RegExp]>([
    ['no plugin', 5, 'plugins[0]', /a plugin, or a function/],
    ['no name', { type: 'before' }, 'plugins[0].name', /non-empty string/],
    [
      'an unknown type',
      { name: 'x', type: 'enrich' },
      'type of the plugin "x"',
      /perhaps enrichment/,
    ],
    ['no type', { name: 'x' }, 'type of the plugin "x"', /one of before/],
    [
      'a handler that is none',
      { name: 'x', type: 'after', track: 1 },
      'track of the plugin "x"',
      /a function/,
    ],
    [
      'another onError',
      { name: 'x', type: 'before', onError: 'no' },
      'onError of the plugin "x"',
      /'send'/,
    ],
    [
      'an unknown bound',
      { name: 'x', type: 'destination', queue: { size: 1 } },
      'queue.size of the plugin "x"',
      /maxSize/,
    ],
    [
      'a bound out of its bounds',
      { name: 'x', type: 'destination', queue: { maxSize: 0 } },
      'queue.maxSize of the plugin "x"',
      /from 1 to 1000000/,
    ],
  ])(
    'throws at once for %s, naming the plugin, and adds nothing',
    async (_what, bad, field, text) => {
      const service = await stage.service();
      const client = stage.client(service);
      const seen: unknown[] = [];
      const good = onTrack((context) => {
        seen.push(context);
        return context;
      });

      const register = (): unknown => client.register(good, bad as PluginLike);

      // The place of the bad one: it is the second.
      expect(register).toThrow(
        expect.objectContaining({ field: field.replace('plugins[0]', 'plugins[1]') }),
      );
      expect(register).toThrow(text);
      client.track(aTrack());
      await client.flush();
      expect([seen, client.stats().delivered]).toEqual([[], 1]);
    },
  );

  it('throws for a name that is taken, until that plugin is deregistered', async () => {
    const service = await stage.service();
    const client = stage.client(service, { plugins: [aPlugin({ name: 'taken' })] });

    expect(() => client.register(aPlugin({ name: 'taken' }))).toThrow(/"taken"/);
    expect(() => client.register(aPlugin({ name: 'x' }), aPlugin({ name: 'x' }))).toThrow(/"x"/);
    await client.deregister('taken');
    await expect(client.register(aPlugin({ name: 'taken' }))).resolves.toBeUndefined();
  });
});

describe('deregister', () => {
  it('takes plugins out, unloads them, and tells listeners', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const told: unknown[] = [];
    client.on('deregister', (names) => told.push(names));
    const unload = (): void => void told.push('unload');
    const { plugin, events } = aDestination({ name: 'two' });
    await client.register(
      onTrack(() => null, { name: 'one', unload }),
      plugin,
    );

    await client.deregister('one', 'two', 'nobody');
    client.track(aTrack());
    await client.flush();

    expect(told).toEqual(['unload', ['one', 'two', 'nobody']]);
    expect(events).toEqual([]);
    expect(client.stats().delivered).toBe(1);
  });

  it('leaves functions alone, which have no name to be meant by', async () => {
    const service = await stage.service();
    const client = stage.client(service, { plugins: [() => null] });

    await client.deregister('', 'a function');
    client.track(aTrack());
    await client.flush();

    expect(client.stats().dropped.filtered).toBe(1);
  });

  it('rejects, naming the plugin, where unload fails', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const unload = (): Promise<never> => Promise.reject(new Error('still busy'));
    await client.register(aPlugin({ name: 'sticky', unload }));

    await expect(client.deregister('sticky')).rejects.toMatchObject({
      name: 'PluginError',
      plugin: 'sticky',
      message: expect.stringContaining('still busy'),
    });
  });
});
