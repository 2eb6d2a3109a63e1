import { createPublicKey, verify } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { type Service, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { decoded, startTokenServer, TOKEN_S, type TokenServer } from '../support/token-server.js';

const stage = useStage();

function aClientWithOAuth(
  service: Service,
  { settings }: TokenServer,
  options: Partial<AnalyticsOptions> = {},
) {
  return stage.client(service, { oauthSettings: settings, ...options });
}

function authorizations({ requests }: Service): readonly (string | undefined)[] {
  return requests.map(({ headers }) => headers.authorization);
}

describe('a client with oauthSettings', () => {
  it('asks once for a token, with an assertion that its key signed, and sends with it', async () => {
    const [service, tokens] = [await stage.service(), await startTokenServer(stage)];
    const client = aClientWithOAuth(service, tokens);

    for (let turn = 0; turn < 3; turn += 1) {
      client.track(aTrack());
      await client.flush();
    }

    expect(authorizations(service)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1']);
    expect(tokens.requests).toHaveLength(1);
    expect(tokens.requests[0]?.form['scope']).toBe('tracking_api:write');
    const assertion = tokens.requests[0]?.form['client_assertion'] ?? '';
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    expect(decoded(head)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'a-key' });
    expect(decoded(claims)).toMatchObject({ iss: 'a-client', sub: 'a-client', aud: tokens.url });
    const isSigned = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${claims}`),
      createPublicKey(tokens.publicKey),
      Buffer.from(signature, 'base64url'),
    );
    expect(isSigned).toBe(true);
  });

  it('asks once, where several batches need the first token together', async () => {
    const [service, tokens] = [await stage.service(), await startTokenServer(stage)];
    const client = aClientWithOAuth(service, tokens, { maxBatchSize: 1 });

    for (let call = 0; call < 4; call += 1) client.track(aTrack());
    await client.flush();

    expect(service.requests).toHaveLength(4);
    expect(tokens.requests).toHaveLength(1);
  });

  it.each([401, 511])(
    'renews the token once for a %i, and the message is delivered',
    async (code) => {
      const [service, tokens] = [
        await stage.service([status(code)]),
        await startTokenServer(stage),
      ];
      const client = aClientWithOAuth(service, tokens);

      const receipt = client.track(aTrack());
      await client.flush();

      expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 2 });
      expect(authorizations(service)).toEqual(['Bearer token-1', 'Bearer token-2']);
      expect(tokens.requests).toHaveLength(2);
    },
  );

  it.each([401, 511])('refuses a message for the second %i in a row', async (code) => {
    const service = await stage.service([status(code), status(code)]);
    const tokens = await startTokenServer(stage);
    const client = aClientWithOAuth(service, tokens);

    const receipt = client.track(aTrack());
    await client.flush();

    expect(await receipt.outcome).toMatchObject({
      reason: 'refused',
      error: { status: code, attempts: 2 },
    });
    expect(service.requests).toHaveLength(2);
    expect(tokens.requests).toHaveLength(2);
  });

  it('renews a token in half of its time, and goes on with the old one where that fails', async () => {
    const clock = new ManualClock();
    const first = { access_token: 'first', expires_in: TOKEN_S };
    const service = await stage.service();
    const tokens = await startTokenServer(stage, [
      { status: 200, body: first },
      { status: 503, body: 'not now' },
    ]);
    const client = aClientWithOAuth(service, tokens, { clock });

    // After a renewal that fails the next one has a minute's time.
    for (const waitMs of [0, TOKEN_S * 500 - 1, 1, 60_000]) {
      await clock.advance(waitMs);
      client.track(aTrack());
      await client.flush();
    }

    const headers = authorizations(service);
    expect(headers).toEqual(['Bearer first', 'Bearer first', 'Bearer first', 'Bearer token-1']);
    expect(tokens.requests).toHaveLength(3);
  });

  it('asks for a token again where the server of tokens is too busy for it', async () => {
    const [service, tokens] = [
      await stage.service(),
      await startTokenServer(stage, [{ status: 503, body: 'busy' }]),
    ];
    const client = aClientWithOAuth(service, tokens);

    const receipt = client.track(aTrack());
    await client.flush();

    expect(await receipt.outcome).toEqual({ status: 'delivered', attempts: 1 });
    expect(authorizations(service)).toEqual(['Bearer token-1']);
    expect(tokens.requests).toHaveLength(2);
  });

  it('refuses messages where no token is given, and never splits their batch for it', async () => {
    const denied = { status: 400, body: { error: 'invalid_client' } };
    const [service, tokens] = [await stage.service(), await startTokenServer(stage, [denied])];
    const client = aClientWithOAuth(service, tokens);

    const receipts = [client.track(aTrack()), client.track(aTrack())];
    await client.flush();

    for (const { outcome } of receipts) {
      expect(await outcome).toMatchObject({ reason: 'refused', error: { status: 400 } });
    }
    expect(service.requests).toEqual([]);
    expect(tokens.requests).toHaveLength(1);
  });

  it('shows neither its key nor a token, not even where the service echoes it', async () => {
    const echo = status(403, {}, 'who is token-1?');
    const [service, tokens] = [await stage.service([echo]), await startTokenServer(stage)];
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
    expect(sight.includes(tokens.settings.clientKey.slice(100, 140))).toBe(false);
  });

  it('shows no token of a reply that it can not use', async () => {
    const odd = { access_token: 'secret-token', expires_in: 'an hour' };
    const service = await stage.service();
    const tokens = await startTokenServer(stage, [{ status: 200, body: odd }]);
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
