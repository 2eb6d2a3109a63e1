import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Analytics } from '../../lib/client/analytics.js';
import type { HttpRequestEvent, HttpResponseEvent } from '../../lib/client/events.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import { aTrack } from '../support/client.js';
import { type Answering, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

const KEY = 'kEy-4711-SeCrEt';
const BASIC = basic(KEY);

function basic(key: string): string {
  return Buffer.from(`${key}:`).toString('base64');
}

/** Everything that can be seen of some values: what they print, and what they are as JSON. */
function sightOf(...values: readonly unknown[]): string {
  const inspected = inspect(values, {
    depth: Infinity,
    getters: true,
    maxStringLength: Infinity,
    maxArrayLength: Infinity,
  });
  const messages = values.filter((value) => value instanceof Error).map(({ stack }) => stack);
  return [inspected, JSON.stringify(values), ...messages].join('\n');
}

/** Which secrets can be seen. */
function found(sight: string, secrets: readonly string[]): readonly string[] {
  return secrets.filter((secret) => sight.includes(secret));
}

/** A client, and everything that it gives away: errors, outcomes, events, log lines, dead letters. */
function watchedClient(
  service: { readonly url: string },
  options: Partial<AnalyticsOptions> = {},
): { readonly client: Analytics; readonly seen: unknown[] } {
  const seen: unknown[] = [];
  const note = (...given: unknown[]): void => void seen.push(...given);
  const client = stage.client(service, {
    writeKey: KEY,
    maxRetries: 0,
    logger: { debug: note, info: note, warn: note, error: note },
    deadLetter: note,
    ...options,
  });
  client.on('error', note).on('drop', note).on('track', note);
  client.on('http_request', note).on('http_response', note).on('call_after_close', note);
  return { client, seen };
}

/** Calls with everything that a caller can learn of it, and sends. */
async function callAndLearn({ client, seen }: ReturnType<typeof watchedClient>): Promise<void> {
  const receipt = client.track(aTrack(), (...given) => seen.push(...given));
  await client.flush();
  seen.push(receipt, await receipt.outcome, client.stats());
}

describe('the write key (CONTRACT 31)', () => {
  it('appears in no dump and no JSON of a client and its scopes', async () => {
    const service = await stage.service([status(503)]);
    const { client } = watchedClient(service, { flushAt: 1, maxRetries: 10 });
    const scope = client.scope({ userId: 'user-1' });
    const receipts = [client.track(aTrack()), scope.track({ event: 'Something Happened' })];

    const whileWaiting = sightOf(client, scope, receipts, client.stats());
    await client.close();
    const afterwards = sightOf(client, scope, receipts, client.stats());

    expect(service.requests[0]?.headers.authorization).toBe(`Basic ${BASIC}`);
    expect(found(whileWaiting + afterwards, [KEY, BASIC])).toEqual([]);
  });

  const ECHOES: readonly { readonly what: string; readonly reply: string }[] = [
    { what: 'the key', reply: `{"error":"unknown write key ${KEY}"}` },
    { what: 'the authorization', reply: `bad header: Basic ${BASIC}` },
    { what: 'the key where an error cuts the reply', reply: `${'.'.repeat(192)}${KEY}` },
    { what: 'the authorization where an error cuts it', reply: `${'.'.repeat(190)}${BASIC}` },
  ];

  it.each(ECHOES)('appears nowhere when the service echoes $what', async ({ reply }) => {
    const echo = (code: number): Answering => status(code, { 'x-echo': `${KEY} ${BASIC}` }, reply);
    const service = await stage.service([echo(403), echo(400), echo(413), echo(503), echo(200)]);
    const watched = watchedClient(service);

    for (let round = 0; round < 5; round += 1) await callAndLearn(watched);

    const sight = sightOf(...watched.seen);
    expect(watched.client.stats()).toMatchObject({ delivered: 1, accepted: 5 });
    expect(found(sight, [KEY.slice(0, 8), BASIC.slice(0, 8)])).toEqual([]);
  });

  it('appears nowhere when a client for HTTP fails with an error that holds its request', async () => {
    const { client, seen } = watchedClient(
      { url: 'http://127.0.0.1:9' },
      {
        httpClient: (url, request) => {
          const said = `could not post ${request.body.toString()} with ${request.headers['authorization']}`;
          const cause = Object.assign(new Error(said), { url, request });
          return Promise.reject(Object.assign(new Error(said, { cause }), { request }));
        },
      },
    );

    await callAndLearn({ client, seen });

    const sight = sightOf(...seen);
    expect(client.stats().dropped['retries-spent']).toBe(1);
    expect(sight).toContain('could not post');
    expect(found(sight, [KEY, BASIC])).toEqual([]);
  });

  const UNUSUAL_KEYS = [
    'two words here',
    'ends with a space ',
    'a"quote\\',
    '$& .*',
    'schlüssel-🔑',
  ];

  it.each(UNUSUAL_KEYS)('is masked whole when it is %j', async (writeKey) => {
    const service = await stage.service([status(403, {}, `no such key: ${writeKey}!`)]);
    const watched = watchedClient(service, { writeKey });

    await callAndLearn(watched);

    const errors = watched.seen.filter((one): one is Error => one instanceof Error);
    const sight = sightOf(...watched.seen);
    const inJson = JSON.stringify(writeKey).slice(1, -1);
    expect(service.requests[0]?.body.writeKey).toBe(writeKey);
    expect(errors[0]?.message).toContain('no such key: ***!');
    expect(found(sight, [writeKey, inJson, basic(writeKey)])).toEqual([]);
  });

  it('is masked in http_request and http_response, which carry all the rest', async () => {
    const service = await stage.service([status(200, { 'x-echo': KEY }, `thanks, ${KEY}`)]);
    const { client } = watchedClient(service);
    const requests: HttpRequestEvent[] = [];
    const responses: HttpResponseEvent[] = [];
    client.on('http_request', (event) => requests.push(event));
    client.on('http_response', (event) => responses.push(event));

    const { messageId } = client.track(aTrack());
    await client.flush();

    expect(requests[0]?.headers['authorization']).toBe('Basic ***');
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
      sentAt: service.requests[0]?.body.sentAt,
      writeKey: '***',
      batch: [expect.objectContaining({ messageId })],
    });
    expect(responses[0]?.headers['x-echo']).toBe('***');
    expect(responses[0]?.body).toBe('thanks, ***');
  });

  const BAD_OPTIONS: readonly { readonly what: string; readonly options: object }[] = [
    { what: 'a line end in it', options: { writeKey: `${KEY}\n` } },
    { what: 'an unknown option beside it', options: { writeKey: KEY, flushat: 1 } },
    { what: 'a host that names it', options: { writeKey: KEY, host: `https://${KEY}@localhost` } },
    { what: 'a host of another protocol', options: { writeKey: KEY, host: 'ftp://localhost' } },
  ];

  it.each(BAD_OPTIONS)(
    'does not appear in what the constructor throws for $what',
    ({ options }) => {
      const thrown = errorOf(() => new Analytics(options as AnalyticsOptions));

      expect(thrown).toMatchObject({ name: 'ValidationError', code: 'invalid' });
      expect(found(sightOf(thrown), [KEY])).toEqual([]);
    },
  );
});

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
