import { describe, expect, it } from '@jest/globals';
import { aPlanned, viewed } from '../support/a-planned-client.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('a message as its plan has it', () => {
  it('is sent as it is, and counted', async () => {
    const { service, client, told } = await aPlanned(stage, { setsIntegrations: false });

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
    const { service, client } = await aPlanned(stage);

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

describe('what a plan does with plugins', () => {
  it('is done to what they made of a message', async () => {
    const { service, client } = await aPlanned(
      stage,
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
      stage,
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
    const { service, client } = await aPlanned(stage, { sourceId: 'src_web' });

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
    const { client } = await aPlanned(stage, { sample: 0, onViolation: 'block' });
    client.track(viewed({}));
    await client.flush();

    expect(client.stats()).toMatchObject({ delivered: 1, plan: { checked: 0 } });
  });
});
