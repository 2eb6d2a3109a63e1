import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../lib/intake/limits.js';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { aTrack, aTrackOfBytes, post } from '../post.js';

let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace();
});

afterAll(() => workspace.close());

describe('the paths of the tracking API', () => {
  it.each(['/v1/batch', '/v1/import'])('%s takes a batch', async (path) => {
    const response = await post(workspace, { path, body: { batch: [aTrack({ event: path })] } });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ success: true });
    expect(workspace.messages.at(-1)).toMatchObject({ type: 'track', event: path });
  });

  it.each([
    ['identify', { traits: { plan: 'pro' } }],
    ['track', { event: 'Signed In' }],
    ['page', { name: 'Home' }],
    ['screen', { name: 'Home' }],
    ['group', { groupId: 'group-1' }],
    ['alias', { previousId: 'before' }],
  ])('/v1/%s takes one message of that type', async (type, fields) => {
    const body = { userId: 'user-1', ...fields };

    const response = await post(workspace, { path: `/v1/${type}`, body });

    expect(response.status).toBe(200);
    expect(workspace.messages.at(-1)).toMatchObject({ type, ...body });
  });

  it('lets the path decide the type', async () => {
    await post(workspace, { path: '/v1/track', body: aTrack({ type: 'page' }) });

    expect(workspace.messages.at(-1)?.type).toBe('track');
  });

  it('are the only ones', async () => {
    const before = workspace.stats();

    expect((await post(workspace, { path: '/v1/unknown', body: aTrack() })).status).toBe(404);
    expect((await fetch(`${workspace.url}/v1/batch`)).status).toBe(404);

    const { requests, unique } = workspace.stats();
    expect({ requests, unique }).toEqual({ requests: before.requests + 2, unique: before.unique });
  });
});

describe('the size of a request', () => {
  it.each([
    [LIMITS.messageBytes, 200],
    [LIMITS.messageBytes + 1, 400],
  ])('a message of %i bytes on its own path is answered %i', async (bytes, status) => {
    const response = await post(workspace, { path: '/v1/track', body: aTrackOfBytes(bytes) });

    expect(response.status).toBe(status);
  });

  it.each([
    [LIMITS.batchItemBytes, 200],
    [LIMITS.batchItemBytes + 1, 400],
  ])('an item of %i bytes in a batch is answered %i', async (bytes, status) => {
    const response = await post(workspace, { body: { batch: [aTrack(), aTrackOfBytes(bytes)] } });

    expect(response.status).toBe(status);
  });

  it.each([
    ['as it is', false, LIMITS.batchBytes, 200],
    ['as it is', false, LIMITS.batchBytes + 1, 400],
    ['compressed', true, LIMITS.batchBytes, 200],
    ['compressed', true, LIMITS.batchBytes + 1, 400],
  ])('a batch sent %s (gzip: %s) of %i bytes is answered %i', async (_, isGzip, bytes, status) => {
    const json = JSON.stringify({ batch: [aTrack()] });
    const body = json.padEnd(bytes, ' ');

    const response = await post(workspace, { body, isGzip });

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ success: status === 200 });
  });

  it('far above the limit still gets an answer', async () => {
    const response = await post(workspace, { body: ' '.repeat(4 * 1024 * 1024) });

    expect(response.status).toBe(400);
  });
});

describe('a request that is answered 200 although nothing is kept of it', () => {
  it.each([
    ['a batch of too many items', { batch: Array(LIMITS.batchItems + 1).fill(aTrack()) }],
    ['a batch of nothing', { batch: [] }],
    ['a batch that is no array', { batch: aTrack() }],
    ['a body that is no object', [aTrack()]],
    ['a message without ids', { batch: [{ type: 'track', event: 'A' }] }],
  ])('%s', async (_, body) => {
    const before = workspace.stats().unique;

    const response = await post(workspace, { body });

    expect(response.status).toBe(200);
    expect(workspace.stats().unique).toBe(before);
  });

  it('is not one of as many items as the service takes', async () => {
    const before = workspace.stats().unique;

    await post(workspace, { body: { batch: Array(LIMITS.batchItems).fill(aTrack()) } });

    expect(workspace.stats().unique).toBe(before + LIMITS.batchItems);
  });
});
