import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Analytics } from '../../lib/client/analytics.js';
import type { Receipt } from '../../lib/client/receipt.js';
import type { Outcome } from '../../lib/message/outcome.js';
import { aTrack, QUICK_RETRIES } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { SEED } from '../support/seed.js';
import { type Answering, reset, Service, status } from '../support/service.js';
import { accountedFor } from '../support/stage.js';

type Step =
  | { readonly kind: 'calls'; readonly count: number; readonly size: number }
  | { readonly kind: 'bad-call'; readonly fields: object }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'turns'; readonly count: number }
  | { readonly kind: 'flush' | 'flush-and-wait' | 'close' };

type Fault = number | 'reset' | 'half';

interface Play {
  readonly steps: readonly Step[];
  readonly maxInFlight: number;
  readonly maxBatchSize: number;
  readonly maxQueueSize: number;
  readonly flushAt: number;
  readonly closeTimeout: number;
}

const fault = fc.constantFrom<Fault>(200, 200, 503, 429, 400, 413, 422, 403, 301, 'reset', 'half');
const badFields = fc.constantFrom<object>(
  { event: '' },
  { properties: { text: 'x'.repeat(40_000) } },
  { properties: new Proxy({}, { ownKeys: fails }) },
);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('calls' as const),
      count: fc.integer({ min: 1, max: 8 }),
      size: fc.integer({ min: 0, max: 3_000 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('fault' as const), fault }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('bad-call' as const), fields: badFields }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('turns' as const),
      count: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('flush', 'flush-and-wait') }) },
);
const play: fc.Arbitrary<Play> = fc.record({
  steps: fc
    .tuple(
      fc.array(step as fc.Arbitrary<Step>, { minLength: 1, maxLength: 25 }),
      fc.constantFrom<Step[]>([], [{ kind: 'close' }, { kind: 'calls', count: 2, size: 1 }]),
    )
    .map(([before, after]) => [...before, ...after]),
  maxInFlight: fc.integer({ min: 1, max: 4 }),
  maxBatchSize: fc.integer({ min: 1, max: 10 }),
  maxQueueSize: fc.integer({ min: 5, max: 60 }),
  flushAt: fc.integer({ min: 1, max: 12 }),
  closeTimeout: fc.constantFrom(0, 5, 60_000),
});

/** What the service did with each message. */
interface Ledger {
  readonly taken: Set<string>;
  readonly seen: Map<string, string>;
}

function bookkeeper(ledger: Ledger, answering: Answering, takes: boolean): Answering {
  return (request, response, socket) => {
    for (const message of request.body.batch) {
      const text = JSON.stringify(message);
      // Whenever a message comes, it is the same one.
      expect(ledger.seen.get(message.messageId) ?? text).toBe(text);
      ledger.seen.set(message.messageId, text);
      if (takes) ledger.taken.add(message.messageId);
    }
    answering(request, response, socket);
  };
}

const half: Answering = (_request, _response, socket) => {
  socket.end('HTTP/1.1 200 O');
};

function answeringOf(one: Fault): Answering {
  if (one === 'reset') return reset;
  return one === 'half' ? half : status(one);
}

async function run(service: Service, { steps, ...options }: Play): Promise<void> {
  const ledger: Ledger = { taken: new Set(), seen: new Map() };
  service.otherwise(bookkeeper(ledger, status(200), true));
  const client = new Analytics({
    writeKey: 'a-write-key',
    host: service.url,
    retry: QUICK_RETRIES,
    maxRetries: 2,
    onInvalid: 'drop',
    plugins: [(message) => (message.messageId.endsWith('7') ? null : message)],
    ...options,
  });
  const receipts: Receipt[] = [];
  const callbacks = new Map<string, number>();
  let calls = 0;
  const call = (fields: object): void => {
    calls += 1;
    const messageId = `${calls}`;
    callbacks.set(messageId, 0);
    const receipt = client.track({ ...aTrack({ messageId }), ...fields }, () =>
      callbacks.set(messageId, (callbacks.get(messageId) ?? 0) + 1),
    );
    receipts.push(receipt);
  };
  const isBalanced = (): void => {
    const stats = client.stats();
    expect(accountedFor(stats)).toBe(stats.accepted);
    expect(stats.calls).toBe(calls);
  };
  const flushes: Promise<unknown>[] = [];
  for (const one of steps) {
    switch (one.kind) {
      case 'calls':
        for (let index = 0; index < one.count; index += 1) {
          call({ properties: { text: '€'.repeat(one.size) } });
        }
        break;
      case 'bad-call':
        call(one.fields);
        break;
      case 'fault':
        service.script(bookkeeper(ledger, answeringOf(one.fault), one.fault === 200));
        break;
      case 'turns':
        await turns(one.count);
        break;
      case 'flush':
        flushes.push(client.flush());
        break;
      case 'flush-and-wait':
        await client.flush();
        break;
      case 'close':
        flushes.push(client.close());
        break;
    }
    isBalanced();
  }
  await client.close();
  await Promise.all(flushes);
  // The callbacks of refused calls run in a later turn.
  await turns(1);
  isBalanced();
  await audit(client, receipts, ledger);
  expect([...callbacks.values()].filter((count) => count !== 1)).toEqual([]);
}

/** What the client says of each message is what the service saw. */
async function audit(
  client: Analytics,
  receipts: readonly Receipt[],
  { taken }: Ledger,
): Promise<void> {
  const stats = client.stats();
  const count = { delivered: 0, dropped: 0, spooled: 0 };
  for (const { messageId, outcome } of receipts) {
    const ended: Outcome = await outcome;
    count[ended.status] += 1;
    if (ended.status === 'delivered') expect(taken).toContain(messageId);
    // A close at its deadline can't know what a reply on its way would have said.
    else if (ended.status === 'dropped' && ended.reason !== 'deadline') {
      expect(taken).not.toContain(messageId);
    }
  }
  expect(stats).toMatchObject({ pending: 0, pendingBytes: 0, hostErrors: 0 });
  expect(count.delivered).toBe(stats.delivered);
  expect(count.delivered + count.dropped).toBe(stats.calls);
}

function fails(): never {
  throw new Error('broken');
}

describe(`every call has one end, whatever happens (CONTRACT 1, 5, 6; seed ${SEED})`, () => {
  it('whichever calls, faults, flushes and closes come together', async () => {
    await fc.assert(
      fc.asyncProperty(play, async (one) => {
        const service = await Service.start();
        try {
          await run(service, one);
        } finally {
          await service.close();
        }
      }),
      { seed: SEED, numRuns: 150 },
    );
  }, 60_000);
});
