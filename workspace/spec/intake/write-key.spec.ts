import { describe, expect, it } from '@jest/globals';
import { writeKeyOf } from '../../lib/intake/write-key.js';
import { startWorkspace } from '../../lib/start.js';
import { aTrack, post } from '../post.js';

describe('the write key of a request', () => {
  it.each([
    ['Basic authorization', `Basic ${btoa('key-1:')}`, {}, 'key-1'],
    ['Basic authorization without the colon', `Basic ${btoa('key-1')}`, {}, 'key-1'],
    ['basic in small letters', `basic ${btoa('key-1:')}`, {}, 'key-1'],
    ['the body', undefined, { writeKey: 'key-2' }, 'key-2'],
    ['the body beside a bearer token', 'Bearer token', { writeKey: 'key-2' }, 'key-2'],
    ['the body beside an empty user name', `Basic ${btoa(':')}`, { writeKey: 'key-2' }, 'key-2'],
    ['the header rather than the body', `Basic ${btoa('key-1:')}`, { writeKey: 'no' }, 'key-1'],
    ['nowhere', undefined, {}, undefined],
    ['nowhere: a key that is no text', undefined, { writeKey: 7 }, undefined],
  ])('is found in %s', (_, authorization, body, writeKey) => {
    expect(writeKeyOf(authorization, body)).toBe(writeKey);
  });
});

describe('a workspace with write keys', () => {
  it('keeps the messages of the keys it knows, and answers 200 to all', async () => {
    const workspace = await startWorkspace({ sources: [{ name: 'shop', writeKey: 'known' }] });
    const body = { batch: [aTrack(), aTrack()] };

    const statuses = [
      (await post(workspace, { body, writeKey: 'known' })).status,
      (await post(workspace, { body, writeKey: 'unknown' })).status,
      (await post(workspace, { body, writeKey: undefined })).status,
    ];

    expect(statuses).toEqual([200, 200, 200]);
    expect(workspace.stats()).toMatchObject({ unique: 2, rejected: { unknown_source: 4 } });
    await workspace.close();
  });

  it('without a list takes any key, but wants one', async () => {
    const workspace = await startWorkspace();
    const body = { batch: [aTrack()], writeKey: 'whatever' };

    await post(workspace, { body, writeKey: undefined });
    await post(workspace, { body: { batch: [aTrack()] }, writeKey: undefined });

    expect(workspace.stats()).toMatchObject({ unique: 1, rejected: { unknown_source: 1 } });
    await workspace.close();
  });

  it('shows the key in no message', async () => {
    const workspace = await startWorkspace();
    const writeKey = 'secret-key';

    await post(workspace, { path: '/v1/track', body: aTrack({ writeKey }), writeKey: undefined });
    await post(workspace, { body: { batch: [aTrack({ writeKey })], writeKey } });

    expect(workspace.messages).toHaveLength(2);
    expect(JSON.stringify(workspace.messages)).not.toContain(writeKey);
    await workspace.close();
  });
});
