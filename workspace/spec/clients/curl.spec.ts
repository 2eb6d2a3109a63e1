import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MESSAGE_TYPES, type MessageType } from '../../lib/entry/stored-message.js';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';
import { expectCorrected, SOURCES, sixCalls, WRITE_KEY } from './six-calls.js';

const HOUR_MS = 3_600_000;
const HAS_CURL = spawnSync('curl', ['--version']).status === 0;

/** What curl says of the answer, and the answer. */
interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Runs curl with its input. */
async function curl(args: readonly string[], input: string | Buffer = ''): Promise<Reply> {
  const told = ['-sS', '--max-time', '20', '-w', '\n%{http_code} %{content_type}'];
  const child = spawn('curl', [...told, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  child.stdin.end(input);
  const output = await text(child.stdout);
  const [code] = (await ended) as [number];
  if (code !== 0) throw new Error(`curl ended with ${code}.`);
  const end = output.lastIndexOf('\n');
  const [status = '', type = ''] = output.slice(end + 1).split(' ');
  return { status: Number(status), type, body: output.slice(0, end) };
}

/** A call as it is written by hand: sent by a clock that is an hour ahead. */
function bodyOf(call: MessageType, fields: object = {}): string {
  const sentAt = new Date(Date.now() + HOUR_MS);
  return JSON.stringify({ ...sixCalls()[call], timestamp: sentAt, sentAt, ...fields });
}

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace({ sources: SOURCES });
});

afterEach(() => workspace.close());

async function expectKept(call: MessageType): Promise<void> {
  const entries = await workspace.wait({ outcome: 'any' });
  expect(entries).toHaveLength(1);
  const [entry] = entries;
  const { timestamp: _, ...fields } = sixCalls()[call];
  expect(entry).toMatchObject({ source: 'shop', outcome: 'accepted' });
  expect(entry?.message).toMatchObject({ ...fields, type: call });
  expect(entry?.message).not.toHaveProperty('writeKey');
}

const JSON_POST = ['-H', 'content-type: application/json', '--data-binary', '@-'];
const describeCurl = HAS_CURL || process.env['CI'] ? describe : describe.skip;

describeCurl(HAS_CURL ? 'curl' : 'curl (which is not installed)', () => {
  it.each(MESSAGE_TYPES)('posts %s with Basic authorization', async (call) => {
    const url = `${workspace.url}/v1/${call}`;

    const reply = await curl(['-u', `${WRITE_KEY}:`, ...JSON_POST, url], bodyOf(call));

    expect(reply).toMatchObject({ status: 200, body: '{"success":true}' });
    await expectKept(call);
    const [entry] = workspace.query();
    expectCorrected(entry?.message ?? {});
    const offMs = Date.now() - Date.parse(String(entry?.message['timestamp']));
    expect(Math.abs(offMs)).toBeLessThan(HOUR_MS / 2);
  });

  it.each(MESSAGE_TYPES)('posts %s with the write key in the body', async (call) => {
    const url = `${workspace.url}/v1/${call}`;

    await curl([...JSON_POST, url], bodyOf(call, { writeKey: WRITE_KEY }));

    await expectKept(call);
  });

  it.each(MESSAGE_TYPES)('gets the pixel of %s', async (call) => {
    const json = bodyOf(call, { writeKey: WRITE_KEY });
    const data = Buffer.from(json).toString('base64');
    const query = ['-G', '--data-urlencode', `data=${data}`];

    const reply = await curl([...query, `${workspace.url}/v1/pixel/${call}`]);

    expect(reply).toMatchObject({ status: 200, type: 'image/gif' });
    expect(reply.body).toMatch(/^GIF89a/);
    await expectKept(call);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('posts a batch of all six calls in %s', async (encoding, compress) => {
    const batch = MESSAGE_TYPES.map((type) => ({ type, ...sixCalls()[type] }));
    const body = compress(JSON.stringify({ batch, context: { direct: true }, writeKey: 'no' }));
    const sent = ['-u', `${WRITE_KEY}:`, '-H', `content-encoding: ${encoding}`, ...JSON_POST];

    const reply = await curl([...sent, `${workspace.url}/v1/batch`], body);

    expect(reply.status).toBe(200);
    const entries = workspace.query();
    expect(entries.map(({ message }) => message)).toMatchObject(
      batch.map((message) => ({
        ...message,
        context: { ...message.context, direct: true },
        originalTimestamp: message.timestamp.toISOString(),
        timestamp: message.timestamp.toISOString(),
      })),
    );
  });

  it('has the same id kept once', async () => {
    const body = bodyOf('track', { messageId: 'm-1', writeKey: WRITE_KEY });
    const url = `${workspace.url}/v1/track`;

    await curl([...JSON_POST, url], body);
    const again = await curl([...JSON_POST, url], body);

    expect(again.status).toBe(200);
    const outcomes = workspace.query({ outcome: 'any' }).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['accepted', 'duplicate']);
  });

  it('is answered 200 for a key that nobody has, and the workspace says why nothing is kept', async () => {
    const reply = await curl(
      ['-u', 'wrong:', ...JSON_POST, `${workspace.url}/v1/track`],
      bodyOf('track'),
    );

    expect(reply.status).toBe(200);
    expect(workspace.query({ outcome: 'any' })).toMatchObject([
      { source: '', outcome: 'rejected', reason: 'unknown_source' },
    ]);
  });
});
