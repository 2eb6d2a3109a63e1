import { describe, expect, it } from '@jest/globals';
import { createApp } from '../../lib/http/app.js';
import { Faults } from '../../lib/intake/faults.js';
import { Inbox } from '../../lib/intake/inbox.js';
import { SeenIds } from '../../lib/intake/seen-ids.js';
import { Sources } from '../../lib/intake/sources.js';
import { Plans } from '../../lib/plan/plans.js';
import { Journal } from '../../lib/store/journal.js';
import { Counters } from '../../lib/store/stats.js';
import { aStore } from '../store/kept-entries.js';

function aBrokenApp() {
  const recovered = Promise.reject<undefined>(new Error('The disk reports an error.'));
  recovered.catch(() => undefined);
  const [store, counters, faults] = [aStore({ maxEntries: 10 }), new Counters(), new Faults()];
  const journal = new Journal({ store, views: [], findProblems: () => [], log: undefined });
  const [seen, sources] = [new SeenIds(10), new Sources([])];
  const inbox = new Inbox({ sources, seen, journal, counters });
  const view = () => ({});
  const parts = { store, counters, faults, journal, inbox, recovered };
  const views = { about: view, stats: view, overview: view, schema: view, users: view, user: view };
  const rejudging = { onDone: () => () => undefined };
  const planned = {
    plans: new Plans(new Map(), undefined),
    rejudging,
    violations: view,
    addToPlan: async () => ({}),
  };
  const forget = () => journal.clear();
  return createApp({
    ...parts,
    ...views,
    ...planned,
    forget,
    host: '127.0.0.1',
    isStrict: false,
    onTrouble: () => undefined,
  });
}

describe('a workspace that can not read what was kept', () => {
  const headers = { host: 'localhost' };

  it.each([
    ['POST', '/v1/track'],
    ['GET', '/api/messages'],
    ['GET', '/api/messages/1'],
    ['DELETE', '/api/messages'],
    ['GET', '/api/wait'],
    ['GET', '/api/live'],
    ['GET', '/api/users'],
    ['GET', '/api/users/user-1'],
    ['GET', '/api/overview'],
    ['GET', '/api/schema'],
    ['GET', '/api/violations'],
  ])('answers %s %s with 503 and why', async (method, path) => {
    const app = aBrokenApp();

    const response = await app.request(path, { method, headers });
    const isForAll = path.startsWith('/v1/');
    expect(response.headers.get('access-control-allow-origin')).toBe(isForAll ? '*' : null);

    expect([response.status, await response.json()]).toEqual([
      503,
      {
        error: {
          code: 'not-recovered',
          message: "What was kept can't be read. The disk reports an error.",
        },
      },
    ]);
  });

  it.each(['/api/workspace', '/api/stats', '/api/faults', '/'])(
    'still answers %s',
    async (path) => {
      const app = aBrokenApp();

      expect((await app.request(path, { headers })).status).toBe(200);
    },
  );
});
