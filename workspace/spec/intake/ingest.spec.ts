import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { aTrack, post } from '../post.js';

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace();
});

afterEach(() => workspace.close());

describe('a batch', () => {
  it('of good and bad items is kept as far as it is good', async () => {
    const batch = [aTrack({ event: 'A' }), { type: 'track' }, 'text', null, aTrack({ event: 'B' })];

    await post(workspace, { body: { batch } });

    expect(workspace.messages.map(({ event }) => event)).toEqual(['A', 'B']);
    expect(workspace.stats()).toMatchObject({
      received: 5,
      unique: 2,
      rejected: { no_user_anon_id: 1, bad_request: 2 },
    });
  });

  it('lends its context and integrations to its items, whose own values win', async () => {
    const item = aTrack({ context: { locale: 'de' }, integrations: { All: true } });
    const context = { locale: 'en', app: { name: 'shop' } };

    await post(workspace, {
      body: { batch: [item, aTrack()], context, integrations: { All: false, Mail: true } },
    });

    expect(workspace.messages).toMatchObject([
      {
        context: { locale: 'de', app: { name: 'shop' } },
        integrations: { All: true, Mail: true },
      },
      { context, integrations: { All: false, Mail: true } },
    ]);
  });

  it.each<[string, object, object, object]>([
    ['nothing, where it has nothing', {}, {}, {}],
    [
      'a context of its own, and no part of it twice',
      { context: { a: 1 } },
      { context: { a: 1 } },
      { context: { a: 1 } },
    ],
    ['what its message lacks', {}, { context: { a: 1 } }, { context: { a: 1 } }],
    [
      'what is null in its message, which says nothing',
      { context: { a: 1 }, integrations: { All: false } },
      { context: null, integrations: null },
      { context: { a: 1 }, integrations: { All: false } },
    ],
    [
      'objects as they are, and no parts of them',
      { context: { app: { name: 'shop', build: 7 } } },
      { context: { app: { name: 'admin' } } },
      { context: { app: { name: 'admin' } } },
    ],
    ['nothing that is no object', { context: 'x', integrations: [1] }, {}, {}],
    [
      'nothing in the place of what is no object',
      { context: { a: 1 } },
      { context: 7 },
      { context: 7 },
    ],
    [
      'options of integrations',
      { integrations: { All: false, Mail: { list: 1 } } },
      { integrations: { Mail: false } },
      { integrations: { All: false, Mail: false } },
    ],
    ['no other field', { userId: 'other', properties: { a: 1 }, timestamp: '2020-01-01' }, {}, {}],
  ])('lends %s', async (_, outer, inner, expected) => {
    await post(workspace, { body: { ...outer, batch: [aTrack({ ...inner })] } });

    const { messageId, originalTimestamp, receivedAt, timestamp, ...message } =
      workspace.messages[0] ?? {};
    expect(message).toEqual(aTrack({ ...expected }));
    expect(timestamp).toBe(receivedAt);
  });

  it('lends its sentAt to its items, and the clock of the sender is corrected by it', async () => {
    const timestamp = '2020-01-01T00:00:00.000Z';

    await post(workspace, {
      body: { batch: [aTrack({ timestamp })], sentAt: '2020-01-01T00:01:00.000Z' },
    });

    const [message] = workspace.messages;
    expect(message?.originalTimestamp).toBe(timestamp);
    const sinceMs = Date.parse(message?.receivedAt ?? '') - Date.parse(message?.timestamp ?? '');
    expect(sinceMs).toBe(60_000);
  });
});

describe('a message on a path of its own', () => {
  it('is kept with its context and integrations as they came', async () => {
    const fields = { context: { app: { name: 'shop' } }, integrations: { All: false }, extra: [1] };

    await post(workspace, { path: '/v1/track', body: aTrack(fields) });

    expect(workspace.messages).toMatchObject([fields]);
  });
});

describe('a messageId', () => {
  it('that was seen before is a duplicate, in the same request or a later one', async () => {
    const again = { batch: [aTrack({ messageId: 'm-1' }), aTrack({ messageId: 'm-1' })] };

    await post(workspace, { body: again });
    await post(workspace, { path: '/v1/track', body: aTrack({ messageId: 'm-1' }) });

    expect(workspace.messages).toHaveLength(1);
    expect(workspace.stats()).toMatchObject({ unique: 1, duplicates: 2 });
  });

  it.each([undefined, null, ''])('that is %j is made by the endpoint', async (messageId) => {
    await post(workspace, { body: { batch: [aTrack({ messageId }), aTrack({ messageId })] } });

    const ids = workspace.messages.map((message) => message.messageId);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('of a message that was rejected may be used again', async () => {
    await post(workspace, { body: { batch: [aTrack({ messageId: 'm-1', event: 7 })] } });
    await post(workspace, { body: { batch: [aTrack({ messageId: 'm-1' })] } });

    expect(workspace.stats()).toMatchObject({ unique: 1, duplicates: 0 });
  });
});
