import { describe, expect, it } from '@jest/globals';
import type { Context, Plugin } from '../../lib/index.js';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { onTrack } from '../support/plugins.js';
import { useStage } from '../support/stage.js';

// What Segment's client 3.1.0 gets wrong when a plugin fails. Being compatible stops here.
const stage = useStage();

type Fails = (ctx: Context) => Context | Promise<Context>;

/** A plugin that fails for one user. */
const broken = (type: Plugin['type'], fails: Fails): Plugin =>
  onTrack((ctx) => (ctx.event.userId === 'unlucky' ? fails(ctx) : ctx), { type });

describe('a message that fails before it is in a batch', () => {
  it('does not delay a flush, and costs no other message', async () => {
    const service = await stage.service();
    const client = stage.client(service, { clock: new ManualClock(), onInvalid: 'drop' });
    await client.register(
      broken('before', () => {
        throw new Error('broken');
      }),
    );

    client.track(aTrack({ event: 'Before' }));
    client.track(aTrack({ userId: 'unlucky' }));
    client.track(aTrack({ properties: { text: 'a'.repeat(40_000) } }));
    client.track(aTrack({ event: 'After' }));

    expect(await client.flush()).toMatchObject({ delivered: 2, pending: 0 });
    expect(service.messages.map(({ event }) => event)).toEqual(['Before', 'After']);
  });
});

describe('a plugin of type enrichment', () => {
  const FAILURES: readonly (readonly [what: string, code: string, fails: Fails])[] = [
    [
      'throws',
      'plugin-failed',
      () => {
        throw new Error('broken');
      },
    ],
    ['rejects', 'plugin-failed', () => Promise.reject(new Error('broken'))],
    ['cancels', 'filtered', (ctx) => ctx.cancel()],
    ['cancels with an error', 'plugin-failed', (ctx) => ctx.cancel(new Error('personal data'))],
  ];

  it.each(FAILURES)(
    'that %s keeps its message from being sent, and its caller learns of it: %s',
    async (_what, code, fails) => {
      const service = await stage.service();
      const client = stage.client(service);
      await client.register(broken('enrichment', fails));
      const told: unknown[] = [];

      client.track(aTrack({ userId: 'unlucky' }), (error) => told.push(['unlucky', error?.code]));
      client.track(aTrack({ userId: 'lucky' }), (error) => told.push(['lucky', error]));
      await client.flush();

      expect(service.messages.map(({ userId }) => userId)).toEqual(['lucky']);
      expect(told.sort()).toEqual([
        ['lucky', undefined],
        ['unlucky', code],
      ]);
    },
  );

  it('that can not be loaded keeps the messages that count on it from being sent without it', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const load = () => Promise.reject(new Error('offline'));
    const registered = client.register({ ...broken('enrichment', (ctx) => ctx), load });
    const told: unknown[] = [];

    client.track(aTrack(), (error) => told.push(error));
    await registered.catch(() => undefined);
    await client.flush();

    expect(service.messages).toEqual([]);
    expect(told).toEqual([expect.any(Error)]);
    expect(told).toMatchObject([{ code: 'plugin-failed' }]);
  });
});
