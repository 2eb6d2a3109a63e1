import { describe, expect, it } from '@jest/globals';
import { until } from '../../../spec/support/until.js';
import type { Fault } from '../../lib/entry/fault.js';
import type { SourceKind } from '../../lib/entry/source.js';
import { aTrack, post } from '../post.js';
import { start } from '../started.js';

describe('the paths of browsers and older libraries', () => {
  it.each([
    ['/v1/t', 'track'],
    ['/v1/i', 'identify'],
    ['/v1/p', 'page'],
    ['/v1/s', 'screen'],
    ['/v1/g', 'group'],
    ['/v1/a', 'alias'],
  ])('%s takes a %s', async (path, type) => {
    const workspace = await start();

    await post(workspace, { path, body: { userId: 'u', event: 'E', groupId: 'g' } });

    expect(workspace.messages).toMatchObject([{ type, userId: 'u' }]);
  });

  it('/v1/b takes a batch', async () => {
    const workspace = await start();

    await post(workspace, { path: '/v1/b', body: { batch: [aTrack(), aTrack()] } });

    expect(workspace.messages).toHaveLength(2);
  });

  it('take text, as what a page sends on its way out is', async () => {
    const workspace = await start();
    const body = JSON.stringify(aTrack({ writeKey: 'k' }));

    const { status } = await fetch(`${workspace.url}/v1/t`, { method: 'POST', body });

    expect(status).toBe(200);
    expect(workspace.messages).toHaveLength(1);
  });

  it('tell Analytics.js where to send', async () => {
    const workspace = await start();

    const response = await fetch(`${workspace.url}/v1/projects/some%2Fkey/settings`);

    const apiHost = `${new URL(workspace.url).host}/v1`;
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { integrations: { 'Segment.io': { apiKey: 'some/key', apiHost, protocol: 'http' } } },
    ]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(workspace.stats()).toMatchObject({ requests: 1, byStatus: { 200: 1 } });
  });
});

describe('a page of another origin', () => {
  it('may ask first whether it may post', async () => {
    const workspace = await start();

    const response = await fetch(`${workspace.url}/v1/batch`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    expect(workspace.stats().requests).toBe(0);
  });

  it.each([
    ['taken', 200, '/v1/batch', '{"batch":[]}'],
    ['refused', 400, '/v1/batch', '{'],
    ['of no path', 404, '/v1/elsewhere', '{}'],
  ])('can read the answer of what is %s', async (_, status, path, body) => {
    const workspace = await start();

    const response = await fetch(`${workspace.url}${path}`, { method: 'POST', body });

    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('a strict workspace', () => {
  it('answers 400 with what is wrong, where the service drops in silence', async () => {
    const workspace = await start({ strict: true });
    const batch = [aTrack(), { type: 'track', event: 'A' }, aTrack({ event: 7 })];

    const response = await post(workspace, { body: { batch } });

    expect([response.status, await response.json()]).toEqual([
      400,
      {
        success: false,
        rejected: [
          { index: 1, reason: 'no_user_anon_id' },
          { index: 2, reason: 'event_not_string' },
        ],
      },
    ]);
    expect(workspace.stats()).toMatchObject({ byStatus: { 400: 1 }, unique: 1 });
  });

  it('says why a request as a whole was rejected', async () => {
    const workspace = await start({ strict: true });

    const response = await post(workspace, { body: '{' });

    expect(await response.json()).toEqual({
      success: false,
      rejected: [
        {
          index: 0,
          reason: 'bad_request',
          detail: expect.stringMatching(/^It has no JSON: .+\.$/),
        },
      ],
    });
  });

  it('has nothing against what is good, and what comes twice', async () => {
    const workspace = await start({ strict: true });
    const body = { batch: [aTrack({ messageId: 'm' }), aTrack({ messageId: 'm' })] };

    const response = await post(workspace, { body });

    expect([response.status, await response.json()]).toEqual([200, { success: true }]);
  });
});

describe('faults', () => {
  it('that are a late answer take the message, later', async () => {
    const workspace = await start();
    workspace.setFaults({ kind: 'latency', latencyMs: 30 });
    const startedMs = performance.now();

    const { status } = await post(workspace, { body: { batch: [aTrack()] } });

    expect(status).toBe(200);
    // Timers may fire a little early.
    expect(performance.now() - startedMs).toBeGreaterThan(28);
    expect(workspace.messages).toHaveLength(1);
  });

  it('that are silence take nothing and answer nothing, until the sender gives up', async () => {
    const workspace = await start();
    workspace.setFaults({ kind: 'silence', requests: 1 });
    const leaving = new AbortController();
    const sending = fetch(`${workspace.url}/v1/track`, {
      method: 'POST',
      body: JSON.stringify(aTrack({ writeKey: 'k' })),
      signal: leaving.signal,
    });

    const failing = expect(sending).rejects.toThrow();
    await until(() => workspace.faults.length === 0, 'the silence');
    expect((await post(workspace, { body: { batch: [aTrack()] } })).status).toBe(200);
    leaving.abort();

    await failing;
    expect(workspace.stats()).toMatchObject({ requests: 2, byStatus: { 200: 1 }, unique: 1 });
  });

  it('that are silence hold nobody up who closes the workspace', async () => {
    const workspace = await start();
    workspace.setFaults({ kind: 'silence', requests: 1 });
    const failing = expect(post(workspace, { body: '{}' })).rejects.toThrow();
    await until(() => workspace.faults.length === 0, 'the silence');

    await workspace.close();

    await failing;
  });

  it.each<[Fault['kind'], number | 'cut']>([
    ['status', 503],
    ['reset', 'cut'],
    ['lost-reply', 'cut'],
    ['latency', 200],
  ])('of the kind %s hit pixels, too', async (kind, outcome) => {
    const workspace = await start();
    workspace.setFaults({ kind, ...(kind === 'latency' ? { latencyMs: 1 } : {}) });

    const answer = fetch(`${workspace.url}/v1/pixel/track?writeKey=k&userId=u&event=E`);
    const found = await answer.then(({ status }) => status).catch(() => 'cut');

    expect(found).toBe(outcome);
    const isTaken = kind === 'lost-reply' || kind === 'latency';
    expect(workspace.messages).toHaveLength(isTaken ? 1 : 0);
  });
});

describe('the address of the sender', () => {
  it.each<[SourceKind, { readonly context?: object }, string | undefined]>([
    ['web', {}, '127.0.0.1'],
    ['mobile', {}, '127.0.0.1'],
    ['server', {}, undefined],
    ['server', { context: { direct: true } }, '127.0.0.1'],
    ['web', { context: { ip: '1.2.3.4' } }, '1.2.3.4'],
  ])('of a %s source with %j is %s', async (kind, fields, ip) => {
    const workspace = await start({ sources: [{ name: 'one', kind, writeKey: 'a-write-key' }] });

    await post(workspace, { path: '/v1/track', body: aTrack({ ...fields }) });

    expect(workspace.messages[0]?.['context']).toEqual(
      ip === undefined ? fields.context : { ...fields.context, ip },
    );
  });
});
