import { describe, expect, it } from '@jest/globals';
import { VERSION } from '../../lib/message/version.js';
import type { Context } from '../../lib/pipeline/context.js';
import type { PluginLike, PluginType } from '../../lib/pipeline/plugin.js';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { aPlugin, onTrack } from '../support/plugins.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

/** A plugin that says when it ran. */
function saying(what: string, type: PluginType, said: string[]): PluginLike {
  return onTrack(
    (context) => {
      said.push(what);
      return context;
    },
    { name: what, type },
  );
}

describe('plugins', () => {
  it('run by their types and then in the order of their registration', async () => {
    const service = await stage.service();
    const said: string[] = [];
    const client = stage.client(service, {
      plugins: [
        saying('after 1', 'after', said),
        saying('enrichment 1', 'enrichment', said),
        saying('utility', 'utility', said),
        (message) => {
          said.push('a function');
          return message;
        },
        saying('before 1', 'before', said),
      ],
    });
    await client.register(saying('enrichment 2', 'enrichment', said));
    await client.register(saying('before 2', 'before', said));

    client.track(aTrack());
    await client.flush();

    expect(said).toEqual([
      'before 1',
      'before 2',
      'enrichment 1',
      'a function',
      'enrichment 2',
      'after 1',
    ]);
  });

  it('see only the calls that they have a handler for', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const seen: string[] = [];
    const see = (context: Context): Context => {
      seen.push(context.event.type);
      return context;
    };
    await client.register(aPlugin({ identify: see, group: see }));

    client.track(aTrack());
    client.identify({ userId: 'u' });
    client.group({ userId: 'u', groupId: 'g' });
    client.page({ userId: 'u' });
    await client.flush();

    expect(seen).toEqual(['identify', 'group']);
    expect(service.messages.map(({ type }) => type)).toEqual([
      'track',
      'identify',
      'group',
      'page',
    ]);
  });

  it('change the message through their context, whatever they return of it', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    await client.register(
      onTrack((context) => {
        context.updateEvent('properties.total', 5);
        context.event.userId = 'another';
        delete context.event.context?.['ip'];
        return undefined;
      }),
    );

    client.track(aTrack({ properties: { a: 1 }, context: { ip: '::1' } }));
    await client.flush();

    expect(service.messages).toMatchObject([{ userId: 'another', properties: { a: 1, total: 5 } }]);
    expect(service.messages[0]?.['context']).not.toHaveProperty('ip');
  });

  it('may put another context in place: the library is added again', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    await client.register(
      onTrack((context) => {
        context.event.context = { ip: '::1' };
        return context;
      }),
    );

    client.track(aTrack());
    await client.flush();

    expect(service.messages[0]?.['context']).toEqual({
      ip: '::1',
      library: { name: 'waybill', version: VERSION },
    });
  });

  it('may leave dates, numeric ids and null where a call may', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    await client.register(
      onTrack((context) => {
        Object.assign(context.event, {
          timestamp: new Date(0),
          userId: 42,
          anonymousId: null,
          integrations: undefined,
        });
        return context;
      }),
    );

    client.track(aTrack({ anonymousId: 'a' }));
    await client.flush();

    expect(service.messages).toMatchObject([
      { timestamp: '1970-01-01T00:00:00.000Z', userId: '42', integrations: {} },
    ]);
    expect(service.messages[0]).not.toHaveProperty('anonymousId');
  });

  it('that are told afterwards hear of what was delivered and of what was not, and of nothing else', async () => {
    const service = await stage.service([status(200), status(400)]);
    const heard: unknown[] = [];
    const client = stage.client(service, {
      plugins: [
        onTrack(
          (context) => {
            heard.push([context.event.userId, context.attempts, context.failedDelivery()?.reason]);
            throw new Error('stays here');
          },
          { name: 'told', type: 'after' },
        ),
        (message) => (message.userId === 'bot' ? null : message),
      ],
    });

    for (const userId of ['good', 'bot', 'bad']) {
      client.track(aTrack({ userId }));
      await client.flush();
    }

    expect(heard).toEqual([
      ['good', 1, undefined],
      ['bad', 1, expect.objectContaining({ code: 'refused' })],
    ]);
    expect(client.stats().hostErrors).toBe(2);
  });

  it('are kept within pluginTimeout, each for each message', async () => {
    const clock = new ManualClock();
    const service = await stage.service();
    const client = stage.client(service, { clock, pluginTimeout: 500 });
    const never = new Promise<Context>(() => undefined);
    await client.register(
      onTrack((context) => (context.event.userId === 'slow' ? never : context)),
    );

    const slow = client.track(aTrack({ userId: 'slow' }));
    client.track(aTrack({ userId: 'quick' }));
    const flushed = client.flush();
    await clock.advance(499);
    expect(client.stats().pending).toBe(2);
    await clock.advance(1);
    await flushed;

    expect(await slow.outcome).toMatchObject({
      reason: 'plugin-failed',
      error: { message: expect.stringContaining('500 ms') },
    });
    expect(service.messages.map(({ userId }) => userId)).toEqual(['quick']);
  });
});
