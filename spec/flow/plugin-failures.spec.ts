import { describe, expect, it } from '@jest/globals';
import { ContextCancelation } from '../../lib/pipeline/cancelation.js';
import type { Context } from '../../lib/pipeline/context.js';
import type { HandlerResult } from '../../lib/pipeline/plugin.js';
import { aPromise } from '../support/a-promise.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { onTrack } from '../support/plugins.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('plugins', () => {
  const ENDS: readonly (readonly [string, (context: Context) => HandlerResult])[] = [
    ['returns null', () => null],
    ['resolves to null', () => Promise.resolve(null)],
    ['cancels its context', (context) => context.cancel()],
    [
      'throws a cancelation',
      () => {
        throw new ContextCancelation({ retry: false, reason: 'no' });
      },
    ],
    ['rejects with a cancelation', () => Promise.reject(new ContextCancelation())],
    [
      'throws the cancelation of another package',
      () => {
        throw { retry: true, type: 'plugin Error', reason: '' };
      },
    ],
  ];

  it.each(ENDS)('drop a message as filtered: one that %s', async (_what, track) => {
    const service = await stage.service();
    const client = stage.client(service);
    const errors: unknown[] = [];
    client.on('error', (error) => errors.push(error));
    await client.register(onTrack(track, { name: 'choosy' }));

    const { outcome } = client.track(aTrack());

    expect(await client.flush()).toMatchObject({ delivered: 0, dropped: 1 });
    expect(await outcome).toMatchObject({
      reason: 'filtered',
      error: { message: expect.stringContaining('"choosy"') },
    });
    expect([service.requests, errors]).toEqual([[], []]);
  });

  const FAILURES: readonly (readonly [string, (context: Context) => HandlerResult])[] = [
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken'))],
    ['cancels with an error', (context) => context.cancel(new Error('broken'))],
    ['returns something else', () => 'done' as never],
    [
      'leaves a message that breaks the Spec',
      (context) => {
        context.event.event = '';
        return context;
      },
    ],
  ];

  it.each(FAILURES)(
    'fail closed: what they were to hide is not sent where one %s',
    async (_what, track) => {
      const service = await stage.service();
      const client = stage.client(service);
      const errors: { readonly code: string; readonly message: string }[] = [];
      client.on('error', (error) => errors.push(error));
      await client.register(onTrack(track, { name: 'redact' }));
      const given: unknown[] = [];

      const { outcome } = client.track(aTrack({ properties: { card: '4111' } }), (error) =>
        given.push(error),
      );
      await client.flush();

      expect(service.requests).toEqual([]);
      expect(await outcome).toMatchObject({ reason: 'plugin-failed' });
      expect(given).toMatchObject([{ code: 'plugin-failed' }]);
      expect(errors).toHaveLength(1);
      expect(errors[0]?.message).not.toContain('4111');
    },
  );

  it('that may be done without (onError: send) leave the message as it was when they fail', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const logged: unknown[] = [];
    const late = aPromise<Context>();
    let held: Context | undefined;
    await client.register(
      onTrack(
        (context) => {
          context.updateEvent('properties.half', true);
          throw new Error('broken');
        },
        { name: 'one', onError: 'send' },
      ),
      onTrack(
        (context) => {
          context.updateEvent('properties.half', true);
          held = context;
          return late.promise;
        },
        { name: 'other', onError: 'send' },
      ),
    );

    client.track(aTrack({ properties: { a: 1 } }), (_error, context) =>
      logged.push(context?.logs()),
    );
    late.reject(new Error('broken later'));
    await turns();
    held?.updateEvent('properties.half', true);
    await client.flush();

    expect(service.messages[0]?.['properties']).toEqual({ a: 1 });
    expect(client.stats().hostErrors).toBe(2);
    expect(logged).toMatchObject([
      [
        { level: 'warn', message: expect.stringContaining('one') },
        { level: 'warn', message: expect.stringContaining('other') },
      ],
    ]);
  });
});
