import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { type Service, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const HOUR_S = 3_600;

interface TokenReply {
  readonly status: number;
  readonly body: unknown;
}

interface TokenServer {
  readonly url: string;
  readonly forms: URLSearchParams[];
}

/** A real token server: it answers by its script, and then gives token-1, token-2 and so on for an hour each. */
async function aTokenServer(script: TokenReply[] = []): Promise<TokenServer> {
  const forms: URLSearchParams[] = [];
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      forms.push(new URLSearchParams(text));
      const body = { access_token: `token-${forms.length}`, expires_in: HOUR_S };
      const reply = script.shift() ?? { status: 200, body };
      response.writeHead(request.url === '/token' ? reply.status : 404);
      response.end(JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stage.onEnd(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, forms };
}

function aClientWithOAuth(
  service: Service,
  { url }: TokenServer,
  options: Partial<AnalyticsOptions> = {},
) {
  const oauthSettings = {
    clientId: 'a-client',
    clientKey: privateKey,
    keyId: 'a-key',
    authServer: url,
  };
  return stage.client(service, { oauthSettings, ...options });
}

function authorizations({ requests }: Service): readonly (string | undefined)[] {
  return requests.map(({ headers }) => headers.authorization);
}

describe('a client with oauthSettings', () => {
  it('asks once for a token, with an assertion that its key signed, and sends with it', async () => {
    const [service, tokens] = [await stage.service(), await aTokenServer()];
    const client = aClientWithOAuth(service, tokens);

    for (let turn = 0; turn < 3; turn += 1) {
      client.track(aTrack());
      await client.flush();
    }

    expect(authorizations(service)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1']);
    expect(tokens.forms).toHaveLength(1);
    expect(tokens.forms[0]?.get('scope')).toBe('tracking_api:write');
    const assertion = tokens.forms[0]?.get('client_assertion') ?? '';
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    expect(decoded(head)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'a-key' });
    expect(decoded(claims)).toMatchObject({ iss: 'a-client', sub: 'a-client', aud: tokens.url });
    const isSigned = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${claims}`),
      createPublicKey(publicKey),
      Buffer.from(signature, 'base64url'),
    );
    expect(isSigned).toBe(true);
  });

  it('asks once, where several batches need the first token together', async () => {
    const [service, tokens] = [await stage.service(), await aTokenServer()];
    const client = aClientWithOAuth(service, tokens, { maxBatchSize: 1 });

    for (let call = 0; call < 4; call += 1) client.track(aTrack());
    await client.flush();

    expect(service.requests).toHaveLength(4);
    expect(tokens.forms).toHaveLength(1);
  });

  it.each([401, 511])(
    'renews the token once for a %i, and the message is delivered',
    async (code) => {
      const [service, tokens] = [await stage.service([status(code)]), await aTokenServer()];
      const client = aClientWithOAuth(service, tokens);

      const receipt = client.track(aTrack());
      await client.flush();

      expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 2 });
      expect(authorizations(service)).toEqual(['Bearer token-1', 'Bearer token-2']);
      expect(tokens.forms).toHaveLength(2);
    },
  );

  it.each([401, 511])('refuses a message for the second %i in a row', async (code) => {
    const service = await stage.service([status(code), status(code)]);
    const tokens = await aTokenServer();
    const client = aClientWithOAuth(service, tokens);

    const receipt = client.track(aTrack());
    await client.flush();

    expect(await receipt.outcome).toMatchObject({
      reason: 'refused',
      error: { status: code, attempts: 2 },
    });
    expect(service.requests).toHaveLength(2);
    expect(tokens.forms).toHaveLength(2);
  });

  it('renews a token in half of its time, and goes on with the old one where that fails', async () => {
    const clock = new ManualClock();
    const first = { access_token: 'first', expires_in: HOUR_S };
    const service = await stage.service();
    const tokens = await aTokenServer([
      { status: 200, body: first },
      { status: 503, body: 'not now' },
    ]);
    const client = aClientWithOAuth(service, tokens, { clock });

    // After a renewal that fails the next one has a minute's time.
    for (const waitMs of [0, HOUR_S * 500 - 1, 1, 60_000]) {
      await clock.advance(waitMs);
      client.track(aTrack());
      await client.flush();
    }

    const headers = authorizations(service);
    expect(headers).toEqual(['Bearer first', 'Bearer first', 'Bearer first', 'Bearer token-3']);
  });

  it('asks for a token again where the server of tokens is too busy for it', async () => {
    const [service, tokens] = [
      await stage.service(),
      await aTokenServer([{ status: 503, body: 'busy' }]),
    ];
    const client = aClientWithOAuth(service, tokens);

    const receipt = client.track(aTrack());
    await client.flush();

    expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 1 });
    expect(authorizations(service)).toEqual(['Bearer token-2']);
  });

  it('refuses messages where no token is given, and never splits their batch for it', async () => {
    const denied = { status: 400, body: { error: 'invalid_client' } };
    const [service, tokens] = [await stage.service(), await aTokenServer([denied])];
    const client = aClientWithOAuth(service, tokens);

    const receipts = [client.track(aTrack()), client.track(aTrack())];
    await client.flush();

    for (const { outcome } of receipts) {
      expect(await outcome).toMatchObject({ reason: 'refused', error: { status: 400 } });
    }
    expect(service.requests).toEqual([]);
    expect(tokens.forms).toHaveLength(1);
  });

  it('shows neither its key nor a token, not even where the service echoes it', async () => {
    const echo = status(403, {}, 'who is token-1?');
    const [service, tokens] = [await stage.service([echo]), await aTokenServer()];
    const client = aClientWithOAuth(service, tokens);
    const seen: unknown[] = [client];
    client.on('error', (error) => seen.push(error));
    client.on('http_request', (event) => seen.push(event));
    client.on('http_response', (event) => seen.push(event));

    client.track(aTrack());
    await client.flush();

    const sight = inspect(seen, { depth: Infinity });
    expect(sight).toContain('who is ***?');
    expect(sight).toContain("authorization: 'Bearer ***'");
    expect(sight.includes('token-1')).toBe(false);
    expect(sight.includes(privateKey.slice(100, 140))).toBe(false);
  });

  it('shows no token of a reply that it can not use', async () => {
    const odd = { access_token: 'secret-token', expires_in: 'an hour' };
    const service = await stage.service();
    const tokens = await aTokenServer([{ status: 200, body: odd }]);
    const client = aClientWithOAuth(service, tokens, { maxRetries: 0 });
    const errors: unknown[] = [];

    client.track(aTrack(), (error) => errors.push(error));
    await client.flush();

    expect(errors).toHaveLength(1);
    expect(service.requests).toEqual([]);
    expect(inspect(errors).includes('secret-token')).toBe(false);
  });

  it('refuses a key that is none when it is made, without quoting it', async () => {
    const service = await stage.service();
    const oauthSettings = { clientId: 'a-client', clientKey: 'not-a-pem', keyId: 'a-key' };

    const make = (): unknown => stage.client(service, { oauthSettings });

    expect(make).toThrow(expect.objectContaining({ field: 'oauthSettings.clientKey' }));
    expect(make).not.toThrow(/not-a-pem/);
  });
});

function decoded(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
