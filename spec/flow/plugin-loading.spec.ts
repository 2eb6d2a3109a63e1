import { describe, expect, it } from '@jest/globals';
import type { AnalyticsError } from '../../lib/base/errors.js';
import { aPromise } from '../support/a-promise.js';
import { aTrack } from '../support/client.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { aPlugin, onTrack } from '../support/plugins.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('register', () => {
  const LOADS: readonly (readonly [string, () => unknown, RegExp])[] = [
    ['throws', () => { throw new Error('no key'); }, /no key/], // biome-ignore format: one row
    ['rejects', () => Promise.reject(new Error('no key')), /no key/],
    ['hangs', () => new Promise(() => undefined), /500 ms/],
  ];

  it.each(LOADS)(
    'rejects, naming the plugin, where load %s; the client goes on',
    async (what, load, text) => {
      const clock = new ManualClock();
      const service = await stage.service();
      const client = stage.client(service, { clock, pluginTimeout: 500 });
      const errors: AnalyticsError[] = [];
      client.on('error', (error) => errors.push(error));

      const registered = client.register(onTrack((context) => context, { name: 'broken', load }));
      const meanwhile = client.track(aTrack({ userId: 'meanwhile' }));
      const failure = registered.then(undefined, (error: unknown) => error);
      await clock.advance(500);
      const error = await failure;
      client.track(aTrack({ userId: 'later' }));
      await client.flush();

      expect(error).toMatchObject({ name: 'PluginError', code: 'plugin-failed', plugin: 'broken' });
      expect(String(error)).toMatch(text);
      expect(String(error)).toContain('"broken"');
      expect(errors[0]).toBe(error);
      expect(service.messages.at(-1)?.['userId']).toBe('later');
      // Where it is known at once, no call is made meanwhile.
      const end = what === 'throws' ? { status: 'delivered' } : { reason: 'plugin-failed' };
      expect(await meanwhile.outcome).toMatchObject(end);
    },
  );

  it('ends no process where nobody waits for it', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    // Jest fails the spec for a rejection that nobody handles; a listener in here would not hear of one.
    void client.register(aPlugin({ load: () => Promise.reject(new Error('no')) }));
    await turns();

    expect(client.stats().hostErrors).toBe(1);
  });
});

describe('a plugin of the constructor', () => {
  it('is loaded from the start; `await client.ready` waits for it, as in Segment’s client', async () => {
    const service = await stage.service();
    const loaded = aPromise<void>();
    const client = stage.client(service, { plugins: [aPlugin({ load: () => loaded.promise })] });
    let isReady = false;
    const ready = client.ready.then(() => {
      isReady = true;
    });

    await turns();
    expect(isReady).toBe(false);
    loaded.resolve();
    await ready;
    await client.ready;

    expect(isReady).toBe(true);
  });

  it('that can’t be loaded fails for every message: nothing is sent without it', async () => {
    const service = await stage.service();
    const load = (): Promise<never> => Promise.reject(new Error('no key'));
    const client = stage.client(service, {
      plugins: [onTrack((context) => context, { name: 'redact', load })],
    });
    const errors: AnalyticsError[] = [];
    client.on('error', (error) => errors.push(error));
    await client.ready;

    client.track(aTrack());
    client.identify({ userId: 'not for it' });
    await client.flush();
    await client.deregister('redact');
    client.track(aTrack({ userId: 'without it' }));
    await client.flush();

    expect(service.messages.map(({ userId }) => userId)).toEqual(['not for it', 'without it']);
    expect(errors.map(({ code }) => code)).toEqual(['plugin-failed', 'plugin-failed']);
  });
});
