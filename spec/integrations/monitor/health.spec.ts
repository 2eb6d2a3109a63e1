import { describe, expect, it } from '@jest/globals';
import { Counters, type Stats } from '../../../lib/client/stats.js';
import { reasonsOf } from '../../../lib/integrations/monitor/health.js';
import { health, healthHandler } from '../../../lib/integrations/monitor.js';
import { aTrack } from '../../support/client.js';
import { ManualClock } from '../../support/manual-clock.js';
import { status } from '../../support/service.js';
import { useStage } from '../../support/stage.js';
import { problemOf } from '../problem-of.js';
import { MOUNTS } from './mounted.js';

const stage = useStage();
const THRESHOLDS = {
  maxFullness: 0.8,
  degradedAfter: 10_000,
  failingAfter: 60_000,
  maxDropped: 0,
  failingDropped: 10,
};

function stats(fields: Partial<Stats>): Stats {
  return { ...new Counters().snapshot(0), ...fields };
}

function minute(delivered: number, dropped: number): Partial<Stats> {
  return { lastMinute: { delivered, dropped, refused: 0 } };
}

function failing(forMs: number, requests = 4, code = 503): Partial<Stats> {
  return { failing: { forMs, requests, status: code } };
}

describe('how a client is, by its account', () => {
  it.each<[string, Partial<Stats>, readonly string[]]>([
    ['nothing has happened', {}, []],
    ['the queue is almost 80 % full', { fullness: 0.79 }, []],
    ['the queue is 80 % full', { fullness: 0.8 }, ['degraded queue-filling']],
    ['the queue is full', { fullness: 1 }, ['failing queue-full']],
    ['the endpoint has failed for a moment', failing(9_999), []],
    ['the endpoint has failed for 10 s', failing(10_000), ['degraded endpoint-failing']],
    ['the endpoint has failed for a minute', failing(60_000), ['failing endpoint-failing']],
    ['some were lost', minute(5, 1), ['degraded messages-dropped']],
    ['one was lost, and none else sent', minute(0, 1), ['degraded messages-dropped']],
    [
      'the endpoint takes none',
      { ...minute(0, 10), ...failing(500) },
      ['failing everything-dropped'],
    ],
    [
      'the endpoint takes none of a few',
      { ...minute(0, 9), ...failing(500) },
      ['degraded messages-dropped'],
    ],
    ['many were lost, and the endpoint takes others', minute(0, 10), ['degraded messages-dropped']],
  ])('where %s', (_what, fields, expected) => {
    const found = reasonsOf(stats(fields), THRESHOLDS);
    expect(found.map((one) => `${one.status} ${one.code}`)).toEqual(expected);
  });

  it.each<[string, Partial<Stats>]>([
    [
      'For 61 s no request has succeeded: 4 have failed, and the endpoint answered 503.',
      failing(61_500),
    ],
    [
      'For 10 s no request has succeeded: 1 has failed, and there was no reply.',
      failing(10_000, 1, 0),
    ],
    ['For 10 s no request has succeeded: none could be made.', failing(10_000, 0, 0)],
    ['In the last minute 1 message was lost, and none delivered.', minute(0, 1)],
    ['In the last minute 2 messages were lost, and 5 delivered.', minute(5, 2)],
    ['The queue is 100 % full: 1 message is pending.', { fullness: 1, pending: 1 }],
    ['The queue is 85 % full: 17 messages are pending.', { fullness: 0.85, pending: 17 }],
  ])('is told to people in figures: %s', (text, fields) => {
    expect(reasonsOf(stats(fields), THRESHOLDS)).toMatchObject([{ text }]);
  });
});

describe('health', () => {
  it('is ok, until the endpoint refuses everything, and again when it does not', async () => {
    const service = await stage.service([status(401), status(200)]);
    const client = stage.client(service);
    expect(health(client)).toEqual({ status: 'ok', reasons: [] });

    for (let count = 0; count < 10; count += 1) client.track(aTrack());
    await client.flush();
    expect(health(client)).toMatchObject({
      status: 'failing',
      reasons: [{ code: 'everything-dropped' }],
    });

    client.track(aTrack());
    await client.flush();
    expect(health(client).status).toBe('degraded');
    expect(health(client, { maxDropped: 10 })).toEqual({ status: 'ok', reasons: [] });
  });

  it('is degraded where one message of a quiet client was refused, and ok after a minute of silence', async () => {
    const clock = new ManualClock();
    const client = stage.client(await stage.service([status(401)]), { clock });
    client.track(aTrack());
    await client.flush();
    expect(health(client)).toMatchObject({
      status: 'degraded',
      reasons: [{ code: 'messages-dropped' }],
    });
    expect(health(client, { failingDropped: 1 }).status).toBe('failing');

    await clock.advance(59_999);
    expect(health(client).status).toBe('degraded');
    await clock.advance(1);
    expect(health(client)).toEqual({ status: 'ok', reasons: [] });
  });

  it('holds a failure of the disk against a client for a minute', async () => {
    const client = stage.client(await stage.service());
    const { stats: account } = client;
    let failures = 0;
    const spool = () => ({ failures }) as unknown as NonNullable<Stats['spool']>;
    client.stats = () => ({ ...account(), spool: spool() });
    expect(health(client).status).toBe('ok');

    failures = 2;
    expect(health(client).reasons).toMatchObject([{ code: 'disk-failing', status: 'degraded' }]);
    expect(health(client).reasons).toHaveLength(1);
  });

  it.each(Object.entries(MOUNTS))('is answered 200 or 503 in %s', async (_name, mount) => {
    const service = await stage.service([status(401)]);
    const client = stage.client(service);
    const url = await mount(stage, healthHandler(client, { failingDropped: 1 }));
    const well = await fetch(url);
    expect([well.status, await well.json()]).toEqual([200, { status: 'ok', reasons: [] }]);

    client.track(aTrack());
    await client.flush();
    const unwell = await fetch(url);

    expect(unwell.status).toBe(503);
    expect(await unwell.json()).toMatchObject({ status: 'failing' });
    expect(unwell.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it.each([
    ['maxFullness', 1.1],
    ['degradedAfter', -1],
    ['failingAfter', '60'],
    ['maxDropped', 0.5],
    ['failingDropped', 0],
    ['interval', 1],
  ])('has no %s of %s', async (field, value) => {
    const client = stage.client(await stage.service());
    const options = { [field]: value } as never;
    const problem = { code: 'invalid', field };
    expect(problemOf(() => health(client, options))).toEqual({ call: 'health', ...problem });
    expect(problemOf(() => healthHandler(client, options))).toMatchObject(problem);
  });
});
