import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aTrack } from '../support/client.js';
import { SEED } from '../support/seed.js';
import { accepted, reset, type Service, status } from '../support/service.js';
import { accountedFor, useStage } from '../support/stage.js';

const stage = useStage();
const MESSAGES = 20_000;

const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(null, undefined, Symbol('out'), () => 1),
);
const bag = fc.dictionary(
  fc.string({ maxLength: 12 }),
  fc.oneof(value, fc.array(value, { maxLength: 4 }), fc.dictionary(fc.string(), value)),
  { maxKeys: 6 },
);

/** Every seventh request fails in one of a few ways that pass. */
function flaky(service: Service): void {
  const faults = [status(503), reset, status(429), status(500)];
  service.otherwise((request, response, socket) => {
    const turn = service.requests.length;
    const isFault = turn % 7 === 0 && request.headers['x-retry-count'] === undefined;
    const answering = isFault ? (faults[turn % faults.length] ?? accepted) : accepted;
    answering(request, response, socket);
  });
}

describe(`${MESSAGES} random messages (CONTRACT 6, 9; seed ${SEED})`, () => {
  it('arrive complete, and every one is accounted for', async () => {
    const service = await stage.service();
    flaky(service);
    const client = stage.client(service, { onInvalid: 'drop', maxBatchSize: 150, gzip: false });
    const bags = fc.sample(bag, { seed: SEED, numRuns: 2_000 });
    const ids = new Map<string, number>();

    for (let index = 0; index < MESSAGES; index += 1) {
      const properties = { ...bags[index % bags.length], index };
      const { messageId } = client.track(aTrack({ properties }));
      ids.set(messageId, index);
      if (index % 1_000 === 0) await client.ready();
    }
    const report = await client.close();

    const stats = client.stats();
    expect(accountedFor(stats)).toBe(stats.accepted);
    expect(stats).toMatchObject({ calls: MESSAGES, delivered: MESSAGES, pending: 0 });
    expect(report.pending).toBe(0);
    expect(stats.retried).toBeGreaterThan(0);
    const arrived = new Map(
      service.messages.map((message) => [message.messageId, message['properties']]),
    );
    expect(arrived.size).toBe(MESSAGES);
    for (const [messageId, index] of ids) {
      const expected = { ...asJson(bags[index % bags.length] ?? {}), index };
      if (JSON.stringify(arrived.get(messageId)) !== JSON.stringify(expected)) {
        expect(arrived.get(messageId)).toEqual(expected);
      }
    }
  }, 60_000);
});

/** What JSON makes of a bag, with bigints as their digits. */
function asJson(given: object): object {
  return JSON.parse(
    JSON.stringify(given, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one)),
  ) as object;
}
