import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('the snapshot that a call takes (CONTRACT 8)', () => {
  it('shows nothing of what the caller changes afterwards', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const tags = ['old'];
    const call = {
      ...aTrack({ timestamp: new Date('2026-01-01T00:00:00.000Z') }),
      properties: { nested: { price: 1 }, tags },
      context: { ip: '10.0.0.1' },
    };

    client.track(call);
    call.properties.nested.price = 2;
    tags.push('new');
    call.context.ip = '10.0.0.2';
    (call.timestamp as Date).setFullYear(1999);
    call.event = 'Something Else';
    await client.flush();

    expect(service.messages[0]).toMatchObject({
      event: 'Something Happened',
      properties: { nested: { price: 1 }, tags: ['old'] },
      context: { ip: '10.0.0.1' },
      timestamp: '2026-01-01T00:00:00.000Z',
    });
  });

  it('is taken of frozen objects too, and writes nothing to any', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const call = deepFreeze({
      ...aTrack(),
      category: 'a category',
      properties: { list: [{ deep: true }] },
      context: { page: { url: 'https://example.com' } },
      integrations: { All: true },
    });

    client.track(call);
    client.identify(deepFreeze({ userId: 7, traits: { name: 'Ada' } }));
    client.page(deepFreeze({ userId: 7, category: 'Docs', properties: { path: '/' } }));
    await client.flush();

    expect(service.messages).toHaveLength(3);
    expect(client.stats().delivered).toBe(3);
  });

  it("reads the caller's values in the call alone, however often the message is sent", async () => {
    const service = await stage.service([status(503), status(503)]);
    const client = stage.client(service);
    const reads = { getter: 0, toJSON: 0 };
    const properties = {
      get price() {
        reads.getter += 1;
        return reads.getter;
      },
      money: {
        toJSON() {
          reads.toJSON += 1;
          return reads.toJSON;
        },
      },
    };

    client.track(aTrack({ properties }));
    const readsInCall = { ...reads };
    await client.flush();

    expect(reads).toEqual(readsInCall);
    const sent = service.messages.map((message) => message['properties']);
    expect(sent).toEqual([sent[0], sent[0], sent[0]]);
    expect(sent[0]).toEqual({ price: readsInCall.getter, money: readsInCall.toJSON });
  });

  it('keeps nothing of the caller alive while the message waits', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const service = await stage.service();
    const client = stage.client(service);
    const properties = callWithOwnProperties(client);

    await turns();
    collectGarbage();

    expect(client.stats().pending).toBe(1);
    expect(properties.deref()).toBeUndefined();
  });

  it('is given up early where there is far too much to take', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    let reads = 0;
    const item = {
      get value() {
        reads += 1;
        return 'a value of some length';
      },
    };

    const call = (): unknown =>
      client.track(aTrack({ properties: { items: new Array(1_000_000).fill(item) } }));

    expect(call).toThrow(expect.objectContaining({ code: 'too-large' }));
    expect(reads).toBeLessThan(40_000);
  });
});

function callWithOwnProperties(client: Analytics): WeakRef<object> {
  const properties = { much: 'x'.repeat(100) };
  client.track(aTrack({ properties }));
  return new WeakRef(properties);
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member);
  }
  return Object.freeze(value);
}
