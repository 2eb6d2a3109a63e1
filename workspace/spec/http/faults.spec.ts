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
