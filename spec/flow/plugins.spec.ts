import { describe, expect, it } from '@jest/globals';
import type { AnalyticsError } from '../../lib/base/errors.js';
import type { Message } from '../../lib/message/message.js';
import type { Step } from '../../lib/pipeline/plugin.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

/** A function that returns what is none of the types that it may. */
function wrong(returned: (message: Message) => unknown): Step {
  return returned as Step;
}

const breaks: Step = () => {
  throw new Error('broken');
};

describe('a function in the place of a plugin', () => {
  it('that returns null drops the message as filtered, and later plugins never see it', async () => {
    const service = await stage.service();
    const seen: string[] = [];
    const client = stage.client(service, {
      plugins: [
        (message) => (message.userId === 'bot' ? null : message),
        (message) => {
          seen.push(String(message.userId));
          return message;
        },
      ],
    });
    const errors: unknown[] = [];
    client.on('error', (error) => errors.push(error));

    const filtered = client.track(aTrack({ userId: 'bot' }));
    client.track(aTrack({ userId: 'human' }));

    expect(await client.flush()).toEqual({ delivered: 1, dropped: 1, spooled: 0, pending: 0 });
    expect(await filtered.outcome).toMatchObject({ status: 'dropped', reason: 'filtered' });
    expect(service.messages.map(({ userId }) => userId)).toEqual(['human']);
    expect(seen).toEqual(['human']);
    expect(errors).toEqual([]);
  });

  it('may change its message, or return another in its place, in the order of the plugins', async () => {
    const service = await stage.service();
    const client = stage.client(service, {
      plugins: [
        (message) => ({ ...message, properties: { steps: ['first'] } }) as Message,
        (message) => {
          (message as { properties?: { steps: string[] } }).properties?.steps.push('second');
          return message;
        },
      ],
    });
    await client.register((message) => ({ ...message, messageId: 'an-id-of-its-own' }) as Message);

    const { messageId } = client.track(aTrack());
    await client.flush();

    expect(messageId).toBe('an-id-of-its-own');
    expect(service.messages).toMatchObject([
      { messageId, properties: { steps: ['first', 'second'] } },
    ]);
  });

  it('never reaches the objects of the caller', async () => {
    const service = await stage.service();
    const properties = { list: [1], nested: { price: 1 } };
    const context = { ip: '10.0.0.1' };
    const client = stage.client(service, {
      plugins: [
        (message) => {
          const { properties: copy, context: around } = message as unknown as {
            properties: typeof properties;
            context: typeof context;
          };
          copy.nested.price = 2;
          copy.list.push(2);
          around.ip = 'hidden';
          return message;
        },
      ],
    });

    client.track(aTrack({ properties, context }));
    await client.flush();

    expect({ properties, context }).toEqual({
      properties: { list: [1], nested: { price: 1 } },
      context: { ip: '10.0.0.1' },
    });
    expect(service.messages).toMatchObject([
      { properties: { list: [1, 2], nested: { price: 2 } }, context: { ip: 'hidden' } },
    ]);
  });

  const FAILURES: readonly { readonly what: string; readonly plugin: Step }[] = [
    { what: 'throws', plugin: breaks },
    { what: 'returns nothing', plugin: wrong(() => undefined) },
    { what: 'returns something that is no message', plugin: wrong(() => ({ event: 'x' })) },
    { what: 'takes the event away', plugin: wrong((message) => ({ ...message, event: '' })) },
    {
      what: 'returns what cannot be written as JSON',
      plugin: wrong((message) => {
        const properties: Record<string, unknown> = {};
        properties['itself'] = properties;
        return { ...message, properties };
      }),
    },
    {
      what: 'makes the message too large',
      plugin: wrong((message) => ({ ...message, properties: { text: 'x'.repeat(40_000) } })),
    },
    { what: 'is an async function that rejects', plugin: wrong(() => Promise.reject(new Error())) },
  ];

  it.each(FAILURES)('that $what fails its own message only, which is never sent', async (one) => {
    const service = await stage.service();
    const choosy: Step = (message) =>
      message.userId === 'unlucky' ? one.plugin(message) : message;
    const client = stage.client(service, { plugins: [choosy] });
    const errors: AnalyticsError[] = [];
    client.on('error', (error) => errors.push(error));
    const called: unknown[] = [];

    client.track(aTrack({ userId: 'before' }));
    const unlucky = client.track(aTrack({ userId: 'unlucky' }), (error) => called.push(error));
    client.track(aTrack({ userId: 'after' }));
    expect(called).toEqual([]);
    await client.flush();
    await turns();

    expect(service.messages.map(({ userId }) => userId)).toEqual(['before', 'after']);
    expect(await unlucky.outcome).toMatchObject({ status: 'dropped', reason: 'plugin-failed' });
    expect(called).toMatchObject([{ code: 'plugin-failed', messageIds: [unlucky.messageId] }]);
    expect(errors).toHaveLength(1);
    expect(client.stats()).toMatchObject({
      accepted: 3,
      delivered: 2,
      dropped: { 'plugin-failed': 1 },
      hostErrors: 1,
      pending: 0,
    });
  });

  it('that threw is named by the cause of the error', async () => {
    const service = await stage.service();
    const client = stage.client(service, { plugins: [breaks] });
    const causes: unknown[] = [];

    client.track(aTrack(), (error) => causes.push(error?.cause));
    await client.flush();

    expect(causes).toEqual([expect.objectContaining({ message: 'broken' })]);
  });

  it('registered later sees later messages only', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    client.track(aTrack());
    await client.register(() => null);
    client.track(aTrack());
    await client.flush();

    expect(client.stats()).toMatchObject({ delivered: 1, dropped: { filtered: 1 } });
  });

  it('may make calls of its own', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    await client.register((message) => {
      if (message.type === 'track') client.identify({ userId: 'from-a-plugin' });
      return message;
    });

    client.track(aTrack());
    await client.flush();

    expect(service.messages.map(({ type }) => type)).toEqual(['identify', 'track']);
  });
});
