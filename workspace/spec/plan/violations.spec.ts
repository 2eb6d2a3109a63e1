import { describe, expect, it } from '@jest/globals';
import { ViolationsView } from '../../lib/plan/violations.js';
import { aFolder } from '../config/a-folder.js';
import { post } from '../post.js';
import { start } from '../started.js';
import { anOrder, aPlan } from './a-plan.js';

const MESSAGES = [
  anOrder(),
  anOrder({ total: 'x' }),
  anOrder({ total: 'y', products: [{ price: 'a' }, { price: 'b' }] }),
  { ...anOrder(), event: 'Cart Emptied' },
  anOrder({ color: 'red' }),
];

async function aWorkspace() {
  const workspace = await start({ sources: [{ name: 'shop', plan: aPlan() }, { name: 'other' }] });
  await post(workspace, { body: { batch: MESSAGES }, writeKey: 'dev-shop' });
  const ask = async (path: string) => {
    const reply = await fetch(`${workspace.url}${path}`);
    return { status: reply.status, body: (await reply.json()) as Record<string, never> };
  };
  return { workspace, ask };
}

describe('the violations of a workspace', () => {
  it('are told by source, event, kind and field, the latest first', async () => {
    const { workspace, ask } = await aWorkspace();

    const { body } = await ask('/api/violations');

    const order = { source: 'shop', type: 'track', name: 'Order Completed' };
    const times = { firstSeen: expect.any(String), lastSeen: expect.any(String) };
    const description = 'Invalid type. Expected: number, given: string';
    const kind = 'Invalid Type';
    expect(body).toEqual({
      sources: [
        {
          source: 'shop',
          sourceId: 'shop',
          plan: 'Shop',
          rules: 1,
          file: null,
          trouble: null,
          ...{ checked: 5, violating: 2, blocked: 0, modified: 0 },
        },
      ],
      violations: [
        { ...order, ...times, kind, description, field: 'properties.total', count: 2, lastSeq: 3 },
        {
          ...{ ...order, ...times, kind, description, count: 1, lastSeq: 3 },
          field: 'properties.products.$.price',
        },
      ],
      unplannedEvents: [{ ...order, ...times, name: 'Cart Emptied', count: 1, lastSeq: 4 }],
      unplannedProperties: [
        { ...order, ...times, field: 'properties.color', count: 1, lastSeq: 5 },
      ],
      isComplete: true,
    });
    expect(workspace.violations()).toEqual(body);
  });

  it.each([
    ['source=other', 0, 0],
    ['source=shop', 2, 1],
    ['event=Cart+Emptied', 0, 1],
    ['event=Order+Completed', 2, 0],
  ])('can be narrowed by %s', async (query, violations, events) => {
    const { ask } = await aWorkspace();
    const { body } = await ask(`/api/violations?${query}`);
    expect(body['violations']).toHaveLength(violations);
    expect(body['unplannedEvents']).toHaveLength(events);
  });

  it('refuse a parameter that there is not', async () => {
    const { ask } = await aWorkspace();
    expect(await ask('/api/violations?kind=Required')).toMatchObject({
      status: 400,
      body: { error: { message: 'There is no parameter kind; there are source, event.' } },
    });
  });

  it.each([
    ['violations=1', [2, 3]],
    ['violation=Invalid+Type', [2, 3]],
    ['violation=Required', []],
    ['violation=Unplanned+Event', [4]],
    ['violation=Unplanned+Property', [5]],
    ['violations=0', [1, 2, 3, 4, 5]],
  ])('lead to their messages by %s', async (query, seqs) => {
    const { ask } = await aWorkspace();
    const { body } = await ask(`/api/messages?${query}`);
    const found = body['messages'] as unknown as readonly { readonly seq: number }[];
    expect(found.map(({ seq }) => seq)).toEqual(seqs);
  });

  it('are waited for', async () => {
    const { workspace } = await aWorkspace();
    const waited = workspace.wait({ violation: 'Enum' });
    await post(workspace, {
      body: { batch: [anOrder({ currency: 'DM' })] },
      writeKey: 'dev-shop',
    });
    expect(await waited).toMatchObject([{ seq: 6 }]);
  });

  it('are forgotten with the messages', async () => {
    const { workspace } = await aWorkspace();
    await workspace.clear();
    expect(workspace.violations()).toMatchObject({
      sources: [{ checked: 0, violating: 0 }],
      violations: [],
      unplannedEvents: [],
      unplannedProperties: [],
    });
  });

  it('are found again in a folder', async () => {
    const folder = aFolder();
    const first = await start({ folder, plan: aPlan() });
    await post(first, { body: { batch: MESSAGES } });
    const before = first.violations();
    await first.close();

    const second = await start({ folder, plan: aPlan() });
    await second.recovered;

    expect(second.violations()).toEqual(before);
  });

  it('have a bound, and say that it was reached', () => {
    const view = new ViolationsView();
    const verdict = {
      outcome: 'pass',
      isUnplanned: true,
      violations: [],
      unplanned: [],
      omitted: [],
      omittedOnViolation: [],
    } as const;
    const receivedAt = new Date(0).toISOString();
    for (let seq = 1; seq <= 5_001; seq += 1) {
      const message = { type: 'track', event: `E ${seq}` };
      view.take({ seq, source: 's', receivedAt, outcome: 'accepted' }, message, verdict);
    }
    const { unplannedEvents, isComplete } = view.snapshot([], {});
    expect([unplannedEvents.length, isComplete]).toEqual([5_000, false]);
  });
});
