import { describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../lib/plan/load-plan.js';
import { aPlanned, viewed } from '../support/a-planned-client.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('a source for blocked messages', () => {
  it('is sent what was blocked, with what is wrong, and a flush waits for it', async () => {
    const audit = await stage.service();
    const { service, client } = await aPlanned(stage, {
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

  it('is told what is not planned as well', async () => {
    const audit = await stage.service();
    const { client, told } = await aPlanned(stage, {
      onViolation: 'block',
      forwardBlocked: { writeKey: 'audit', host: audit.url },
    });

    const receipt = client.track(viewed({}, { event: 'Product Veiwed' }));
    client.track(viewed({}, { event: 'Nothing Alike' }));
    client.track(viewed({ product_id: 'p', color: 'red' }));
    await client.flush();

    const protocols = audit.messages.map(({ context }) => (context as never)['protocols']);
    expect(protocols).toEqual([
      {
        violations: [
          {
            type: 'Unplanned',
            field: 'event',
            description: 'The event is not planned; perhaps "Product Viewed"',
          },
        ],
      },
      {
        violations: [
          { type: 'Unplanned', field: 'event', description: 'The event is not planned' },
        ],
      },
      {
        violations: [
          {
            type: 'Unplanned',
            field: 'properties.color',
            description: 'properties.color is not planned',
          },
        ],
      },
    ]);
    expect(told.map(({ nearest }) => nearest)).toEqual(['Product Viewed', undefined, undefined]);
    expect(told[0]).toMatchObject({ isUnplanned: true, violations: [] });
    expect(await receipt.outcome).toHaveProperty(
      'error.message',
      'The tracking plan stops this message, track "Product Veiwed": the plan does not have it, perhaps "Product Viewed".',
    );
    expect(client.stats().plan).toMatchObject({ unplannedEvents: 2, unplannedProperties: 1 });
  });

  it('harms nothing where it fails, and its errors are its own', async () => {
    const audit = await stage.service();
    audit.script(status(400));
    const { service, client } = await aPlanned(stage, {
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
