import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import { VERSION } from '../../lib/version.js';
import type { Workspace } from '../../lib/workspace.js';
import { aTrack, post } from '../post.js';

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace({ maxMessages: 1_000 });
});

afterEach(() => workspace.close());

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(`${workspace.url}/api${path}`, init);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

/** Sends track messages with these events. */
async function send(...events: readonly unknown[]): Promise<void> {
  await post(workspace, { body: { batch: events.map((event) => aTrack({ event })) } });
}

function eventsOf({ body }: Answer): readonly unknown[] {
  const messages = body['messages'] as readonly { message: { event?: unknown } }[];
  return messages.map(({ message }) => message.event);
}

describe('/api/messages', () => {
  it('gives what was accepted, the oldest first, with how many there are', async () => {
    await send('A', 7, 'B');

    const answer = await ask('/messages');

    expect(answer.status).toBe(200);
    expect(eventsOf(answer)).toEqual(['A', 'B']);
    expect(answer.body).toMatchObject({ total: 2, last: 3 });
    expect(answer.body['messages']).toMatchObject([
      { seq: 1, source: 'default', outcome: 'accepted', problems: expect.any(Array) },
      { seq: 3 },
    ]);
    expect(workspace.query()).toMatchObject(answer.body['messages'] as object[]);
  });

  it('gives the latest first, and no more than asked for', async () => {
    await send('A', 'B', 'C');

    const answer = await ask('/messages?order=desc&limit=2');

    expect(eventsOf(answer)).toEqual(['C', 'B']);
    expect(answer.body['total']).toBe(3);
  });

  it.each([
    ['event=A%20%26%20B', ['A & B']],
    ['userId=user-1&type=track', ['A & B', 'C']],
    ['userId=user-2', []],
    ['q=%20%26%20', ['A & B']],
    ['after=1', ['C']],
    ['before=3', ['A & B']],
    ['since=2020-01-01', ['A & B', 'C']],
    ['until=2020-01-01', []],
    ['outcome=rejected', [7]],
    ['outcome=any', ['A & B', 7, 'C']],
    ['outcome=any&reason=event_not_string', [7]],
    ['outcome=any&problems=1', [7]],
    ['source=default', ['A & B', 'C']],
  ])('of %s gives what matches', async (query, events) => {
    await send('A & B', 7, 'C');

    expect(eventsOf(await ask(`/messages?${query}`))).toEqual(events);
  });

  it('gives one by its number', async () => {
    await send('A');

    expect(await ask('/messages/1')).toMatchObject({
      status: 200,
      body: { seq: 1, message: { event: 'A' } },
    });
  });

  it('forgets all when it is deleted, and takes ids anew', async () => {
    const body = { batch: [aTrack({ messageId: 'm' })] };
    await post(workspace, { body });

    expect(await ask('/messages', { method: 'DELETE' })).toEqual({
      status: 200,
      body: { deleted: 1 },
    });

    expect((await ask('/messages?outcome=any')).body).toEqual({ messages: [], total: 0, last: 1 });
    expect((await ask('/users')).body).toEqual({ users: [], total: 0 });
    expect((await ask('/overview')).body).toEqual({ sources: [] });
    expect((await ask('/schema')).body).toMatchObject({ events: [] });
    await post(workspace, { body });
    expect(workspace.query()).toMatchObject([{ seq: 2, outcome: 'accepted' }]);
  });
});

describe('/api/wait', () => {
  it('gives what is there at once', async () => {
    await send('A', 'B');

    const answer = await ask('/wait?count=2');

    expect([answer.status, eventsOf(answer)]).toEqual([200, ['A', 'B']]);
    expect(answer.body).toMatchObject({ total: 2, last: 2 });
  });

  it('answers with the message that makes it enough', async () => {
    const waiting = ask('/wait?event=B&count=2&timeout=60000');
    await send('A', 'B');
    await send('B', 'C');

    const answer = await waiting;

    expect([answer.status, eventsOf(answer)]).toEqual([200, ['B', 'B']]);
  });

  it('gives at most the oldest hundred, more where more are waited for, and as few as one wants', async () => {
    await send(...Array.from({ length: 120 }, (_, index) => `E${index}`));

    const queries = ['', 'count=110', 'count=110&limit=2'];
    const answers = await Promise.all(queries.map((query) => ask(`/wait?${query}`)));

    expect(answers.map((answer) => eventsOf(answer).length)).toEqual([100, 110, 2]);
    expect(answers.map(({ body }) => body['total'])).toEqual([120, 120, 120]);
  });

  it('answers 408 with what there is when its time is over', async () => {
    await send('A');

    const answer = await ask('/wait?count=2&timeout=0');

    expect([answer.status, eventsOf(answer)]).toEqual([408, ['A']]);
  });

  it('holds nobody up who closes the workspace', async () => {
    const waiting = fetch(`${workspace.url}/api/wait?timeout=120000`);
    const failing = expect(waiting).rejects.toThrow();
    await ask('/stats');

    await workspace.close();

    await failing;
  });
});

describe('the views', () => {
  it('tell of the workspace', async () => {
    const { body } = await ask('/workspace');

    expect(body).toEqual({
      version: VERSION,
      url: workspace.url,
      plans: [],
      strict: false,
      folder: null,
      startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      maxMessages: 1_000,
      maxMemoryBytes: 256 * 1024 ** 2,
      sources: [{ name: 'default', kind: 'server', writeKey: 'dev-default', enabled: true }],
      trouble: null,
      recovery: null,
    });
  });

  it('are the same as the functions', async () => {
    await send('A', 'B', 7);

    expect((await ask('/stats')).body).toEqual(workspace.stats());
    expect((await ask('/overview')).body).toEqual(JSON.parse(JSON.stringify(workspace.overview())));
    expect((await ask('/schema')).body).toEqual(JSON.parse(JSON.stringify(workspace.schema())));
    expect((await ask('/users')).body).toEqual(JSON.parse(JSON.stringify(workspace.users())));
    expect((await ask('/users/user-1')).body).toEqual(
      JSON.parse(JSON.stringify(workspace.user('user-1'))),
    );
  });

  it('find users by a part of their ids, and by ids with any letters', async () => {
    const ids = ['a/b?c', 'other'];
    await post(workspace, { body: { batch: ids.map((userId) => aTrack({ userId })) } });

    expect((await ask('/users?q=oth&limit=1')).body).toMatchObject({ total: 1 });
    expect((await ask(`/users/${encodeURIComponent('a/b?c')}`)).body).toMatchObject({ count: 1 });
  });
});

describe('what is asked in a wrong way', () => {
  it.each([
    ['/messages?evnt=A', 'There is no parameter evnt;'],
    ['/messages?count=1', 'There is no parameter count;'],
    ['/messages?limit=0', 'limit must be a whole number from 1 to 10000; found 0.'],
    ['/messages?order=up', 'order must be one of asc, desc; found up.'],
    ['/messages?type=buy', 'type must be one of the six calls; found buy.'],
    ['/messages/first', 'seq must be a whole number'],
    ['/messages/0', 'seq must be a whole number'],
    ['/wait?count=0', 'count must be a whole number from 1 to 10000; found 0.'],
    ['/wait?timeout=120001', 'timeout must be a whole number from 0 to 120000; found 120001.'],
    ['/wait?limit=0', 'limit must be a whole number from 1 to 10000; found 0.'],
    ['/wait?order=desc', 'There is no parameter order;'],
    ['/users?limit=x', 'limit must be a whole number from 1 to 1000; found x.'],
    ['/users?name=x', 'There is no parameter name; there are q, limit.'],
    ['/live?after=x', 'after must be a whole number from 0 to'],
    ['/live?since=1', 'There is no parameter since; there are after.'],
  ])('%s is answered 400', async (path, text) => {
    const { status, body } = await ask(path);

    expect([status, body]).toEqual([
      400,
      { error: { code: 'bad-request', message: expect.stringContaining(text) } },
    ]);
  });

  it.each([
    ['GET', '/messages/9', 'There is no message 9.'],
    ['GET', '/users/nobody', 'No user nobody was seen.'],
    ['GET', '/unknown', 'There is no GET /api/unknown.'],
    ['POST', '/messages', 'There is no POST /api/messages.'],
    ['DELETE', '/messages/1', 'There is no DELETE /api/messages/1.'],
  ])('%s %s is answered 404', async (method, path, message) => {
    expect(await ask(path, { method })).toEqual({
      status: 404,
      body: { error: { code: 'not-found', message } },
    });
  });
});
