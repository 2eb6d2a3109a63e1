import { afterEach, describe, expect, it } from '@jest/globals';
import { ValidationError } from '../../lib/base/errors.js';
import type { Analytics } from '../../lib/client/analytics.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { silence } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { thrownBy } from '../support/thrown-by.js';

const stage = useStage();
const nodeEnv = process.env['NODE_ENV'];

afterEach(() => {
  process.env['NODE_ENV'] = nodeEnv;
});

type Method = 'track' | 'identify' | 'page' | 'screen' | 'group' | 'alias';

interface Breach {
  readonly method: Method;
  readonly fields: unknown;
  readonly field: string;
}

const who = { userId: 'user-1' };
const BREACHES: readonly Breach[] = [
  { method: 'track', fields: { ...who }, field: 'event' },
  { method: 'track', fields: { ...who, event: '' }, field: 'event' },
  { method: 'track', fields: { ...who, event: 42 }, field: 'event' },
  { method: 'track', fields: { event: 'Seen' }, field: 'userId' },
  { method: 'track', fields: { event: 'Seen', userId: '' }, field: 'userId' },
  { method: 'track', fields: { event: 'Seen', userId: Number.NaN }, field: 'userId' },
  { method: 'track', fields: { event: 'Seen', anonymousId: {} }, field: 'anonymousId' },
  { method: 'track', fields: { ...aTrack(), properties: [] }, field: 'properties' },
  { method: 'track', fields: { ...aTrack(), properties: 'text' }, field: 'properties' },
  { method: 'track', fields: { ...aTrack(), context: new Map() }, field: 'context' },
  { method: 'track', fields: { ...aTrack(), integrations: 'All' }, field: 'integrations' },
  { method: 'track', fields: { ...aTrack(), timestamp: new Date('no') }, field: 'timestamp' },
  { method: 'track', fields: { ...aTrack(), timestamp: 'yesterday' }, field: 'timestamp' },
  { method: 'track', fields: { ...aTrack(), messageId: '' }, field: 'messageId' },
  { method: 'track', fields: { ...aTrack(), messageId: 'x'.repeat(100) }, field: 'messageId' },
  { method: 'track', fields: undefined, field: 'params' },
  { method: 'identify', fields: {}, field: 'userId' },
  { method: 'identify', fields: { ...who, traits: new Date() }, field: 'traits' },
  { method: 'page', fields: {}, field: 'userId' },
  { method: 'screen', fields: {}, field: 'userId' },
  { method: 'group', fields: { ...who }, field: 'groupId' },
  { method: 'alias', fields: { ...who }, field: 'previousId' },
  { method: 'alias', fields: { previousId: 'before' }, field: 'userId' },
];

function call(client: Analytics, { method, fields }: Breach, callback?: () => void): unknown {
  return client[method](fields as never, callback);
}

describe('a call that breaks the Spec (CONTRACT 2, 11)', () => {
  it.each(BREACHES)('throws from $method for its $field: $fields', async (breach) => {
    const service = await stage.service();
    const client = stage.client(service);

    const error = thrownBy(() => call(client, breach));

    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ code: 'invalid', call: breach.method, field: breach.field });
    expect((error as Error).message).toMatch(/: .+ must be .+; found .+\./);
    expect(client.stats()).toMatchObject({ accepted: 0, pending: 0, refused: { invalid: 1 } });
  });

  it.each(BREACHES)('is told and not thrown with drop: $method, $field', async (breach) => {
    const service = await stage.service();
    const client = stage.client(service, { onInvalid: 'drop' });
    const heard: unknown[] = [];
    client.on('error', (error) => heard.push(error));
    let receipt: unknown;

    const error = await new Promise((resolve) => {
      receipt = call(client, breach, resolve as () => void);
    });

    expect(error).toMatchObject({ code: 'invalid', field: breach.field });
    expect(heard).toEqual([error]);
    expect(await (receipt as { outcome: Promise<unknown> }).outcome).toEqual({
      status: 'dropped',
      reason: 'invalid',
      error,
    });
  });

  it('throws in development, and is told in production, where nothing is said', async () => {
    const service = await stage.service();
    process.env['NODE_ENV'] = 'development';
    const inDevelopment = stage.client(service);
    process.env['NODE_ENV'] = 'production';
    const inProduction = stage.client(service);
    const thorough = stage.client(service, { onInvalid: 'throw' });

    expect(() => inDevelopment.track({} as never)).toThrow(ValidationError);
    expect(() => thorough.track({} as never)).toThrow(ValidationError);
    const { outcome } = inProduction.track({} as never);

    expect(await outcome).toMatchObject({ status: 'dropped', reason: 'invalid' });
  });

  it('takes ids that are numbers as text, and a lone anonymousId', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    client.track({ userId: 0, event: 'Seen' });
    client.group({ groupId: 12.5, anonymousId: 'visitor' });
    client.alias({ userId: 2, previousId: 1 });
    client.page({ anonymousId: 'visitor', messageId: 'x'.repeat(99) });
    await client.flush();

    expect(service.messages).toMatchObject([
      { userId: '0' },
      { groupId: '12.5', anonymousId: 'visitor' },
      { userId: '2', previousId: '1' },
      { messageId: 'x'.repeat(99) },
    ]);
  });
});

describe('a call that the queue has no room for (CONTRACT 3)', () => {
  it('never throws and never pushes out an accepted message', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service, { maxQueueSize: 2, onInvalid: 'throw', flushAt: 2 });
    const errors: unknown[] = [];
    client.on('error', (error) => errors.push(error));
    client.track(aTrack({ messageId: 'first' }));
    client.track(aTrack({ messageId: 'second' }));

    const { outcome } = client.track(aTrack({ messageId: 'third' }));

    expect(await outcome).toMatchObject({ status: 'dropped', reason: 'queue-full' });
    await turns(1);
    expect(errors).toMatchObject([{ code: 'queue-full', messageIds: ['third'] }]);
    await service.received(1);
    expect(service.messages.map(({ messageId }) => messageId)).toEqual(['first', 'second']);
    expect(client.stats()).toMatchObject({
      calls: 3,
      accepted: 2,
      pending: 2,
      refused: { 'queue-full': 1 },
    });
  });
});

describe('a call after the close (CONTRACT 3)', () => {
  it('never throws, and tells the callback, the receipt and two events', async () => {
    const service = await stage.service();
    const client = stage.client(service, { onInvalid: 'throw' });
    await client.close();
    const heard: unknown[] = [];
    client.on('error', ({ code }) => heard.push(['error', code]));
    client.on('call_after_close', (call) => heard.push(['call_after_close', call]));
    const fields = aTrack();

    const error = await new Promise<unknown>((resolve) => {
      const { outcome } = client.track(fields, resolve);
      heard.push(outcome);
    });

    const [outcome, ...events] = heard;
    expect(error).toMatchObject({ code: 'closed' });
    expect(await outcome).toEqual({ status: 'dropped', reason: 'closed', error });
    expect(events).toEqual(
      expect.arrayContaining([
        ['error', 'closed'],
        ['call_after_close', expect.objectContaining({ ...fields, type: 'track' })],
      ]),
    );
    expect(() => client.track(undefined as never)).not.toThrow();
    expect(() => client.enqueue(null as never)).not.toThrow();
    expect(service.requests).toEqual([]);
  });
});
