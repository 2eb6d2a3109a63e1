import { describe, expect, it } from '@jest/globals';
import type { AnalyticsError } from '../../lib/base/errors.js';
import type { Analytics } from '../../lib/client/analytics.js';
import type { Callback } from '../../lib/client/events.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import type { Context } from '../../lib/pipeline/context.js';
import { aTrack } from '../support/client.js';
import { circle } from '../support/hostile-values.js';
import { turns } from '../support/manual-clock.js';
import { type Answering, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

interface Called {
  readonly error: AnalyticsError | undefined;
  readonly context: Context | undefined;
}

function record(): { readonly calls: Called[]; readonly callback: Callback } {
  const calls: Called[] = [];
  const callback = (...given: [AnalyticsError?, Context?]): void => {
    calls.push({ error: given[0], context: given[1] });
  };
  return { calls, callback };
}

interface Case {
  readonly what: string;
  readonly options?: Partial<AnalyticsOptions>;
  readonly script?: readonly Answering[];
  readonly prepare?: (client: Analytics) => void;
  readonly fields?: object;
  readonly code: string | undefined;
  /** Whether the call is not accepted at all. */
  readonly isRefused?: boolean;
}

const CASES: readonly Case[] = [
  { what: 'a delivered message', code: undefined },
  { what: 'a message delivered at the second try', script: [status(503)], code: undefined },
  { what: 'a refused message', script: [status(403)], code: 'refused' },
  { what: 'a message the service takes for too large', script: [status(413)], code: 'too-large' },
  {
    what: 'a message whose retries are spent',
    script: [status(503)],
    options: { maxRetries: 0 },
    code: 'retries-spent',
  },
  { what: 'a filtered message', options: { plugins: [() => null] }, code: 'filtered' },
  {
    what: 'a message that a plugin failed on',
    options: {
      plugins: [
        () => {
          throw new Error('broken');
        },
      ],
    },
    code: 'plugin-failed',
  },
  {
    what: 'an invalid call',
    options: { onInvalid: 'drop' },
    fields: { event: '' },
    code: 'invalid',
    isRefused: true,
  },
  {
    what: 'a call that cannot be serialised',
    options: { onInvalid: 'drop' },
    fields: { properties: circle() },
    code: 'unserializable',
    isRefused: true,
  },
  {
    what: 'a call that is too large',
    options: { onInvalid: 'drop' },
    fields: { properties: { text: 'x'.repeat(40_000) } },
    code: 'too-large',
    isRefused: true,
  },
  {
    what: 'a call that the queue has no room for',
    options: { maxQueueSize: 1 },
    prepare: (client) => client.track(aTrack()),
    code: 'queue-full',
    isRefused: true,
  },
  {
    what: 'a call after the close',
    prepare: (client) => void client.close(),
    code: 'closed',
    isRefused: true,
  },
];

describe('the callback of a call (CONTRACT 4)', () => {
  it.each(CASES)('is called once, in a later turn, for $what', async (one) => {
    const service = await stage.service(one.script);
    const client = stage.client(service, one.options);
    one.prepare?.(client);
    const { accepted } = client.stats();
    const { calls, callback } = record();

    const receipt = client.track({ ...aTrack(), ...one.fields } as never, callback);
    expect(calls).toEqual([]);
    await client.close();
    await turns();

    expect(calls).toHaveLength(1);
    expect(calls[0]?.error?.code).toBe(one.code);
    const { isRefused = false } = one;
    expect(client.stats().accepted).toBe(isRefused ? accepted : accepted + 1);
    if (one.code === undefined) {
      expect(calls[0]?.context?.id).toBe(receipt.messageId);
      expect(calls[0]?.context?.event).toMatchObject({ messageId: receipt.messageId });
    } else {
      const { error, context } = calls[0] ?? {};
      expect(context?.failedDelivery()?.reason).toBe(isRefused ? undefined : error);
      expect(context?.event.messageId).toBe(isRefused ? undefined : receipt.messageId);
    }
  });

  it('is called at the deadline of a close, for a message that is still on its way', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service, { flushAt: 1 });
    const { calls, callback } = record();
    client.track(aTrack(), callback);
    await service.received(1);

    await client.close({ timeout: 1 });

    expect(calls.map(({ error }) => error?.code)).toEqual(['deadline']);
  });

  it('is called as soon as the outcome is known, while other batches are under way', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service, { flushAt: 1 });
    const late = record();
    client.track(aTrack(), late.callback);
    await service.received(1);

    await new Promise<void>((resolve) => client.track(aTrack(), () => resolve()));

    expect(late.calls).toEqual([]);
    expect(client.stats()).toMatchObject({ delivered: 1, pending: 1 });
  });

  it('gets an error that tells of the message and nothing of the request (CONTRACT 7)', async () => {
    const reply = 'no '.repeat(500);
    const service = await stage.service([status(403, {}, reply)]);
    const client = stage.client(service);
    const { calls, callback } = record();
    const { messageId } = client.track(aTrack(), callback);

    await client.flush();

    const error = calls[0]?.error;
    expect(error).toMatchObject({
      name: 'DeliveryError',
      code: 'refused',
      status: 403,
      attempts: 1,
      messageIds: [messageId],
    });
    expect(Object.keys(error ?? {}).sort()).toEqual([
      'attempts',
      'code',
      'messageIds',
      'name',
      'status',
    ]);
    expect(error?.message).toContain(reply.slice(0, 200));
    expect(error?.message).not.toContain(reply.slice(0, 201));
  });

  it('gets a cause that is a copy, where there was no reply (CONTRACT 7)', async () => {
    const service = await stage.service();
    const client = stage.client(service, { maxRetries: 0 });
    await service.close();
    const { calls, callback } = record();
    client.track(aTrack(), callback);

    await client.flush();

    const cause = calls[0]?.error?.cause;
    expect(cause).toBeInstanceOf(Error);
    expect(cause).toMatchObject({ code: 'ECONNREFUSED' });
    expect(Object.keys(cause as Error).sort()).toEqual(['code', 'name']);
  });
});
