import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Authorization } from '../../lib/delivery/authorization.js';
import type { Answer } from '../../lib/delivery/exchange.js';
import { TokenAuthorization } from '../../lib/delivery/token.js';
import type { Reply } from '../../lib/delivery/transport.js';
import { ManualClock } from '../support/manual-clock.js';
import { aBatch } from './a-batch.js';
import { DeliveryBench, NumberedTokens } from './a-delivery.js';

describe('a batch with OAuth', () => {
  it.each([401, 511])('is sent once more with a new token: %i', async (status) => {
    const bench = new DeliveryBench([status], { authorization: new NumberedTokens() });
    void bench.deliver(aBatch());
    await bench.clock.advance(1_000);

    expect(bench.transport.requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
    expect(bench.ended).toMatchObject([{ as: 'delivered', attempts: 2 }]);
  });

  it('is refused where the new token is turned away too', async () => {
    const bench = new DeliveryBench([], { otherwise: 401, authorization: new NumberedTokens() });
    void bench.deliver(aBatch());
    await bench.clock.advance(60_000);

    expect(bench.ended).toEqual([{ ids: ['m-1'], as: 'refused', attempts: 2, status: 401 }]);
  });

  const failing = (answer: Answer): Authorization => ({
    hasToken: true,
    maxAttempts: 3,
    credential: () => ({ kind: 'failed', answer }),
    renew: () => undefined,
  });
  const reply = (status: number): Answer => ({
    kind: 'reply',
    status,
    statusText: '',
    headers: {},
    body: Buffer.alloc(0),
  });

  it('is not sent without a token, and is given up in the end, whatever its own retries', async () => {
    const bench = new DeliveryBench([], { authorization: failing(reply(503)), maxRetries: 0 });
    void bench.deliver(aBatch());
    await bench.clock.advance(60_000);

    expect(bench.transport.requests).toHaveLength(0);
    expect(bench.ended).toEqual([{ ids: ['m-1'], as: 'retries-spent', attempts: 0, status: 503 }]);
  });

  it.each([400, 401, 413])('is refused whole where the token is refused: %i', async (status) => {
    const bench = new DeliveryBench([], { authorization: failing(reply(status)) });
    await bench.deliver(aBatch(4));

    expect(bench.ended).toHaveLength(1);
    expect(bench.ended).toMatchObject([{ as: 'refused', attempts: 0, status }]);
  });

  it('tells nobody the token, though it came in a reply that could not be used', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const settings = {
      clientId: 'c',
      key: privateKey,
      keyId: 'k',
      authServer: 'https://auth.example',
      scope: 's',
      maxAttempts: 1,
    };
    const transport = { send: () => Promise.resolve(replying(TOKEN_WITHOUT_A_LIFE)) };
    const options = { transport, clock: new ManualClock(), timeoutMs: 1_000 };
    const bench = new DeliveryBench([], {
      authorization: new TokenAuthorization(settings, options),
    });
    await bench.deliver(aBatch());

    expect(bench.ended).toMatchObject([{ as: 'retries-spent', status: 200 }]);
    expect(inspect(bench.results[0]?.ending)).toContain('the server of tokens answered 200');
    expect(inspect(bench.results[0]?.ending, { depth: 9 })).not.toContain('the-token');
  });
});

const TOKEN_WITHOUT_A_LIFE = '{"access_token":"the-token","expires_in":"100"}';

function replying(text: string): Reply {
  async function* body(): AsyncGenerator<string> {
    yield await Promise.resolve(text);
  }
  return { status: 200, headers: {}, body: body() };
}
