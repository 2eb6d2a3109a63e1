import { describe, expect, it, jest } from '@jest/globals';
import { Analytics } from '../../lib/client/analytics.js';
import type { ViolationEvent } from '../../lib/client/events.js';
import type { PlanOptions } from '../../lib/client/options.js';
import { PlanViolationError } from '../../lib/client/plan-violation-error.js';
import type { PlanDocument } from '../../lib/plan/document.js';
import { loadPlan } from '../../lib/plan/load-plan.js';
import { status } from '../support/service.js';
import { accountedFor, useStage } from '../support/stage.js';

const stage = useStage();

const plan = loadPlan({
  name: 'A shop',
  rules: [
    {
      type: 'TRACK',
      key: 'Product Viewed',
      jsonSchema: {
        type: 'object',
        properties: {
          properties: {
            type: 'object',
            required: ['product_id'],
            properties: {
              product_id: { type: 'string' },
              price: { type: 'number', minimum: 0 },
              currency: { type: 'string', pattern: '^[A-Z]{3}$' },
              seen_at: { type: 'string', format: 'date-time' },
            },
          },
        },
      },
      planning: { what: 'Product Viewed', where: ['Amplitude', 'Warehouses'] },
    },
  ],
  connections: [{ sourceId: 'src_web', settings: { track: { allowUnplannedEvents: false } } }],
  transformations: [
    {
      name: 'An older name',
      sourceId: 'src_web',
      enabled: true,
      if: "event = 'viewed_product'",
      newEventName: 'Product Viewed',
      propertyRenames: [{ oldName: 'id', newName: 'product_id' }],
    },
    { name: 'Tests', sourceId: 'src_web', enabled: true, if: "userId = 'test'", drop: true },
  ],
} satisfies PlanDocument);

const viewed = (properties: object, fields: object = {}) => ({
  userId: 'u',
  event: 'Product Viewed',
  properties,
  ...fields,
});

async function aPlanned(options: Partial<PlanOptions> = {}, others: object = {}) {
  const service = await stage.service();
  const client = stage.client(service, { plan: { plan, ...options }, ...others });
  const told: ViolationEvent[] = [];
  client.on('violation', (violation) => void told.push(violation));
  return { service, client, told };
}

describe('a message as its plan has it', () => {
  it('is sent as it is, and counted', async () => {
    const { service, client, told } = await aPlanned({ setsIntegrations: false });

    client.track(viewed({ product_id: 'p1', price: 3, seen_at: new Date(0) }));
    await client.flush();

    expect(service.messages).toMatchObject([
      { properties: { product_id: 'p1', price: 3, seen_at: '1970-01-01T00:00:00.000Z' } },
    ]);
    expect(service.messages[0]?.context).not.toHaveProperty('protocols');
    expect(service.messages[0]?.integrations).toEqual({});
    expect(told).toEqual([]);
    expect(client.stats().plan).toMatchObject({ checked: 1, violating: 0, blocked: 0 });
  });

  it('is for the destinations that the plan names, and the call counts more', async () => {
    const { service, client } = await aPlanned();

    client.track(viewed({ product_id: 'p1' }));
    client.track(
      viewed({ product_id: 'p1' }, { integrations: { Amplitude: false, Mixpanel: true } }),
    );
    await client.flush();

    expect(service.messages.map(({ integrations }) => integrations)).toEqual([
      { All: false, Amplitude: true, Warehouses: true },
      { All: false, Amplitude: false, Warehouses: true, Mixpanel: true },
    ]);
  });
});

describe('a message that is not as planned', () => {
  const broken = viewed({ price: -1, currency: 'usd', color: 'red' });
  const violations = [
    {
      type: 'Required',
      field: 'properties.product_id',
      description: 'properties.product_id is required',
    },
    {
      type: 'Number Gte',
      field: 'properties.price',
      description: 'Must be greater than or equal to 0',
    },
    {
      type: 'Pattern',
      field: 'properties.currency',
      description: "Does not match pattern '^[A-Z]{3}$'",
    },
  ];

  it('is sent all the same, with what is wrong in its context, unless it is said otherwise', async () => {
    const { service, client, told } = await aPlanned();

    const { messageId } = client.track(broken);
    await client.flush();

    expect(service.messages).toMatchObject([
      { properties: broken.properties, context: { protocols: { violations }, violations } },
    ]);
    expect(told).toEqual([
      {
        messageId,
        type: 'track',
        name: 'Product Viewed',
        outcome: 'pass',
        isUnplanned: false,
        unplanned: ['color'],
        omitted: [],
        violations,
      },
    ]);
    expect(client.stats().plan).toMatchObject({
      checked: 1,
      violating: 1,
      unplannedProperties: 1,
      violations: { required: 1, range: 1, pattern: 1, enum: 0 },
    });
  });

  it('loses the keys at fault with omit', async () => {
    const { service, client } = await aPlanned({ onViolation: 'omit' });

    client.track(broken);
    await client.flush();

    expect(service.messages).toMatchObject([
      {
        properties: {},
        context: { protocols: { omitted: ['color'], omitted_on_violation: ['price', 'currency'] } },
      },
    ]);
    expect(client.stats().plan).toMatchObject({ modified: 1 });
  });

  it('is dropped with block, and everybody is told why', async () => {
    const { service, client, told } = await aPlanned({ onViolation: { default: 'block' } });
    const callback = jest.fn();
    const drops = jest.fn();
    client.on('drop', drops);

    const receipt = client.track(viewed({ product_id: 1 }), callback);
    await client.flush();

    const outcome = await receipt.outcome;
    expect(outcome).toMatchObject({ status: 'dropped', reason: 'plan-violation' });
    expect(outcome).toHaveProperty(
      'error.message',
      'The tracking plan stops this message, track "Product Viewed": properties.product_id: Invalid type. Expected: string, given: integer.',
    );
    expect(callback).toHaveBeenCalledWith(expect.any(PlanViolationError), expect.anything());
    expect(outcome).toHaveProperty('error.name', 'PlanViolationError');
    expect(drops).toHaveBeenCalledWith(expect.objectContaining({ reason: 'plan-violation' }));
    expect(told).toMatchObject([{ outcome: 'block', reason: 'schema_violation' }]);
    expect(service.messages).toEqual([]);
    const stats = client.stats();
    expect(stats).toMatchObject({
      accepted: 1,
      dropped: { 'plan-violation': 1 },
      plan: { blocked: 1 },
    });
    expect(accountedFor(stats)).toBe(stats.accepted);
  });

  it('throws from its call with throw, and was never accepted', async () => {
    const { service, client } = await aPlanned({ onViolation: 'throw' });

    expect(() => client.track(viewed({ product_id: 1 }))).toThrow(PlanViolationError);
    expect(() => client.track({ userId: 'u', event: 'Something Else' })).toThrow(
      'The tracking plan stops this message, track "Something Else": the plan does not have it.',
    );
    await client.flush();

    expect(service.messages).toEqual([]);
    expect(client.stats()).toMatchObject({
      calls: 2,
      accepted: 0,
      refused: { 'plan-violation': 2 },
      plan: { blocked: 2, unplannedEvents: 1 },
    });
  });

  it('passes in silence with allow', async () => {
    const { service, client, told } = await aPlanned({ onViolation: 'allow' });

    client.track(broken);
    await client.flush();

    expect(service.messages[0]?.context).not.toHaveProperty('violations');
    expect(told).toEqual([]);
  });

  it('is treated as the closest of actions says: by event, by type, by kind', async () => {
    const { service, client } = await aPlanned({
      onViolation: {
        unplannedEvent: 'block',
        required: 'allow',
        types: { track: { pattern: 'block' } },
        events: { 'Product Viewed': { pattern: 'omit' }, 'Legacy Event': 'allow' },
      },
    });

    client.track(viewed({ currency: 'usd' }));
    client.track({ userId: 'u', event: 'Legacy Event' });
    client.track({ userId: 'u', event: 'Another One' });
    await client.flush();

    expect(service.messages.map(({ event }) => event)).toEqual(['Product Viewed', 'Legacy Event']);
    expect(service.messages[0]).toMatchObject({ properties: {} });
  });

  it('is logged once for each finding', async () => {
    const lines: string[] = [];
    const nothing = (): void => undefined;
    const logger = {
      debug: nothing,
      info: nothing,
      error: nothing,
      warn: (text: string) => void lines.push(text),
    };
    const { client } = await aPlanned({}, { logger });

    for (let call = 0; call < 3; call += 1) client.track(viewed({}));

    expect(lines).toEqual([
      'Not as planned, track "Product Viewed": properties.product_id (Required); told once.',
    ]);
  });
});

describe('what is told of a message', () => {
  it('never makes it too large to be sent', async () => {
    const items = Array.from({ length: 60 }, (_, index) => ({ kind: `k${index}` }));
    const kinds = Array.from({ length: 60 }, (_, index) => `A kind of thing, number ${index}`);
    const strict = loadPlan({
      name: 'Strict',
      rules: [
        {
          type: 'TRACK',
          key: 'Listed',
          jsonSchema: {
            properties: {
              properties: {
                properties: {
                  note: { type: 'string' },
                  items: { items: { properties: { kind: { enum: kinds } } } },
                },
              },
            },
          },
        },
      ],
    });
    const audit = await stage.service();
    const forwardBlocked = { writeKey: 'audit', host: audit.url };
    const service = await stage.service();
    const client = stage.client(service, {
      plan: { plan: strict, onViolation: { types: { screen: 'block' } } },
    });
    const blocking = stage.client(service, {
      plan: { plan: strict, onViolation: 'block', forwardBlocked },
    });
    const call = (note: string) => ({ userId: 'u', event: 'Listed', properties: { items, note } });

    for (const length of [0, 20_000, 31_000]) {
      client.track(call('x'.repeat(length)));
      blocking.track(call('x'.repeat(length)));
    }
    await Promise.all([client.flush(), blocking.flush()]);

    expect(client.stats()).toMatchObject({ delivered: 3, plan: { violating: 3 } });
    expect(blocking.stats().plan?.forwarded).toMatchObject({ delivered: 3 });
    const told = service.messages.map(({ context }) => (context as never)['violations']);
    expect(told.map((one) => Array.isArray(one))).toEqual([true, true, false]);
  });
});

describe('what a plan does with plugins', () => {
  it('is done to what they made of a message', async () => {
    const { service, client } = await aPlanned(
      { onViolation: 'block' },
      {
        plugins: [(message: object) => ({ ...message, properties: { product_id: 'made' } })],
      },
    );

    client.track(viewed({}));
    await client.flush();

    expect(service.messages).toMatchObject([{ properties: { product_id: 'made' } }]);
  });

  it('drops what can’t throw any more, where a plugin took its time', async () => {
    const { client } = await aPlanned(
      { onViolation: 'throw' },
      { plugins: [async (message: object) => message] },
    );

    const receipt = client.track(viewed({}));
    await client.flush();

    expect(await receipt.outcome).toMatchObject({ status: 'dropped', reason: 'plan-violation' });
    expect(client.stats()).toMatchObject({ accepted: 1, dropped: { 'plan-violation': 1 } });
  });
});

describe('a client that is a source of the plan', () => {
  it('has the settings and the transformations of the source', async () => {
    const { service, client } = await aPlanned({ sourceId: 'src_web' });

    client.track({ userId: 'u', event: 'viewed_product', properties: { id: 'p1' } });
    client.track({ userId: 'u', event: 'Unknown Thing' });
    const tested = client.track(viewed({ product_id: 'p' }, { userId: 'test' }));
    await client.flush();

    expect(service.messages).toMatchObject([
      { event: 'Product Viewed', properties: { product_id: 'p1' } },
    ]);
    expect(await tested.outcome).toMatchObject({ status: 'dropped', reason: 'filtered' });
    expect(client.stats().dropped).toMatchObject({ 'plan-violation': 1, filtered: 1 });
  });
});

describe('sampling', () => {
  it('looks at no message with 0, and at all with 1', async () => {
    const { client } = await aPlanned({ sample: 0, onViolation: 'block' });
    client.track(viewed({}));
    await client.flush();

    expect(client.stats()).toMatchObject({ delivered: 1, plan: { checked: 0 } });
  });
});

describe('a source for blocked messages', () => {
  it('is sent what was blocked, with what is wrong, and a flush waits for it', async () => {
    const audit = await stage.service();
    const { service, client } = await aPlanned({
      onViolation: 'block',
      forwardBlocked: { writeKey: 'audit', host: audit.url },
    });

    client.track(viewed({ product_id: 'fine' }));
    client.track(viewed({}, { messageId: 'blocked-1' }));
    const report = await client.flush();

    expect(service.messages).toHaveLength(1);
    expect(audit.requests).toMatchObject([{ body: { writeKey: 'audit' } }]);
    expect(audit.messages).toMatchObject([
      { messageId: 'blocked-1', context: { protocols: { violations: [{ type: 'Required' }] } } },
    ]);
    expect(report).toMatchObject({ delivered: 1, dropped: 1, forwarded: { delivered: 1 } });
    expect(client.stats().plan?.forwarded).toMatchObject({ accepted: 1, delivered: 1 });
  });

  it('harms nothing where it fails, and its errors are its own', async () => {
    const audit = await stage.service();
    audit.script(status(400));
    const { service, client } = await aPlanned({
      onViolation: 'block',
      forwardBlocked: { writeKey: 'audit', host: audit.url },
    });
    const errors: unknown[] = [];
    client.on('error', (error) => void errors.push(error));

    client.track(viewed({}));
    client.track(viewed({ product_id: 'fine' }));
    await client.flush();

    expect(service.messages).toHaveLength(1);
    expect(errors).toContainEqual(expect.objectContaining({ destination: 'forwarded' }));
  });
});

describe('options of a plan that are wrong', () => {
  it.each<readonly [object | string, string]>([
    ['plan.yaml', 'plan must be an object with at least a plan'],
    [{}, 'plan.plan must be what loadPlan of waybill/plan gives; found undefined'],
    [
      plan,
      'plan must be { plan: loadPlan(…) }: it has options beside it; found the plan by itself',
    ],
    [
      { plan: 'plan.yaml' },
      'plan.plan must be an object with the methods enforcer; found a string',
    ],
    [
      { plan, onViolations: 'block' },
      'plan.onViolations must be an option that exists, perhaps onViolation',
    ],
    [
      { plan, onViolation: 'drop' },
      'plan.onViolation must be one of allow, warn, omit, block, throw',
    ],
    [
      { plan, onViolation: { requird: 'block' } },
      'plan.onViolation.requird must be a name that is, perhaps required',
    ],
    [
      { plan, onViolation: { required: 'omit' } },
      'plan.onViolation.required must be warn, block or throw',
    ],
    [{ plan, onViolation: { types: { trak: 'block' } } }, 'perhaps track'],
    [{ plan, onViolation: { events: { 'Product viewed': 'block' } } }, 'perhaps Product Viewed'],
    [{ plan, onViolation: { events: { 'Product Viewed': { enum: 'no' } } } }, 'found "no"'],
    [{ plan, sample: 2 }, 'plan.sample must be a number from 0 to 1'],
    [{ plan, sourceId: 1 }, 'plan.sourceId must be a string'],
    [
      { plan, sourceId: 'src_wep' },
      'plan.sourceId must be a source of the plan: src_web; found "src_wep"',
    ],
    [{ plan, forwardBlocked: {} }, 'plan.forwardBlocked.writeKey must be a non-empty string'],
    [
      { plan, forwardBlocked: { writeKey: 'k', plan: {} } },
      'plan.forwardBlocked.plan must be left out',
    ],
  ])('are told: %#', (given, text) => {
    expect(() => new Analytics({ writeKey: 'k', plan: given as PlanOptions })).toThrow(text);
  });
});
