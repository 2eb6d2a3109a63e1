import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlanDocument } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { plannedCalls } from '../../../lib/plan/typed-client/planned-calls.js';
import { anEvent, aPlan } from '../../plan/typed-client/a-plan.js';
import { COMPILE_MS } from '../../support/compile.js';
import { SEED } from '../../support/seed.js';
import { Service } from '../../support/service.js';
import { GeneratedClient } from './generated-client.js';
import { hardPlan } from './hard-plan.js';

// They compile against dist/ and use it, as users do: `npm run build` comes first.
const example = JSON.parse(
  readFileSync('spec/fixtures/plan/example-plan.json', 'utf8'),
) as PlanDocument;

const hard = hardPlan();

let service: Service;
let client: GeneratedClient | undefined;

beforeEach(async () => {
  service = await Service.start();
});

afterEach(async () => {
  client?.dispose();
  await service.close();
});

describe('a client that was made of a plan', () => {
  it(
    'takes what is right, and its messages arrive as planned',
    async () => {
      client = new GeneratedClient('typed-right', example);
      const lines = [
        'const { orderCompleted } = analytics;',
        "orderCompleted({ userId: '1', properties: { order_id: '7', products: [{ product_id: 'p', price: 1, quantity: 2 }] } });",
        "analytics.orderCompletedV2({ anonymousId: 2, context: { ip: '::1', protocols: { event_version: 9, checked: true } }, timestamp: new Date(0), messageId: 'own-id', integrations: { All: false }, properties: { order_id: '8', subtotal: 1, products: [] } });",
        "analytics.track({ userId: 1, event: 'Signed Up', properties: { type: 'organic' } }, (error) => error?.code);",
        "const { messageId, outcome } = analytics.identify({ userId: 1, traits: { createdAt: new Date(0), plan: 'pro' } });",
        "if ((await outcome).status === 'dropped') throw new Error(messageId);",
        'analytics.identify({ userId: 1, traits: undefined });',
        "analytics.group({ userId: 1, groupId: 'g', traits: { name: 'Acme' } });",
        "analytics.page({ userId: 1, name: 'Pricing', properties: { url: 'https://a.example' } });",
        "analytics.screen({ userId: 1, name: 'Cart' });",
        "typed(client.scope({ userId: 'scoped', context: { ip: '::2' } })).orderCompletedV2({ properties: { order_id: '9', subtotal: 1, products: [] } });",
      ];
      expect(client.compile('tsc6', lines)).toEqual([]);
      expect(client.compile('tsc', lines)).toEqual([]);
      await client.run(service.url);

      const plan = loadPlan(example);
      const { messages } = service;
      expect(messages.map(({ type, event, name }) => [type, event ?? name])).toEqual([
        ['track', 'Order Completed'],
        ['track', 'Order Completed'],
        ['track', 'Signed Up'],
        ['identify', undefined],
        ['identify', undefined],
        ['group', undefined],
        ['page', 'Pricing'],
        ['screen', 'Cart'],
        ['track', 'Order Completed'],
      ]);
      expect(messages.map((message) => plan.find(message)?.version)).toEqual([
        1, 2, 1, 1, 1, 1, 1, 1, 2,
      ]);
      expect(messages[1]).toMatchObject({
        messageId: 'own-id',
        anonymousId: '2',
        timestamp: '1970-01-01T00:00:00.000Z',
        integrations: { All: false },
        context: {
          ip: '::1',
          protocols: { event_version: 2, checked: true },
          library: { name: 'waybill' },
        },
      });
      expect(messages[3]).toMatchObject({
        traits: { createdAt: '1970-01-01T00:00:00.000Z', plan: 'pro' },
      });
      expect(messages[8]).toMatchObject({
        userId: 'scoped',
        context: { ip: '::2', protocols: { event_version: 2 } },
      });
      // One that was called without items is the only thing that no type says.
      const violations = messages.flatMap((message) =>
        plan.verdict(message).violations.map(({ field }) => field),
      );
      expect(new Set(violations)).toEqual(new Set(['properties.products']));
    },
    COMPILE_MS,
  );

  const WRONG: readonly (readonly [string, RegExp])[] = [
    ["analytics.signedUp({ properties: { type: 'organic' } });", /Property 'userId' is missing/],
    [
      "analytics.signedUp({ userId: '1', properties: { type: 'organik' } });",
      /'"organik"' is not assignable .* Did you mean '"organic"'\?/,
    ],
    [
      "analytics.signedUp({ userId: '1', properties: { typ: 'organic' } });",
      /'typ' does not exist in type 'SignedUp'\. Did you mean to write 'type'\?/,
    ],
    [
      "analytics.signedUp({ userId: '1', properties: {} });",
      /Property 'type' is missing in type '\{\}' but required in type 'SignedUp'/,
    ],
    ["analytics.signedUp({ userId: '1' });", /Property 'properties' is missing/],
    [
      "analytics.signedIn({ userId: '1' });",
      /Property 'signedIn' does not exist on type 'TypedAnalytics<Identity>'/,
    ],
    [
      "analytics.orderCompleted({ userId: '1', properties: { order_id: 7, products: [] } });",
      /Type 'number' is not assignable to type 'string'/,
    ],
    [
      "analytics.track({ userId: '1', event: 'Signed up', properties: { type: 'organic' } });",
      /'"Signed up"' is not assignable to type 'keyof Events'\. Did you mean '"Signed Up"'\?/,
    ],
    ["analytics.track({ userId: '1', event: 'Signed Up' });", /Property 'properties' is missing/],
    [
      "analytics.page({ userId: '1', name: 'Prices' });",
      /'"Prices"' is not assignable to type '"Pricing"'/,
    ],
    [
      "analytics.identify({ userId: '1', traits: { plan: 'gold' } });",
      /'"gold"' is not assignable to type '.*"pro"/,
    ],
    [
      "analytics.group({ userId: '1', traits: { name: 'Acme' } });",
      /Property 'groupId' is missing/,
    ],
    [
      "analytics.signedUp({ userId: '1', time: 1, properties: { type: 'organic' } });",
      /'time' does not exist/,
    ],
  ];

  it.each(['tsc', 'tsc6'] as const)(
    'stops what is wrong, with words that a person understands, in %s',
    (compiler) => {
      client = new GeneratedClient(`typed-wrong-${compiler}`, example);
      const complaints = client.compile(
        compiler,
        WRONG.map(([line]) => line),
      );
      expect(complaints).toHaveLength(WRONG.length);
      WRONG.forEach(([line, words], index) => {
        expect(complaints[index]).toContain(line);
        expect(complaints[index]).toMatch(words);
      });
    },
    COMPILE_MS,
  );

  it(
    'has a function for everything that is hard to name',
    async () => {
      client = new GeneratedClient('typed-hard', hard);
      const { events } = plannedCalls(loadPlan(hard));
      const rest = "userId: '1', context: { tenant: 't' }";
      const calls = events.map(
        ({ functionName: name }) => `analytics.${name}({ ${rest}, properties: {} });`,
      );
      const lines = [
        ...calls,
        `analytics.page({ ${rest}, name: 'Home', properties: { url: 'u' } });`,
        `analytics.page({ ${rest}, name: 'Any', properties: { path: [1] } });`,
        `analytics.page({ ${rest}, properties: {} });`,
      ];
      for (const compiler of ['tsc6', 'tsc'] as const)
        expect(client.compile(compiler, lines)).toEqual([]);
      await client.run(service.url);
      const keys = service.messages.map(({ event, name }) => event ?? name);
      expect(keys).toEqual([...events.map(({ rule }) => rule.key), 'Home', 'Any', undefined]);

      const wrong = [
        "analytics.page({ userId: '1', context: {}, name: 'Home', properties: { url: 'u' } });",
      ];
      expect(client.compile('tsc', wrong)).toEqual([
        expect.stringMatching(/Property 'tenant' is missing/),
      ]);
    },
    COMPILE_MS,
  );
});

describe('the clients of any plans', () => {
  it(
    'compile',
    () => {
      const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 });
      const keys = fc.uniqueArray(fc.tuple(text, fc.uniqueArray(text, { maxLength: 4 })), {
        selector: ([key]) => key,
        maxLength: 60,
      });
      const [some = []] = fc.sample(keys, { seed: SEED, numRuns: 1 });
      const plan = aPlan(
        anEvent('A'),
        ...some.map(([key, names]) =>
          anEvent(`${key} `, {
            properties: Object.fromEntries(names.map((name) => [name, { enum: [name] }])),
            required: names.slice(1),
            patternProperties: { a: { type: 'number' } },
          }),
        ),
      );
      client = new GeneratedClient('typed-any', plan);
      expect(client.compile('tsc', ['void analytics;'])).toEqual([]);
    },
    COMPILE_MS,
  );
});
