import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Analytics } from '../../lib/client/analytics.js';
import type { Receipt } from '../../lib/client/receipt.js';
import type { Payload, Reply, Transport } from '../../lib/delivery/transport.js';
import { MESSAGE_TYPES } from '../../lib/message/message.js';
import { turns } from '../support/manual-clock.js';
import { SEED } from '../support/seed.js';
import { calls, type HostileCall } from './hostile-calls.js';

const RUNS = { seed: SEED, numRuns: 100 } as const;

interface ReceivedMessage {
  readonly messageId: unknown;
  readonly type: unknown;
}

/** Takes every batch, and reads each as a service does: a body that is no JSON is a fault. */
class Accepting implements Transport {
  readonly messages: ReceivedMessage[] = [];

  send({ body }: Payload): Promise<Reply> {
    const { batch } = JSON.parse(body.toString('utf8')) as { readonly batch: ReceivedMessage[] };
    this.messages.push(...batch);
    return Promise.resolve({ status: 200, headers: {} });
  }
}

type Method = (params: unknown, callback: (...given: unknown[]) => void) => Receipt;

/** Makes the calls, in the client or in a scope of it, and says what became of each. */
async function outcomesOf(
  client: Analytics,
  target: object,
  given: readonly HostileCall[],
): Promise<{ readonly outcomes: readonly string[]; readonly called: readonly number[] }> {
  const called = given.map(() => 0);
  const receipts = given.map(({ method: name, makeParams }, index) => {
    const method = Reflect.get(target, name) as Method;
    return method.call(target, makeParams(), () => {
      called[index] = (called[index] ?? 0) + 1;
    });
  });
  expect(called).toEqual(given.map(() => 0));
  await client.flush();
  await turns(2);
  const ended = await Promise.all(receipts.map(({ outcome }) => outcome));
  return { outcomes: ended.map(({ status }) => status), called };
}

describe(`any calls with anything in them, where onInvalid is drop (seed ${SEED})`, () => {
  it.each(['client', 'scope'])('have one outcome and one callback each, in a %s', async (where) => {
    await fc.assert(
      fc.asyncProperty(calls, async (given) => {
        const transport = new Accepting();
        const client = new Analytics({ writeKey: 'a-key', transport, onInvalid: 'drop' });
        const made =
          where === 'client' ? given : given.filter(({ method }) => method !== 'enqueue');
        const target = where === 'client' ? client : client.scope({ context: { ip: '::1' } });
        const { outcomes, called } = await outcomesOf(client, target, made);
        const { accepted, delivered, pending, refused } = client.stats();
        await client.close();

        expect(called).toEqual(made.map(() => 1));
        expect(outcomes.filter((status) => status === 'delivered')).toHaveLength(delivered);
        expect(accepted + Object.values(refused).reduce((sum, n) => sum + n, 0)).toBe(made.length);
        expect({ accepted, pending }).toEqual({ accepted: delivered, pending: 0 });
        expect(transport.messages).toHaveLength(delivered);
      }),
      RUNS,
    );
    // Jest fails the spec for a rejection that nobody handles until then.
    await turns();
  });

  it('send messages that are what they say: a type, an id, and nothing that was smuggled in', async () => {
    await fc.assert(
      fc.asyncProperty(calls, async (given) => {
        const transport = new Accepting();
        const client = new Analytics({ writeKey: 'a-key', transport, onInvalid: 'drop' });
        await outcomesOf(client, client, given);
        await client.close();

        for (const message of transport.messages) {
          expect(MESSAGE_TYPES).toContain(message.type);
          expect(message.messageId).toEqual(expect.stringMatching(/^.{1,99}$/su));
          expect(message).not.toHaveProperty('injected');
        }
      }),
      RUNS,
    );
  });
});
