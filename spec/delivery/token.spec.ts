import { generateKeyPairSync, verify } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Credential } from '../../lib/delivery/authorization.js';
import { TokenAuthorization } from '../../lib/delivery/token.js';
import type { Reply } from '../../lib/delivery/transport.js';
import { ManualClock } from '../support/manual-clock.js';
import { until } from '../support/until.js';
import { broken, type Line, ScriptedTransport } from './scripted-transport.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const SETTINGS = {
  clientId: 'client-1',
  key: privateKey,
  keyId: 'key-1',
  authServer: 'https://auth.example',
  scope: 'tracking_api:write',
  maxAttempts: 10,
};
const SIGNAL = new AbortController().signal;

let clock: ManualClock;

beforeEach(() => {
  clock = new ManualClock();
});

function authorizing(...script: readonly Line[]): {
  readonly authorization: TokenAuthorization;
  readonly transport: ScriptedTransport;
  readonly ask: () => Promise<Credential>;
} {
  const transport = new ScriptedTransport(script, 500);
  const authorization = new TokenAuthorization(SETTINGS, { transport, clock, timeoutMs: 1_000 });
  return { authorization, transport, ask: () => authorization.credential(SIGNAL) };
}

function replying(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  async function* body(): AsyncGenerator<string> {
    yield await Promise.resolve(text);
  }
  return { status, headers, body: body() };
}

function granting(token: string, seconds = 100, headers = {}): Reply {
  return replying(200, JSON.stringify({ access_token: token, expires_in: seconds }), headers);
}

const bearer = (token: string): Credential => ({ kind: 'header', value: `Bearer ${token}` });

interface Assertion {
  readonly header: unknown;
  readonly claims: { readonly iat: number; readonly exp: number; readonly jti: string };
  readonly isSigned: boolean;
}

function assertionIn(transport: ScriptedTransport, index = 0): Assertion {
  const form = new URLSearchParams(transport.requests[index]?.body.toString('utf8'));
  const [header = '', claims = '', signature = ''] = (form.get('client_assertion') ?? '').split(
    '.',
  );
  const parsed = (part: string): unknown =>
    JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return {
    header: parsed(header),
    claims: parsed(claims) as Assertion['claims'],
    isSigned: verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${claims}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    ),
  };
}

describe('a request for a token', () => {
  it('is a form of client credentials, sent to the server of tokens', async () => {
    const { transport, ask } = authorizing(granting('one'));
    await ask();
    const [request] = transport.requests;

    expect(request).toMatchObject({
      url: 'https://auth.example/token',
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(Object.fromEntries(new URLSearchParams(request?.body.toString()))).toMatchObject({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'tracking_api:write',
    });
  });

  it('has an assertion that the public key verifies, with the right claims', async () => {
    const { transport, ask } = authorizing(granting('one'));
    await ask();
    const now = clock.now() / 1_000;

    expect(assertionIn(transport)).toMatchObject({
      header: { alg: 'RS256', typ: 'JWT', kid: 'key-1' },
      claims: {
        iss: 'client-1',
        sub: 'client-1',
        aud: 'https://auth.example',
        iat: now - 5,
        exp: now + 55,
      },
      isSigned: true,
    });
  });

  it('never has the same assertion twice', async () => {
    const { transport, ask, authorization } = authorizing(granting('one'), granting('two'));
    await ask();
    authorization.renew('Bearer one');
    await ask();

    expect(assertionIn(transport, 0).claims.jti).not.toBe(assertionIn(transport, 1).claims.jti);
  });

  it('does not hold the private key', async () => {
    const { transport, ask } = authorizing(granting('one'));
    await ask();

    expect(JSON.stringify(transport.requests)).not.toContain('PRIVATE');
  });

  it("goes by the server's clock, once a reply told it", async () => {
    const ahead = new Date(clock.now() + 3_600_000).toUTCString();
    const { transport, ask } = authorizing(replying(400, '', { date: ahead }), granting('one'));
    await ask();
    await ask();

    expect(assertionIn(transport, 1).claims.iat).toBe(clock.now() / 1_000 + 3_600 - 5);
  });
});

describe('a token', () => {
  it('serves until half of its life', async () => {
    const { transport, ask } = authorizing(granting('one', 100), granting('two', 100));
    expect(await ask()).toEqual(bearer('one'));
    await clock.advance(49_999);

    expect(await ask()).toEqual(bearer('one'));
    expect(transport.requests).toHaveLength(1);
  });

  it('is renewed from half of its life on', async () => {
    const { ask } = authorizing(granting('one', 100), granting('two', 100));
    await ask();
    await clock.advance(50_000);

    expect(await ask()).toEqual(bearer('two'));
  });

  it('serves while it is valid, where it cannot be renewed', async () => {
    const { transport, ask } = authorizing(granting('one', 100), 500, broken('ECONNREFUSED'));
    await ask();
    await clock.advance(50_000);

    expect(await ask()).toEqual(bearer('one'));
    // Each batch would wait for a server that is down: the next renewal has a minute's time.
    expect(await ask()).toEqual(bearer('one'));
    expect(transport.requests).toHaveLength(2);
  });

  it('serves no longer once it is over', async () => {
    const { ask } = authorizing(granting('one', 100), 500);
    await ask();
    await clock.advance(100_000);

    expect(await ask()).toMatchObject({ kind: 'failed', answer: { status: 500 } });
  });

  it('is asked for once, however many wait for it', async () => {
    const { transport, ask } = authorizing(granting('one'));

    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill(bearer('one')));
    expect(transport.requests).toHaveLength(1);
  });

  it('is asked for anew after it was turned away', async () => {
    const { authorization, ask } = authorizing(granting('one'), granting('two'));
    await ask();
    authorization.renew('Bearer one');

    expect(await ask()).toEqual(bearer('two'));
  });

  it('does not serve again after it was turned away, though no new one is to be had', async () => {
    const { authorization, ask } = authorizing(granting('one'), 503);
    await ask();
    authorization.renew('Bearer one');

    expect(await ask()).toMatchObject({ kind: 'failed', answer: { status: 503 } });
  });

  it('is kept where an older one was turned away: somebody has renewed it meanwhile', async () => {
    const { authorization, transport, ask } = authorizing(granting('one'), granting('two'));
    await ask();
    authorization.renew('Bearer one');
    await ask();
    authorization.renew('Bearer one');

    expect(await ask()).toEqual(bearer('two'));
    expect(transport.requests).toHaveLength(2);
  });

  it('is asked for again after a failure', async () => {
    const { ask } = authorizing(broken('ECONNRESET'), granting('one'));

    expect(await ask()).toMatchObject({ kind: 'failed', answer: { kind: 'failure' } });
    expect(await ask()).toEqual(bearer('one'));
  });
});

describe('a reply that holds no token', () => {
  it.each([
    ['no JSON', 'token'],
    ['JSON that is no object', 'null'],
    ['no access_token', '{"expires_in":100}'],
    ['an empty access_token', '{"access_token":"","expires_in":100}'],
    ['an access_token that is no text', '{"access_token":7,"expires_in":100}'],
    ['no expires_in', '{"access_token":"one"}'],
    ['an expires_in that is no number', '{"access_token":"one","expires_in":"soon"}'],
  ])('is a failure: %s', async (_name, text) => {
    const { ask } = authorizing(replying(200, text));

    expect(await ask()).toMatchObject({ kind: 'failed', answer: { kind: 'reply', status: 200 } });
  });

  it.each([201, 302, 400, 401, 500])('is a failure, whatever is in it: %i', async (status) => {
    const { ask } = authorizing(replying(status, '{"access_token":"one","expires_in":100}'));

    expect(await ask()).toMatchObject({ kind: 'failed', answer: { status } });
  });

  it('fails within the deadline where the server is silent', async () => {
    const { ask, transport } = authorizing('silence');
    const asked = ask();
    await until(() => transport.requests.length > 0);
    await clock.advance(1_000);

    expect(await asked).toMatchObject({ kind: 'failed', answer: { isTimeout: true } });
  });
});
