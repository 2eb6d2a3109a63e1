import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FIELDS_OF, FLAG_OF } from '../../lib/cli/send/fields.js';
import { MESSAGE_TYPES } from '../../lib/message/message.js';
import { VERSION } from '../../lib/message/version.js';
import { accepted, reset, type Service, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { aProject } from './migrate/a-project.js';
import { type Ran, waybill } from './waybill.js';

const stage = useStage();
const KEY = 'a-write-key-of-thirty-characters';
const TRACK = ['track', '--user-id', '1', '--event', 'Order Completed'];
const PLAN = `name: Shop
rules:
  - type: TRACK
    key: Order Completed
    jsonSchema:
      properties:
        properties: { type: object, required: [total], properties: { total: { type: number } } }
`;

/** Sends to a service, with a few words more. */
const sendTo = ({ url }: Service, ...words: readonly string[]): Promise<Ran> =>
  waybill('send', ...words, '--write-key', KEY, '--host', url);

describe('waybill send', () => {
  it('delivers a message, and says its id, status and time', async () => {
    const service = await stage.service();
    const words = ['--properties', '{"total":30}', '--message-id', 'one', '--context', '{"a":1}'];
    const { exitCode, out, complaints } = await sendTo(service, ...TRACK, ...words);
    expect([exitCode, complaints]).toEqual([0, '']);
    expect(out.replace(/\d+ ms/, 'N ms')).toBe(`track "Order Completed": delivered
  message id  one
  status      200
  time        N ms, 1 attempt
  host        ${service.url} (--host)
  path        /v1/batch (default)
  write key   ***ters (--write-key)
`);
    expect(service.requests[0]?.body.batch).toEqual([
      expect.objectContaining({
        type: 'track',
        userId: '1',
        event: 'Order Completed',
        messageId: 'one',
        properties: { total: 30 },
        context: expect.objectContaining({ a: 1 }),
      }),
    ]);
  });

  const words: Readonly<Record<string, string>> = {
    '<id>': 'an-id',
    '<text>': 'a text',
    '<json>': '{"a":[1]}',
    '<time>': '2026-01-02T03:04:05.000Z',
  };

  it.each(MESSAGE_TYPES)('sends every field of %s', async (type) => {
    const service = await stage.service();
    const fields = FIELDS_OF[type].map((field) => ({ field, ...FLAG_OF[field] }));
    const flags = fields.flatMap(({ flag, value }) => [flag, words[value] ?? '']);
    expect(await sendTo(service, type, ...flags)).toMatchObject({ exitCode: 0 });
    const expected = fields.map(({ field, value }): [string, unknown] => {
      const word = words[value] ?? '';
      return [field, value === '<json>' ? expect.objectContaining({ a: [1] }) : word];
    });
    expect(service.requests[0]?.body.batch[0]).toMatchObject({
      type,
      ...Object.fromEntries(expected),
    });
  });

  it('prints one JSON document, without the key', async () => {
    const service = await stage.service([status(503), accepted]);
    const { exitCode, out, progress } = await sendTo(service, ...TRACK, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      version: VERSION,
      type: 'track',
      messageId: service.requests[0]?.body.batch[0]?.messageId,
      outcome: 'delivered',
      status: 200,
      attempts: 2,
      timeMs: expect.any(Number),
      why: [],
      connection: {
        writeKey: '***ters',
        host: service.url,
        path: '/v1/batch',
        origins: { writeKey: '--write-key', host: '--host', path: 'default' },
      },
    });
    expect(progress).toContain('Attempt 1: answered 503 …');
    expect(progress.at(-1)).toBe('');
  });

  it.each([
    ['is refused', status(403), '0', /not delivered, refused[\s\S]*status +403\n/],
    ['gets no answer', reset, '1', /retries-spent[\s\S]*status +no answer\n.* 2 attempts\n/],
  ])('exits with 1 where it %s, and says why', async (_what, answer, retries, text) => {
    const service = await stage.service([answer, answer]);
    const { exitCode, out } = await sendTo(service, ...TRACK, '--retries', retries);
    expect(exitCode).toBe(1);
    expect(out).toMatch(text);
    expect(out).toMatch(/^ {2}why {9}\S/m);
    expect(out).not.toContain(KEY);
  });

  it('prints the message with --dry-run, without a write key, and sends nothing', async () => {
    const { exitCode, out, complaints } = await waybill('send', ...TRACK, '--dry-run');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ type: 'track', userId: '1', event: 'Order Completed' });
    expect(complaints).toBe('Nothing was sent: this is --dry-run.\n');
  });

  it('sends nothing that is not as planned', async () => {
    const plan = join(aProject({ 'plan.yaml': PLAN }), 'plan.yaml');
    const service = await stage.service();
    const planned = [...TRACK, '--plan', plan];

    const missing = await sendTo(service, ...planned);
    expect(missing.exitCode).toBe(1);
    expect(missing.out).toMatch(/not delivered, plan-violation[\s\S]* why +\S*total/);
    const tried = await waybill('send', ...planned, '--dry-run', '--json');
    expect(tried.exitCode).toBe(1);
    expect(JSON.parse(tried.out)).toMatchObject({ reason: 'plan-violation', status: null });
    const unplanned = await sendTo(service, ...planned, '--event', 'Order Canceled');
    expect(unplanned.out).toContain('why         the plan does not have it\n');
    expect(service.requests).toEqual([]);

    const fine = await sendTo(service, ...planned, '--properties', '{"total":1}');
    expect(fine.exitCode).toBe(0);
  });

  it.each([
    [['track', '--user-id', '1'], '--event must be a non-empty string; found nothing.'],
    [['track', '--event', 'A'], 'There is neither --user-id nor --anonymous-id.'],
    [['track', '--user-id', '', '--event', 'A'], '--user-id must be a non-empty string or a'],
    [
      ['group', '--user-id', '1'],
      '--group-id must be a non-empty string or a finite number; found',
    ],
    [['alias', '--user-id', '1'], '--previous-id must be'],
    [[...TRACK, '--timestamp', 'today'], '--timestamp must be a valid Date or a time in ISO 8601'],
    [[...TRACK, '--message-id', 'a'.repeat(200)], '--message-id must be a string of 1 to 99'],
    [[...TRACK, '--traits', '{}'], "unknown option '--traits'"],
    [[...TRACK, '--retries', 'x'], "option '--retries <number>' argument 'x' is invalid."],
    [[...TRACK, '--plan', 'no.yaml'], 'no.yaml'],
    [['trakc'], "unknown command 'trakc'"],
  ])('names the option that is wrong: %j', async (typed, text) => {
    const { exitCode, out, complaints } = await waybill('send', ...typed, '--dry-run');
    expect(complaints).toContain(text);
    expect([exitCode, out]).toEqual([2, '']);
  });

  it('refuses a message that is too large', async () => {
    const properties = JSON.stringify({ a: 'a'.repeat(40_000) });
    const { exitCode, complaints } = await waybill(
      'send',
      ...TRACK,
      '--properties',
      properties,
      '--dry-run',
    );
    expect(exitCode).toBe(2);
    expect(complaints).toContain('the message must be at most 32768 bytes of JSON');
  });

  it('complains of a write key that is missing before it sends anything', async () => {
    const { exitCode, complaints } = await waybill('send', ...TRACK, '--host', 'http://127.0.0.1');
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(/^error: There is no write key\. Say it by one of\n {2}--write-key/);
  });
});
