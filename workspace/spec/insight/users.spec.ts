import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import type { Entry } from '../../lib/entry/entry.js';
import type { JsonObject } from '../../lib/entry/json-object.js';
import { Users } from '../../lib/insight/users.js';
import { anEntry, anyEntries, HOSTILE } from './entries.js';

function usersOf(...entries: readonly Entry[]): Users {
  const users = new Users();
  for (const entry of entries) see(users, entry);
  return users;
}

function see(users: Users, entry: Entry): void {
  users.take(entry, entry.message);
}

/** A message without the user that the others have. */
function of(ids: JsonObject, fields: JsonObject = {}): Entry {
  return anEntry({ userId: undefined, ...ids, ...fields });
}
const identify = (ids: JsonObject, traits: JsonObject = {}): Entry =>
  of(ids, { type: 'identify', traits });

describe('users', () => {
  it('have the last value of each trait, null as well', () => {
    const users = usersOf(
      identify({ userId: 'u' }, { plan: 'free', city: 'Ghent', age: 3 }),
      identify({ userId: 'u' }, { plan: 'pro', city: null }),
    );
    expect(users.find('u')?.traits).toEqual({ plan: 'pro', city: null, age: 3 });
  });

  it('take no traits of a context', () => {
    const users = usersOf(of({ userId: 'u' }, { context: { traits: { plan: 'pro' } } }));
    expect(users.find('u')?.traits).toEqual({});
  });

  it('become known: what they did before is theirs', () => {
    const users = usersOf(
      of({ anonymousId: 'a' }),
      identify({ userId: 'u', anonymousId: 'a' }, { name: 'Ada' }),
    );
    expect(users.list().total).toBe(1);
    expect(users.find('a')).toMatchObject({
      id: 'u',
      userIds: ['u'],
      anonymousIds: ['a'],
      count: 2,
      merges: [{ by: 'identify', from: ['a'] }],
    });
  });

  it('who are known already get what an anonymous one did', () => {
    const users = usersOf(
      of({ userId: 'u' }),
      of({ anonymousId: 'a' }),
      of({ userId: 'u', anonymousId: 'a' }),
    );
    expect(users.find('u')).toMatchObject({ count: 3, merges: [{ by: 'track', from: ['a'] }] });
    expect(users.find('u')?.recent).toHaveLength(3);
    expect(users.list().total).toBe(1);
  });

  it('never become one by an anonymousId: it belongs to the one who came with it last', () => {
    const users = usersOf(
      of({ userId: 'u1', anonymousId: 'a' }),
      of({ userId: 'u2', anonymousId: 'a' }),
    );
    expect(users.find('u1')).toMatchObject({ anonymousIds: [], count: 1, merges: [] });
    expect(users.find('u2')).toMatchObject({ anonymousIds: ['a'], count: 1, merges: [] });
    expect(users.find('a')?.id).toBe('u2');
  });

  it('become one by alias, with the later traits', () => {
    const users = usersOf(
      identify({ userId: 'old' }, { plan: 'free', city: 'Ghent' }),
      identify({ userId: 'new' }, { plan: 'pro' }),
      of({ userId: 'new' }, { type: 'alias', previousId: 'old' }),
    );
    expect(users.find('old')).toMatchObject({
      id: 'new',
      userIds: ['new', 'old'],
      traits: { plan: 'pro', city: 'Ghent' },
      count: 3,
      merges: [{ by: 'alias', from: ['old'] }],
    });
  });

  it.each(['userId', 'anonymousId'])('are known by an alias that came first, as %s', (kind) => {
    const users = usersOf(
      of({ userId: 'new' }, { type: 'alias', previousId: 'old' }),
      of({ [kind]: 'old' }),
    );
    expect(users.list().total).toBe(1);
    expect(users.find('old')).toMatchObject({ id: 'new', count: 2 });
  });

  it('have groups, whose traits all members see', () => {
    const group = (userId: string, traits: JsonObject): Entry =>
      of({ userId }, { type: 'group', groupId: 'g', traits });
    const users = usersOf(group('u1', { plan: 'free' }), group('u2', { plan: 'pro', size: null }));
    for (const id of ['u1', 'u2']) {
      expect(users.find(id)?.groups).toEqual([
        { groupId: 'g', traits: { plan: 'pro', size: null } },
      ]);
    }
  });

  it('have their latest 50 messages', () => {
    const entries = Array.from({ length: 60 }, () => of({ userId: 'u' }));
    const last = entries.slice(-50).map(({ seq }) => seq);
    expect(usersOf(...entries).find('u')).toMatchObject({ count: 60, recent: last });
  });

  it('are of accepted messages only', () => {
    const users = usersOf(
      anEntry({}, { outcome: 'rejected', reason: 'event_not_defined' }),
      anEntry({}, { outcome: 'duplicate' }),
    );
    expect(users.list()).toEqual({ users: [], total: 0 });
  });

  it('are listed with the latest first, and found by ids, names, addresses and groups', () => {
    const users = usersOf(
      identify({ userId: 'u1' }, { name: 'Ada Lovelace', email: 'ada@example.com' }),
      identify({ userId: 'u2' }, { firstName: 'Grace', lastName: 'Hopper' }),
      of({ anonymousId: 'visitor' }),
      of({ userId: 'u1' }, { type: 'group', groupId: 'Engines' }),
    );
    const found = (q: string): readonly string[] => users.list({ q }).users.map(({ id }) => id);
    expect(found('')).toEqual(['u1', 'visitor', 'u2']);
    expect(found('U2')).toEqual(['u2']);
    expect(found('grace h')).toEqual(['u2']);
    expect(found('ADA@')).toEqual(['u1']);
    expect(found('engine')).toEqual(['u1']);
    expect(users.list({ limit: 1 })).toMatchObject({ users: [{ id: 'u1' }], total: 3 });
  });

  it('are forgotten when there are too many, those first who were not seen for longest', () => {
    const users = new Users();
    for (let at = 0; at < 50_000; at += 1)
      see(users, of({ userId: `u${at}`, anonymousId: `a${at}` }));
    see(users, of({ userId: 'u0' }));
    see(users, of({ userId: 'one-more' }));
    expect(users.list().total).toBe(50_000);
    expect(users.find('u0')).toBeDefined();
    expect(users.find('u1')).toBeUndefined();
    expect(users.find('a1')).toBeUndefined();
  });

  it('are forgotten when they are too large', () => {
    const users = new Users();
    const traits = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`trait-${at}`, 'x'.repeat(1_000)]),
    );
    for (let at = 0; at < 400; at += 1) see(users, identify({ userId: `u${at}` }, traits));
    expect(users.list().total).toBeLessThan(300);
    expect(users.list().total).toBeGreaterThan(100);
  });

  it('have a bounded number of ids', () => {
    const users = new Users();
    for (let at = 0; at < 500; at += 1) see(users, of({ userId: 'u', anonymousId: `a${at}` }));
    expect(users.find('u')?.anonymousIds).toHaveLength(100);
    expect(users.find('a0')).toBeUndefined();
    expect(users.find('a499')?.id).toBe('u');
  });

  it.each(HOSTILE)('take %s as traits', (_, hostile) => {
    const users = usersOf(identify({ userId: 'u' }, hostile));
    expect(Object.keys(users.find('u')?.traits ?? {}).length).toBeLessThanOrEqual(300);
    expect(Object.getPrototypeOf(users.find('u')?.traits)).toBe(Object.prototype);
  });

  it('own each id alone, whatever comes', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const users = usersOf(...entries);
        const { users: all } = users.list();
        for (const kind of ['userIds', 'anonymousIds'] as const) {
          const ids = all.flatMap((user) => user[kind]);
          expect(new Set(ids).size).toBe(ids.length);
          for (const user of all) {
            expect([...user.userIds, ...user.anonymousIds]).toContain(user.id);
            for (const id of user.userIds) expect(users.find(id)?.id).toBe(user.id);
          }
        }
        const known = (id: unknown): boolean => typeof id === 'string' && id !== '';
        const sent = entries.filter(
          ({ outcome, message }) =>
            outcome === 'accepted' && (known(message['userId']) || known(message['anonymousId'])),
        );
        expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(sent.length);
      }),
      SEEDED,
    );
  });
});
