import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pixelBody, TRANSPARENT_GIF } from '../../lib/http/pixel.js';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';

let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace();
});

afterAll(() => workspace.close());

/** Asks for a pixel, and gives the entry that came of it. */
async function pixel(path: string) {
  const response = await fetch(`${workspace.url}/v1/pixel/${path}`);
  const [entry] = workspace.query({ outcome: 'any' }, { order: 'desc', limit: 1 });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/gif']);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(TRANSPARENT_GIF);
  return entry;
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

// In base64 it has both letters that mean something else in an address.
const MESSAGE = { writeKey: 'k', userId: 'u', event: '>>>???~~~', properties: { total: 1.5 } };

describe('a pixel', () => {
  it.each([
    ['escaped', encodeURIComponent(base64(MESSAGE))],
    ['as it is', base64(MESSAGE)],
    ['for addresses', Buffer.from(JSON.stringify(MESSAGE)).toString('base64url')],
    ['without its end', base64(MESSAGE).replace(/=+$/, '')],
  ])('takes a message in base64, %s', async (_, data) => {
    const entry = await pixel(`track?data=${data}`);

    const { writeKey: _key, ...message } = MESSAGE;
    expect(entry).toMatchObject({ outcome: 'accepted', source: 'default' });
    expect(entry?.message).toMatchObject({ ...message, type: 'track' });
  });

  it('takes a message by the names of its fields', async () => {
    const query =
      'writeKey=k&userId=u&event=Opened&properties.mail.subject=Hello%20you&properties.n=1';

    const entry = await pixel(`track?${query}`);

    expect(entry).toMatchObject({
      outcome: 'accepted',
      message: {
        type: 'track',
        userId: 'u',
        event: 'Opened',
        properties: { mail: { subject: 'Hello you' }, n: '1' },
      },
    });
  });

  it.each(['identify', 'track', 'page', 'screen', 'group', 'alias'])(
    'can be a call of %s',
    async (call) => {
      const entry = await pixel(`${call}?writeKey=k&userId=u&event=E&groupId=g&previousId=p`);

      expect(entry).toMatchObject({ outcome: 'accepted', message: { type: call } });
    },
  );

  it.each([
    ['no base64 of JSON', `data=${Buffer.from('{').toString('base64')}`, 'bad_request'],
    ['JSON that is no object', `data=${base64([MESSAGE])}`, 'bad_request'],
    ['nothing', '', 'unknown_source'],
    ['no event', 'writeKey=k&userId=u', 'event_not_defined'],
    ['fields in a field', 'writeKey=k&userId=u&event=E&properties=1&properties.a=2', undefined],
  ])('is a GIF whatever it has: %s', async (_, query, reason) => {
    expect((await pixel(`track?${query}`))?.reason).toBe(reason);
  });

  it('is a GIF and no more for a call that there is not', async () => {
    expect((await fetch(`${workspace.url}/v1/pixel/buy`)).status).toBe(404);
  });
});

describe('the fields of a pixel', () => {
  it('reach no prototype', () => {
    const body = pixelBody({ '__proto__.polluted': '1', 'constructor.prototype.polluted': '1' });

    expect(body.kind).toBe('read');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('are as deep as ten names at most', () => {
    const body = pixelBody({ [Array(5_000).fill('a').join('.')]: '1' });

    expect(JSON.stringify(body).match(/"a"/g)).toHaveLength(10);
  });
});
