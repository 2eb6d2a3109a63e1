import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import { post } from '../post.js';
import { start } from '../started.js';
import { anOrder, aPlan } from './a-plan.js';

async function checked(message: object, fields: Readonly<Record<string, unknown>> = {}) {
  const workspace = await start({ plan: aPlan(fields) });
  await post(workspace, { body: { batch: [message] } });
  const [entry] = workspace.query();
  const ofPlan = (entry?.problems ?? []).filter(({ code }) => code.startsWith('plan_'));
  return { workspace, entry, problems: ofPlan };
}

function settings(track: Readonly<Record<string, unknown>>) {
  return { connections: [{ sourceId: 'default', settings: { track } }] };
}

describe('a message of a source with a plan', () => {
  it('is as planned, and says by which rule', async () => {
    const { entry, problems } = await checked(anOrder());
    expect(entry?.plan).toEqual({
      rule: { type: 'TRACK', key: 'Order Completed', version: 1 },
      outcome: 'pass',
      isUnplanned: false,
      violations: [],
      unplanned: [],
      omitted: [],
      omittedOnViolation: [],
    });
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'lacks what is required',
      { ...anOrder(), properties: { total: 1 } },
      'plan_required',
      'properties.order_id',
      'properties.order_id is required',
    ],
    [
      'has a wrong type',
      anOrder({ total: '12' }),
      'plan_invalid_type',
      'properties.total',
      'Invalid type. Expected: number, given: string',
    ],
    [
      'has a value that is none of the list',
      anOrder({ currency: 'DM' }),
      'plan_enum',
      'properties.currency',
      'properties.currency must be one of the following: "EUR", "USD"',
    ],
  ])('that %s has a warning', async (_what, message, code, path, says) => {
    const { entry, problems } = await checked(message);
    const text = `${says} (TRACK "Order Completed", version 1).`;
    expect(problems[0]).toEqual({ level: 'warning', code, path, text });
    expect(entry?.plan?.violations).toHaveLength(1);
    expect(entry?.outcome).toBe('accepted');
  });

  it.each([
    ['a near one', 'Order Complete', 'Order Completed'],
    ['another', 'Cart Emptied', undefined],
  ])('with an event that is not planned has a hint, for %s', async (_what, event, suggestion) => {
    const { entry, problems } = await checked({ ...anOrder(), event });
    expect(problems).toEqual([
      expect.objectContaining({
        level: 'hint',
        code: 'plan_unplanned_event',
        path: 'event',
      }),
    ]);
    expect(problems[0]?.suggestion).toBe(suggestion);
    expect(entry?.plan).toMatchObject({ isUnplanned: true, outcome: 'pass' });
  });

  it('with keys that are not planned has a hint for each, and the one that was meant', async () => {
    const { problems } = await checked(
      anOrder({ currncy: 'EUR', products: [{ price: 1, color: 'red' }, { color: 'blue' }] }),
    );
    expect(problems).toEqual([
      expect.objectContaining({
        path: 'properties.currncy',
        suggestion: 'currency',
        level: 'hint',
      }),
      expect.objectContaining({
        path: 'properties.products.$.color',
        code: 'plan_unplanned_property',
      }),
    ]);
  });

  it.each([
    ['unplanned', { ...anOrder(), event: 'Other' }, { allowUnplannedEvents: false }],
    ['schema_violation', anOrder({ total: 'x' }), { allowEventOnViolations: false }],
  ])('that the service blocks as %s is kept, and says so', async (reason, message, track) => {
    const { entry, problems } = await checked(message, settings(track));
    expect(entry?.plan).toMatchObject({ outcome: 'block', reason });
    expect(entry?.outcome).toBe('accepted');
    expect(problems[0]).toMatchObject({ level: 'warning', code: 'plan_blocked', path: '' });
    expect(problems[0]?.text).toMatch(/^The service blocks it: /);
  });

  it('that the service leaves keys out of is kept whole', async () => {
    const track = { allowUnplannedEventProperties: false, allowPropertiesOnViolations: false };
    const { entry, problems } = await checked(anOrder({ total: 'x', color: 1 }), settings(track));
    expect(entry?.plan).toMatchObject({
      outcome: 'modify',
      omitted: ['color'],
      omittedOnViolation: ['total'],
    });
    expect(entry?.message['properties']).toEqual({ order_id: 'o-1', total: 'x', color: 1 });
    expect(problems.map(({ text }) => text)).toEqual([
      expect.stringMatching(/The service leaves out total\.$/),
      expect.stringMatching(/The service leaves it out\.$/),
    ]);
  });

  it('is judged as the transformations of the plan make it, and kept as it came', async () => {
    const rename = {
      name: 'n',
      sourceId: 'default',
      enabled: true,
      if: "event = 'Bought'",
      newEventName: 'Order Completed',
    };
    const { entry } = await checked(
      { ...anOrder(), event: 'Bought' },
      { transformations: [rename] },
    );
    expect(entry?.plan).toMatchObject({ rule: { key: 'Order Completed' }, isUnplanned: false });
    expect(entry?.message['event']).toBe('Bought');
  });

  it('that a transformation drops is kept, and says so', async () => {
    const drop = {
      name: 'n',
      sourceId: 'default',
      enabled: true,
      if: "type = 'track'",
      drop: true,
    };
    const { entry, problems } = await checked(anOrder(), { transformations: [drop] });
    expect(entry?.plan).toMatchObject({ outcome: 'block', reason: 'transformation' });
    expect(problems[0]?.code).toBe('plan_blocked');
  });

  it('is judged by the version that it asks for', async () => {
    const context = { protocols: { event_version: 2 } };
    const rules = [1, 2].map((version) => ({
      type: 'TRACK',
      key: 'A',
      version,
      jsonSchema: { type: 'object' },
    }));
    const { entry } = await checked({ ...anOrder(), event: 'A', context }, { rules });
    expect(entry?.plan?.rule).toEqual({ type: 'TRACK', key: 'A', version: 2 });
  });

  it('that was rejected or came before is not judged', async () => {
    const workspace = await start({ plan: aPlan() });
    const twice = { ...anOrder({ total: 'x' }), messageId: 'm-1' };
    await post(workspace, { body: { batch: [twice, twice, { type: 'track', event: 'A' }] } });
    const entries = workspace.query({ outcome: 'any' });
    expect(entries.map(({ plan }) => plan === undefined)).toEqual([false, true, true]);
    expect(workspace.violations().sources).toMatchObject([{ checked: 1, violating: 1 }]);
  });

  it('of a source without one is not judged, and has nothing of it in its JSON', async () => {
    const sources = [{ name: 'a', plan: aPlan() }, { name: 'b' }];
    const workspace = await start({ sources });
    await post(workspace, { body: { batch: [anOrder({ total: 'x' })] }, writeKey: 'dev-b' });
    const reply = await fetch(`${workspace.url}/api/messages/1`);
    expect(await reply.json()).not.toHaveProperty('plan');
  });

  it('may be anything: it is kept, and its JSON has the verdict', async () => {
    const workspace = await start({ plan: aPlan() });
    let seq = 0;
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.json(), async (properties, products) => {
        const message = anOrder();
        const odd = {
          ...message,
          properties: {
            ...(message['properties'] as object),
            products: JSON.parse(products),
            [properties]: JSON.parse(properties),
          },
        };
        await post(workspace, { body: { batch: [odd] } });
        seq += 1;
        const reply = await fetch(`${workspace.url}/api/messages/${seq}`);
        const { plan } = (await reply.json()) as { readonly plan: object };
        expect(plan).toMatchObject({ outcome: 'pass', isUnplanned: false });
      }),
      { ...SEEDED, numRuns: 50 },
    );
    expect(workspace.violations().sources).toMatchObject([{ checked: 50 }]);
  });
});
