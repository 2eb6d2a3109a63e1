import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Analytics } from '../../lib/client/analytics.js';
import type { Context } from '../../lib/pipeline/context.js';
import { aPromise } from '../support/a-promise.js';
import { aTrack } from '../support/client.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { onTrack } from '../support/plugins.js';
import { SEEDED } from '../support/seed.js';
import { accountedFor, useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

/** A plugin that lets each message wait until a spec lets it go. */
function waiting(): {
  readonly plugin: ReturnType<typeof onTrack>;
  readonly inside: string[];
  readonly letGo: (userId: string, result?: 'null' | 'throw') => Promise<void>;
} {
  const inside: string[] = [];
  const gates = new Map<string, ReturnType<typeof aPromise<Context | null>>>();
  const contexts = new Map<string, Context>();
  const plugin = onTrack((context) => {
    const userId = String(context.event.userId);
    inside.push(userId);
    const gate = aPromise<Context | null>();
    gates.set(userId, gate);
    contexts.set(userId, context);
    return gate.promise;
  });
  return {
    plugin,
    inside,
    async letGo(userId, result) {
      const gate = gates.get(userId);
      if (result === 'throw') gate?.reject(new Error('broken'));
      else gate?.resolve(result === 'null' ? null : (contexts.get(userId) ?? null));
      await turns(2);
    },
  };
}

function tracks(client: Analytics, ...userIds: readonly string[]): void {
  for (const userId of userIds) client.track(aTrack({ userId }));
}

describe('asynchronous plugins', () => {
  it('keep the order of the calls, whichever is done first', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxInFlight: 1 });
    const { plugin, letGo } = waiting();
    await client.register(plugin);

    tracks(client, '1', '2', '3', '4');
    client.identify({ userId: 'not for the plugin' });
    const flushed = client.flush();
    await letGo('3');
    await letGo('4', 'null');
    await letGo('1');
    await letGo('2');
    await flushed;

    expect(service.messages.map(({ userId }) => userId)).toEqual([
      '1',
      '2',
      '3',
      'not for the plugin',
    ]);
    expect(client.stats()).toMatchObject({ delivered: 4, dropped: { filtered: 1 }, pending: 0 });
  });

  it('see no more than maxInPlugins messages at once', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxInPlugins: 2 });
    const { plugin, inside, letGo } = waiting();
    await client.register(plugin);

    tracks(client, '1', '2', '3', '4');
    expect(inside).toEqual(['1', '2']);
    await letGo('2');
    expect(inside).toEqual(['1', '2', '3']);
    for (const userId of ['1', '3', '4']) await letGo(userId);
    await client.flush();

    expect(service.messages.map(({ userId }) => userId)).toEqual(['1', '2', '3', '4']);
  });

  it('hold a flush for their own messages only', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const { plugin, letGo } = waiting();
    await client.register(plugin);

    tracks(client, 'before');
    const flushed = client.flush();
    tracks(client, 'after');
    await letGo('before');

    expect(await flushed).toEqual({ delivered: 1, dropped: 0, spooled: 0, pending: 0 });
    expect(client.stats()).toMatchObject({ delivered: 1, pending: 1 });
    await letGo('after');
    await client.flush();
  });

  it('hold a scope for its own messages only', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const { plugin, letGo } = waiting();
    await client.register(plugin);
    const scope = client.scope({ userId: 'mine' });

    scope.track({ event: 'E' });
    tracks(client, 'other');
    const flushed = scope.flush();
    await letGo('mine');

    expect(await flushed).toMatchObject({ delivered: 1 });
    await letGo('other');
    await client.flush();
    expect(service.messages).toHaveLength(2);
  });

  it('send what was true at the call, although the caller goes on', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const { plugin, letGo } = waiting();
    await client.register(plugin);
    const properties = { total: 1 };

    client.track(aTrack({ userId: 'u', properties }));
    properties.total = 2;
    const flushed = client.flush();
    await letGo('u');
    await flushed;

    expect(service.messages).toMatchObject([{ properties: { total: 1 } }]);
  });

  it('count against the bounds of the queue while they take their time', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxQueueSize: 2 });
    const { plugin, letGo } = waiting();
    await client.register(plugin);

    tracks(client, '1', '2', '3');
    expect(client.stats()).toMatchObject({ pending: 2, refused: { 'queue-full': 1 } });
    expect(client.stats().pendingBytes).toBeGreaterThan(200);
    for (const userId of ['1', '2']) await letGo(userId);
    await client.flush();

    expect(client.stats()).toMatchObject({ delivered: 2, pending: 0, pendingBytes: 0 });
  });

  it('may change the size and the id of a message: both are accounted for', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    await client.register(
      onTrack(async (context) => {
        context.updateEvent('properties.text', 'x'.repeat(1_000));
        context.event.messageId = 'another';
        return context;
      }),
    );

    const receipt = client.track(aTrack());
    await client.flush();

    expect(receipt.messageId).toBe('another');
    expect(service.messages).toMatchObject([{ messageId: 'another' }]);
    expect(client.stats()).toMatchObject({ pending: 0, pendingBytes: 0 });
  });

  it('lose nothing in silence at the deadline of a close', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxInPlugins: 1 });
    const { plugin, letGo } = waiting();
    await client.register(plugin);

    tracks(client, '1', '2');
    const report = await client.close({ timeout: 0 });
    await letGo('1');

    expect(report).toEqual({ delivered: 0, dropped: 2, spooled: 0, pending: 0 });
    expect(client.stats().dropped.deadline).toBe(2);
    expect(service.requests).toEqual([]);
  });

  it('leave the account right, whatever they come to and when', async () => {
    const end = fc.constantFrom('pass', 'null', 'throw', 'never' as const);
    const call = fc.record({ end, order: fc.nat(), isAsync: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 30 }), fc.nat(5), async (calls, inPlugins) => {
        const clock = new ManualClock();
        const service = await stage.service();
        const client = stage.client(service, { clock, maxInPlugins: inPlugins + 1 });
        const { plugin, inside, letGo } = waiting();
        const ends = new Map(calls.map((one, index) => [String(index), one]));
        await client.register({
          ...plugin,
          track: (context) => {
            const one = ends.get(String(context.event.userId));
            if (one?.isAsync || one?.end === 'never') return plugin.track?.(context);
            if (one?.end === 'throw') throw new Error('broken');
            return one?.end === 'null' ? null : context;
          },
        });

        tracks(client, ...ends.keys());
        const flushed = client.flush();
        const over = new Set<string>();
        const step = async (): Promise<void> => {
          const ready = inside.filter((id) => !over.has(id) && ends.get(id)?.end !== 'never');
          const [next] = ready.sort((one, other) => order(ends, one) - order(ends, other));
          if (next === undefined) {
            // Only those are inside that never come out: their time is up.
            await clock.advance(10_000);
          } else {
            over.add(next);
            const how = ends.get(next)?.end;
            await letGo(next, how === 'null' || how === 'throw' ? how : undefined);
          }
          expect(accountedFor(client.stats())).toBe(client.stats().accepted);
        };
        await until(() => client.stats().pending === 0, 'the end of all messages', step);
        await flushed;

        const passed = [...ends].filter(([, one]) => one.end === 'pass').map(([userId]) => userId);
        expect(service.messages.map(({ userId }) => userId)).toEqual(passed);
        expect(client.stats()).toMatchObject({
          accepted: calls.length,
          pending: 0,
          pendingBytes: 0,
        });
      }),
      { ...SEEDED, numRuns: 30 },
    );
  });
});

function order(ends: ReadonlyMap<string, { readonly order: number }>, userId: string): number {
  return ends.get(userId)?.order ?? 0;
}
