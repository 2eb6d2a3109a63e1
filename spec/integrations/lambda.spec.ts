import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { withAnalytics } from '../../lib/integrations/lambda.js';
import { aTrack } from '../support/client.js';
import { aDestination } from '../support/plugins.js';
import { silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { anInvocation } from './an-invocation.js';

const stage = useStage();

describe('a handler with withAnalytics()', () => {
  it('has its result passed on when its messages are delivered', async () => {
    const service = await stage.service([status(503)]);
    const client = stage.client(service);
    const handler = withAnalytics(client, async (event: { readonly id: string }) => {
      client.track(aTrack({ userId: event.id }));
      await Promise.resolve();
      client.current().track({ userId: event.id, event: 'Something Happened' });
      client.current().scope({ userId: event.id }).page({ name: 'Home' });
      client.enqueue({ type: 'track', userId: event.id, event: 'Something Happened' });
      return { statusCode: 201 };
    });

    expect(await handler({ id: '42' })).toEqual({ statusCode: 201 });
    expect(client.stats()).toMatchObject({ delivered: 4, pending: 0 });
  });

  it('has its error passed on, and its messages are delivered all the same', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const failure = new Error('No such order.');
    const handler = withAnalytics(client, async () => {
      client.track(aTrack());
      throw failure;
    });

    await expect(handler()).rejects.toBe(failure);
    expect(service.messages).toHaveLength(1);
  });

  it('waits for the messages of its own invocation alone', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service, { maxBatchSize: 1 });
    const handler = withAnalytics(client, async (userId: string) => {
      client.track(aTrack({ userId }));
    });
    const slow = handler('slow');
    await service.received(1);

    await Promise.all(Array.from({ length: 50 }, (_, index) => handler(`user-${index}`)));

    expect(client.stats()).toMatchObject({ delivered: 50, pending: 1 });
    await client.close({ timeout: 0 });
    await slow;
  });

  it('waits for destinations too', async () => {
    const service = await stage.service();
    const { plugin, events } = aDestination();
    const client = stage.client(service, { plugins: [plugin] });
    const handler = withAnalytics(client, async () => void client.track(aTrack()));

    await handler();

    expect(events).toHaveLength(1);
  });
});

describe('the style of a handler', () => {
  type Callback = (error?: unknown, result?: unknown) => void;

  it.each<readonly [string, (event: unknown, context: unknown, callback: Callback) => unknown]>([
    ['calls back', (event, _context, callback) => void setImmediate(callback, null, event)],
    ['calls back at once', (event, _context, callback) => callback(undefined, event)],
    ['is asynchronous and calls back', async (event, _context, callback) => callback(null, event)],
    ['is asynchronous and only declares a callback', async (event, _context, _callback) => event],
  ])('may be that it %s', async (_what, inner) => {
    const service = await stage.service();
    const client = stage.client(service);
    const handler = withAnalytics(
      client,
      (event: unknown, context: unknown, callback: Callback) => {
        client.track(aTrack());
        return inner(event, context, callback);
      },
    );

    expect(await handler('an event', anInvocation(), () => undefined)).toBe('an event');
    expect(service.messages).toHaveLength(1);
  });

  it('may be that it calls back with an error', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const handler = withAnalytics(client, (_event: unknown, _context: unknown, done: Callback) => {
      client.track(aTrack());
      done('handled');
    });

    await expect(handler({}, anInvocation(), () => undefined)).rejects.toBe('handled');
    expect(service.messages).toHaveLength(1);
  });

  it('may be that it streams: the runtime still knows it', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const streaming = Symbol.for('aws.lambda.runtime.handler.streaming');
    const given: unknown[] = [];
    const inner = async (event: string, stream: PassThrough, context: unknown): Promise<void> => {
      given.push(event, context);
      client.track(aTrack());
      stream.end('Hello.');
    };
    const handler = withAnalytics(client, Object.assign(inner, { [streaming]: 'response' }));
    const [stream, context] = [new PassThrough(), anInvocation()];

    await handler('an event', stream, context);

    expect(given).toEqual(['an event', context]);
    expect(stream.read().toString()).toBe('Hello.');
    expect(Object.getOwnPropertyDescriptor(handler, streaming)?.value).toBe('response');
    expect(service.messages).toHaveLength(1);
  });

  it('may be that it gives or throws something at once', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const handler = withAnalytics(client, (event: number): unknown => {
      client.track(aTrack());
      if (event === 0) throw new RangeError('Nothing to divide by.');
      return 1 / event;
    });

    expect(await handler(2)).toBe(0.5);
    await expect(async () => handler(0)).rejects.toThrow('Nothing to divide by.');
    expect(service.messages).toHaveLength(2);
  });

  it('is told to the runtime by the kind of the function', () => {
    const client = stage.client({ url: 'http://127.0.0.1:9' });
    const kindOf = (handler: (...given: never[]) => unknown): string =>
      withAnalytics(client, handler).constructor.name;

    expect(kindOf(async () => undefined)).toBe('AsyncFunction');
    expect(kindOf(() => undefined)).toBe('Function');
  });
});

describe('withAnalytics() of a client that is closed', () => {
  it('runs the handler; its calls are refused and told, as ever', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const told = once(client, 'error');
    await client.close();
    const handler = withAnalytics(client, async () => {
      client.track(aTrack());
      return 'done';
    });

    expect(await handler()).toBe('done');
    expect(await told).toMatchObject([{ code: 'closed' }]);
  });
});

describe('withAnalytics() itself', () => {
  const handler = async (): Promise<undefined> => undefined;
  const given = (...args: readonly unknown[]): unknown =>
    (withAnalytics as (...args: readonly unknown[]) => unknown)(...args);

  it.each<readonly [string, string, unknown, unknown, unknown]>([
    ['no client', 'client', {}, handler, {}],
    ['no handler', 'handler', undefined, undefined, {}],
    ['a handler that is none', 'handler', undefined, 'index.handler', {}],
    ['a margin below 0', 'margin', undefined, handler, { margin: -1 }],
    ['a margin that is none', 'margin', undefined, handler, { margin: Number.NaN }],
    ['too long a time', 'timeout', undefined, handler, { timeout: 900_001 }],
    ['a listener that is none', 'onPending', undefined, handler, { onPending: 'log' }],
    ['an unknown option', 'margins', undefined, handler, { margins: 5 }],
    ['options that are none', 'options', undefined, handler, null],
  ])('refuses %s at once', (_what, field, client, inner, options) => {
    const known = stage.client({ url: 'http://127.0.0.1:9' });
    expect(() => given(client ?? known, inner, options)).toThrow(
      expect.objectContaining({ code: 'invalid', call: 'withAnalytics', field }),
    );
  });
});
