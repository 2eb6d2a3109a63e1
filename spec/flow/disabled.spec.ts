import { describe, expect, it } from '@jest/globals';
import type { DropEvent } from '../../lib/client/events.js';
import { aTrack } from '../support/client.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('a client with disable', () => {
  it('takes every call, settles it as filtered and sends nothing', async () => {
    const service = await stage.service();
    const client = stage.client(service, { disable: true, flushAt: 1 });

    const receipts = [
      client.identify({ userId: 'user-1' }),
      client.track(aTrack()),
      client.page({ userId: 'user-1' }),
      client.screen({ userId: 'user-1' }),
      client.group({ userId: 'user-1', groupId: 'a-group' }),
      client.alias({ userId: 'user-1', previousId: 'nobody' }),
      client.enqueue({ type: 'track', userId: 'user-1', event: 'x' }),
      client.scope({ userId: 'user-1' }).track({ event: 'x' }),
    ];

    for (const { outcome } of receipts) {
      expect(await outcome).toMatchObject({ status: 'dropped', reason: 'filtered' });
    }
    expect(await client.close()).toEqual({ delivered: 0, dropped: 8, spooled: 0, pending: 0 });
    expect(client.stats()).toMatchObject({
      accepted: 8,
      dropped: { filtered: 8 },
      pending: 0,
      pendingBytes: 0,
      requests: 0,
    });
    expect(service.connections).toBe(0);
  });

  it('calls the callback once, without an error, in a later turn, and counts for a flush that is called at once', async () => {
    const service = await stage.service();
    const client = stage.client(service, { disable: true });
    const given: unknown[] = [];

    const { messageId } = client.track(aTrack(), (...values) => given.push(values));
    expect(given).toEqual([]);

    expect(await client.flush()).toEqual({ delivered: 0, dropped: 1, spooled: 0, pending: 0 });
    const event = { messageId, type: 'track', event: 'Something Happened' };
    expect(given).toMatchObject([[undefined, { id: messageId, event }]]);
  });

  it('reads nothing of a call: neither plugins nor getters nor a mistake come into it', async () => {
    const service = await stage.service();
    let reads = 0;
    const client = stage.client(service, {
      disable: true,
      plugins: [
        (message) => {
          reads += 1;
          return message;
        },
      ],
    });
    const properties = {
      get price() {
        reads += 1;
        return 1;
      },
    };

    client.track(aTrack({ properties }));
    client.track({} as never);
    await client.flush();

    expect(reads).toBe(0);
    expect(client.stats()).toMatchObject({ accepted: 2, dropped: { filtered: 2 } });
  });

  it('keeps the id that a call has, and is never full', async () => {
    const service = await stage.service();
    const client = stage.client(service, { disable: true, maxQueueSize: 1 });
    const drops: DropEvent[] = [];
    const errors: unknown[] = [];
    client.on('drop', (drop) => drops.push(drop));
    client.on('error', (error) => errors.push(error));

    for (const messageId of ['one', 'two', 'three']) client.track(aTrack({ messageId }));
    await client.ready();
    await client.flush();

    expect(drops.flatMap(({ messageIds }) => messageIds)).toEqual(['one', 'two', 'three']);
    expect(errors).toEqual([]);
    expect(client.stats().refused['queue-full']).toBe(0);
  });

  it('still refuses calls after its close', async () => {
    const service = await stage.service();
    const client = stage.client(service, { disable: true });
    await client.close();

    const { outcome } = client.track(aTrack());

    expect(await outcome).toMatchObject({ status: 'dropped', reason: 'closed' });
  });
});
