import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { aTrack, post } from '../post.js';

const body = { batch: [aTrack({ messageId: 'm-1' })] };

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace();
});

afterEach(() => workspace.close());

describe('a workspace that is told to fail', () => {
  it('answers with the status and Retry-After it was given, and takes nothing', async () => {
    workspace.setFaults({ kind: 'status', status: 503, retryAfterSeconds: 2 });

    const response = await post(workspace, { body });

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(workspace.stats()).toMatchObject({ byStatus: { 503: 1 }, received: 0 });
  });

  it('says nothing of Retry-After unless it was given', async () => {
    workspace.setFaults({ kind: 'status', status: 429 });

    expect((await post(workspace, { body })).headers.has('retry-after')).toBe(false);
  });

  it('cuts connections, and takes nothing', async () => {
    workspace.setFaults({ kind: 'reset' });

    await expect(post(workspace, { body })).rejects.toThrow();

    expect(workspace.stats()).toMatchObject({ requests: 1, resets: 1, received: 0, byStatus: {} });
  });

  it('loses its reply but not the message, which is then a duplicate', async () => {
    workspace.setFaults({ kind: 'lost-reply' });
    await expect(post(workspace, { body })).rejects.toThrow();
    workspace.setFaults([]);

    await post(workspace, { body });

    expect(workspace.stats()).toMatchObject({ requests: 2, resets: 1, unique: 1, duplicates: 1 });
  });

  it('works again when told so', async () => {
    workspace.setFaults({ kind: 'status', status: 503 });
    await post(workspace, { body });
    workspace.setFaults([]);

    expect((await post(workspace, { body })).status).toBe(200);
    expect(workspace.stats().unique).toBe(1);
  });

  it.each([200, 204, 299, 600, 404.5])('does not fail with status %d', (status) => {
    expect(() => workspace.setFaults({ kind: 'status', status })).toThrow(RangeError);
  });
});

async function ask(init?: RequestInit): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${workspace.url}/api/faults`, init);
  return { status: response.status, body: await response.json() };
}

describe('/api/faults', () => {
  it.each([
    ['one', { kind: 'reset', requests: 2 }],
    ['a list', [{ kind: 'reset', requests: 2 }]],
    ['what it answers itself', { faults: [{ kind: 'reset', requests: 2 }] }],
  ])('sets %s, and tells what is on', async (_, body) => {
    const faults = [{ kind: 'reset', requests: 2 }];

    const set = await ask({ method: 'PUT', body: JSON.stringify(body) });

    expect(set).toEqual({ status: 200, body: { faults } });
    expect((await ask()).body).toEqual({ faults });
    expect(workspace.faults).toEqual(faults);
  });

  it('ends them when it is deleted', async () => {
    workspace.setFaults({ kind: 'silence' });

    expect((await ask({ method: 'DELETE' })).body).toEqual({ faults: [] });

    expect(workspace.faults).toEqual([]);
  });

  it.each([
    ['{', 'The body must be JSON: a fault, or a list of them.'],
    ['', 'The body must be JSON: a fault, or a list of them.'],
    ['7', 'faults: a fault is an object with a kind; found 7.'],
    ['{"kind":"status","status":200}', 'faults: status must be a whole number from 300 to 599;'],
  ])('refuses %j', async (body, text) => {
    const { status, body: answer } = await ask({ method: 'PUT', body });

    expect([status, answer]).toEqual([
      400,
      { error: { code: 'bad-request', message: expect.stringContaining(text) } },
    ]);
  });
});
