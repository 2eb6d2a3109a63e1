import { describe, expect, it } from '@jest/globals';
import type { RawMessage } from '../../lib/message/call.js';
import { revoked } from '../support/hostile-values.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

/** A raw message with fields that its type does not know, as imports and relays have them. */
function raw(message: object): RawMessage {
  return message as RawMessage;
}

const FOREIGN = {
  type: 'track',
  messageId: 'an-old-id',
  userId: 'user-1',
  event: 'Something Happened',
  timestamp: '2019-05-06T07:08:09.123Z',
  originalTimestamp: '2019-05-06T07:08:09.000Z',
  channel: 'browser',
  version: 2,
  context: { library: { name: 'another-library', version: '9.9.9' }, ip: '10.0.0.1' },
  properties: { nested: { deep: [1, null, 'x'] } },
  integrations: { All: false },
  somethingNew: { kept: true },
};

describe('enqueue()', () => {
  it('keeps every field, the unknown ones and the library that made the message too', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    const receipt = client.enqueue(raw(FOREIGN));
    await client.flush();

    expect(receipt.messageId).toBe('an-old-id');
    expect(service.messages).toEqual([FOREIGN]);
  });

  it('adds id, time and library where they lack', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    const { messageId } = client.enqueue({ type: 'identify', userId: 7, traits: { name: 'Ada' } });
    await client.flush();

    expect(service.messages).toEqual([
      expect.objectContaining({
        type: 'identify',
        messageId,
        userId: '7',
        traits: { name: 'Ada' },
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        context: { library: { name: 'waybill', version: client.VERSION } },
      }),
    ]);
    expect(messageId).toMatch(/^[0-9a-f-]{36}$/);
  });

  const TYPES: readonly RawMessage[] = [
    { type: 'identify', userId: 'user-1' },
    { type: 'track', anonymousId: 'nobody', event: 'Something Happened' },
    { type: 'page', userId: 'user-1', name: 'Home' },
    { type: 'screen', userId: 'user-1', name: 'Home' },
    { type: 'group', userId: 'user-1', groupId: 'a-group' },
    { type: 'alias', userId: 'user-1', previousId: 'nobody' },
  ];

  it.each(TYPES)('takes the type $type', async (message) => {
    const service = await stage.service();
    const client = stage.client(service);

    client.enqueue(message);
    await client.flush();

    expect(service.messages).toMatchObject([message]);
  });

  it('leaves out what belongs to a request: the write key and the time of sending', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    client.enqueue(raw({ ...FOREIGN, writeKey: 'a-foreign-key', sentAt: '2019-05-06T07:08:10Z' }));
    await client.flush();

    expect(service.messages).toEqual([FOREIGN]);
  });

  it('writes nothing to the message', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const message = Object.freeze({ type: 'track', userId: 7, event: 'x' } as const);

    client.enqueue(message);
    await client.flush();

    expect(message).toEqual({ type: 'track', userId: 7, event: 'x' });
    expect(service.messages).toHaveLength(1);
  });

  const UNKNOWN: readonly { readonly what: string; readonly message: unknown }[] = [
    { what: 'of an unknown type', message: { type: 'purchase', userId: 'user-1' } },
    { what: 'of a type in capitals', message: { type: 'Track', userId: 'user-1', event: 'x' } },
    { what: 'of the type toString', message: { type: 'toString', userId: 'user-1' } },
    { what: 'without a type', message: { userId: 'user-1', event: 'x' } },
    { what: 'that is null', message: null },
    { what: 'that is undefined', message: undefined },
    { what: 'that is a text', message: '{"type":"track"}' },
    { what: 'that is a list', message: [{ type: 'track' }] },
    {
      what: 'whose type throws',
      message: {
        get type() {
          throw new Error('broken');
        },
      },
    },
    { what: 'that is a proxy without a target', message: revoked() },
  ];

  it.each(UNKNOWN)('refuses a message $what', async ({ message }) => {
    const service = await stage.service();
    const throwing = stage.client(service);
    const dropping = stage.client(service, { onInvalid: 'drop' });

    const enqueue = (): unknown => throwing.enqueue(message as RawMessage);
    const receipt = dropping.enqueue(message as RawMessage);
    await dropping.flush();

    expect(enqueue).toThrow(expect.objectContaining({ name: 'ValidationError', code: 'invalid' }));
    expect(await receipt.outcome).toMatchObject({ status: 'dropped', reason: 'invalid' });
    expect(throwing.stats()).toMatchObject({ calls: 1, accepted: 0, refused: { invalid: 1 } });
    expect(service.requests).toEqual([]);
  });

  it('holds a message to the same rules as the calls', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    const call = (message: object) => (): unknown => client.enqueue(raw(message));

    expect(call({ type: 'track', userId: 'user-1' })).toThrow(
      expect.objectContaining({ call: 'track', field: 'event' }),
    );
    expect(call({ ...FOREIGN, somethingNew: 'x'.repeat(40_000) })).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
    expect(client.stats().accepted).toBe(0);
  });
});
