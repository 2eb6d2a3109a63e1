import { describe, expect, it } from '@jest/globals';
import type { Body } from '../../lib/intake/body.js';
import { Inbox, type Posted } from '../../lib/intake/inbox.js';
import { SeenIds } from '../../lib/intake/seen-ids.js';
import { Sources } from '../../lib/intake/sources.js';
import { Journal } from '../../lib/store/journal.js';
import { Counters } from '../../lib/store/stats.js';
import { nested } from '../insight/entries.js';
import { aTrack } from '../post.js';
import { aStore } from '../store/kept-entries.js';
import { ScriptedLog } from '../store/scripted-log.js';

const SOURCES = [
  { name: 'shop', kind: 'server', writeKey: 'shop-key', enabled: true },
  { name: 'web', kind: 'web', writeKey: 'web-key', enabled: true },
  { name: 'old', kind: 'server', writeKey: 'old-key', enabled: false },
] as const;

function anInbox({ log, maxIds = 100 }: { log?: ScriptedLog; maxIds?: number } = {}) {
  const [store, counters] = [aStore({ maxEntries: 100 }), new Counters()];
  const journal = new Journal({ store, views: [], findProblems: () => [], log });
  const [sources, seen] = [new Sources(SOURCES), new SeenIds(maxIds)];
  const inbox = new Inbox({ sources, seen, journal, counters });
  const outcomes = () =>
    store.entries.map(({ outcome, message }) => [outcome, message['messageId']]);
  return { inbox, store, seen, counters, outcomes };
}

function aPost(value: object, fields: Partial<Posted> = {}): Posted {
  const body = { kind: 'read', value: { ...value }, bytes: JSON.stringify(value).length } as const;
  const authorization = `Basic ${btoa('shop-key:')}`;
  return { call: 'batch', authorization, body, receivedMs: 1_000, ip: '10.0.0.1', ...fields };
}

/** A batch of messages with these ids. */
function aBatch(...ids: readonly string[]): Posted {
  return aPost({ batch: ids.map((messageId) => aTrack({ messageId })) });
}

describe('a request', () => {
  it('becomes an entry a message, with what became of it', async () => {
    const { inbox, store, counters } = anInbox();
    const batch = [aTrack({ messageId: 'm' }), { type: 'track' }, 7, aTrack({ messageId: 'm' })];

    const taken = await inbox.take(aPost({ batch }));

    expect(taken).toEqual({
      status: 200,
      rejected: [
        { index: 1, reason: 'no_user_anon_id' },
        { index: 2, reason: 'bad_request' },
      ],
    });
    expect(store.entries.map(({ seq, source, outcome }) => [seq, source, outcome])).toEqual([
      [1, 'shop', 'accepted'],
      [2, 'shop', 'rejected'],
      [3, 'shop', 'rejected'],
      [4, 'shop', 'duplicate'],
    ]);
    expect(counters.snapshot()).toMatchObject({ received: 4, unique: 1, duplicates: 1 });
  });

  it.each([
    ['of no source', 'unknown-key', 'unknown_source', ''],
    ['of a source that is switched off', 'old-key', 'source_disabled', 'old'],
  ])('%s is kept out, whatever its messages are', async (_, key, reason, source) => {
    const { inbox, store } = anInbox();
    const authorization = `Basic ${btoa(`${key}:`)}`;

    await inbox.take(aPost({ batch: [aTrack(), { type: 'track' }] }, { authorization }));

    expect(store.entries).toMatchObject([
      { outcome: 'rejected', reason, source },
      { outcome: 'rejected', reason, source },
    ]);
  });

  it.each<[string, Exclude<Body, { kind: 'cut' }>, number]>([
    ['is too large', { kind: 'too-large' }, 400],
    ['is no JSON', { kind: 'broken', why: 'no JSON' }, 400],
    ['is no object', { kind: 'odd', bytes: 2 }, 200],
    ['has no batch', { kind: 'read', value: {}, bytes: 2 }, 200],
    ['has a batch of nothing', { kind: 'read', value: { batch: [] }, bytes: 2 }, 200],
  ])('that %s becomes one entry that says so', async (_, body, status) => {
    const { inbox, store, counters } = anInbox();

    const taken = await inbox.take(aPost({}, { body }));

    const [entry] = store.entries;
    expect(entry).toMatchObject({ source: 'shop', outcome: 'rejected', message: {} });
    expect(entry?.detail).toMatch(/^It.+\.$/);
    expect(entry?.problems).toMatchObject([{ level: 'error', text: entry?.detail }]);
    expect(taken).toMatchObject({ status, rejected: [{ index: 0, detail: entry?.detail }] });
    expect(counters.snapshot().received).toBe(1);
  });

  it('of too many messages is one entry, and all are counted', async () => {
    const { inbox, store, counters } = anInbox();

    await inbox.take(aPost({ batch: Array(2_501).fill(aTrack()) }));

    expect(store.entries).toHaveLength(1);
    expect(counters.snapshot()).toMatchObject({ rejected: { bad_request: 2_501 } });
  });

  it('with a message that is nested too deeply keeps the others', async () => {
    const { inbox, store } = anInbox();
    const body = { kind: 'read', bytes: 100, value: {} } as const;
    const batch = [aTrack({ properties: nested(50_000) }), aTrack()];

    const taken = await inbox.take(aPost({}, { body: { ...body, value: { batch } } }));

    expect(taken.rejected).toMatchObject([{ index: 0, reason: 'bad_request' }]);
    expect(store.entries.map(({ outcome }) => outcome)).toEqual(['rejected', 'accepted']);
  });
});

describe('the address of the sender', () => {
  it.each<[string, object, string | undefined]>([
    ['web-key', {}, '10.0.0.1'],
    ['web-key', { context: { ip: '1.2.3.4' } }, '1.2.3.4'],
    ['web-key', { context: { ip: null } }, '10.0.0.1'],
    ['shop-key', {}, undefined],
    ['shop-key', { context: { direct: true } }, '10.0.0.1'],
    ['shop-key', { context: { direct: 'true' } }, undefined],
  ])('of %s with %j is %s', async (key, fields, ip) => {
    const { inbox, store } = anInbox();

    await inbox.take(
      aPost(aTrack({ ...fields }), { call: 'track', authorization: `Basic ${btoa(`${key}:`)}` }),
    );

    const { context } = store.entries[0]?.message ?? {};
    expect((context as { ip?: unknown } | undefined)?.ip).toBe(ip);
  });
});

describe('messages that can not be written', () => {
  it('are answered 503, seen by nobody, and accepted when they are sent again', async () => {
    const log = new ScriptedLog();
    const { inbox, outcomes, counters } = anInbox({ log });

    const first = inbox.take(aBatch('a', 'b'));
    log.next('fail');
    expect(await first).toEqual({ status: 503, rejected: [], trouble: 'The disk is full.' });
    expect([outcomes(), counters.snapshot().received]).toEqual([[], 0]);

    const second = inbox.take(aBatch('a', 'b'));
    log.next('write');
    expect(await second).toEqual({ status: 200, rejected: [] });
    expect(outcomes()).toEqual([
      ['accepted', 'a'],
      ['accepted', 'b'],
    ]);
  });

  it('are not forgotten for a repeat that came meanwhile: it is answered 503, too', async () => {
    const log = new ScriptedLog();
    const { inbox, counters } = anInbox({ log });

    const [first, repeat] = [inbox.take(aBatch('a')), inbox.take(aBatch('a'))];
    log.next('fail');
    log.next('write');

    expect((await first).status).toBe(503);
    expect(await repeat).toMatchObject({ status: 503, trouble: 'What it repeats was not kept.' });
    expect(counters.snapshot().unique).toBe(0);
  });

  it('are not taken for kept because they were sent a third time meanwhile', async () => {
    const log = new ScriptedLog();
    const { inbox, outcomes } = anInbox({ log });

    const [first, repeat] = [inbox.take(aBatch('a')), inbox.take(aBatch('a'))];
    log.next('fail');
    await first;
    const third = inbox.take(aBatch('a'));
    log.next('write');
    expect((await repeat).status).toBe(503);
    log.next('write');

    expect((await third).status).toBe(200);
    expect(outcomes()).toContainEqual(['accepted', 'a']);
  });

  it('do not hold up the repeats of others', async () => {
    const log = new ScriptedLog();
    const { inbox } = anInbox({ log });

    const taken = [inbox.take(aBatch('a')), inbox.take(aBatch('b')), inbox.take(aBatch('a', 'c'))];
    for (const end of ['write', 'fail', 'write'] as const) log.next(end);

    expect((await Promise.all(taken)).map(({ status }) => status)).toEqual([200, 503, 200]);
  });
});

describe('a repeat whose id was forgotten meanwhile', () => {
  it('is one all the same, where more ids come at once than are remembered', async () => {
    const { inbox, outcomes } = anInbox({ maxIds: 1 });

    expect(await inbox.take(aBatch('a', 'a', 'b'))).toEqual({ status: 200, rejected: [] });

    expect(outcomes().map(([outcome]) => outcome)).toEqual(['accepted', 'duplicate', 'accepted']);
  });

  it('is one all the same, where all was cleared', async () => {
    const log = new ScriptedLog();
    const { inbox, seen } = anInbox({ log });

    const taken = [inbox.take(aBatch('a')), inbox.take(aBatch('a'))];
    seen.clear();
    log.next('write');
    log.next('write');

    expect((await Promise.all(taken)).map(({ status }) => status)).toEqual([200, 200]);
  });
});
