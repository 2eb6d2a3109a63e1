import { describe, expect, it, jest } from '@jest/globals';
import { PlanViolationError } from '../../lib/client/plan-violation-error.js';
import { aPlanned, viewed } from '../support/a-planned-client.js';
import { accountedFor, useStage } from '../support/stage.js';
import { heard, useChannels } from './on-channels.js';

const stage = useStage();
useChannels();

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
    const { service, client, told } = await aPlanned(stage);

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

  it('is told to the channel, at once and whoever else listens', async () => {
    const { client, told } = await aPlanned(stage);
    const all = heard(client);

    client.track(broken);
    const said = all.filter(({ name }) => name === 'violation').map((one) => one.told);
    await client.flush();

    expect(said).toEqual([{ client, destination: undefined, violation: told[0] }]);
  });

  it('loses the keys at fault with omit', async () => {
    const { service, client } = await aPlanned(stage, { onViolation: 'omit' });

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
    const { service, client, told } = await aPlanned(stage, { onViolation: { default: 'block' } });
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
    const { service, client } = await aPlanned(stage, { onViolation: 'throw' });

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
    const { service, client, told } = await aPlanned(stage, { onViolation: 'allow' });

    client.track(broken);
    await client.flush();

    expect(service.messages[0]?.context).not.toHaveProperty('violations');
    expect(told).toEqual([]);
  });

  it('is treated as the closest of actions says: by event, by type, by kind', async () => {
    const { service, client } = await aPlanned(stage, {
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
    const { client } = await aPlanned(stage, {}, { logger });

    for (let call = 0; call < 3; call += 1) client.track(viewed({}));

    expect(lines).toEqual([
      'Not as planned, track "Product Viewed": properties.product_id (Required); told once.',
    ]);
  });
});
