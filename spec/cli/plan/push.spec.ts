import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlanRule } from '../../../lib/plan/document.js';
import { anEvent, eventRules } from '../../plan/typed-client/a-plan.js';
import { SharedPlan } from './a-shared-plan.js';

let shared: SharedPlan;

beforeEach(async () => {
  shared = await SharedPlan.start();
});

afterEach(() => shared.close());

const rulesOf = (index: number): unknown =>
  shared.api.calls.filter(({ method }) => method !== 'GET')[index]?.body['rules'];

describe('waybill plan push', () => {
  it('adds and changes rules, and leaves the others where they are', async () => {
    shared.api.rules = [anEvent('Same'), anEvent('Order Completed'), anEvent('Elsewhere')];
    const order = anEvent('Order Completed', { required: ['id'] });
    shared.plan(anEvent('Same'), order, anEvent('New', {}, { version: 2 }));

    const { exitCode, out, complaints } = await shared.push({ yes: true });

    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(out).toBe(`Shop, tp_shop at ${shared.api.url}
  ~ TRACK "Order Completed"
  + TRACK "New" version 2
1 rule unchanged. 1 rule that the file does not have will stay; --replace removes them.
2 changes written.
`);
    expect(shared.api.writes).toEqual(['PATCH /tracking-plans/tp_shop/rules']);
    expect(shared.api.rules.map(({ key }) => key).sort()).toEqual([
      'Elsewhere',
      'New',
      'Order Completed',
      'Same',
    ]);
  });

  it('sends what the service knows of a rule, in the form of a whole message, and nothing else', async () => {
    const planning = { what: 'A', why: ['B'], forWhom: ['C'], where: ['D'] };
    const jsonSchema = {
      eventMetadata: { name: 'A' },
      type: 'object',
      properties: { b: { type: 'string' } },
    };
    const rule = {
      type: 'TRACK',
      key: 'A',
      jsonSchema,
      planning,
      'x-owner': 'ada',
      createdAt: '2026-01-01T00:00:00Z',
    };
    shared.write({
      id: 'tp_shop',
      name: 'Shop',
      rules: [rule],
      connections: [],
      transformations: [],
      'x-team': 'a',
    });
    await shared.push({ yes: true });
    expect(rulesOf(0)).toEqual([anEvent('A', { properties: { b: { type: 'string' } } })]);
    expect(Object.keys(shared.api.calls.at(-1)?.body ?? {})).toEqual(['rules']);
  });

  it('writes in groups of up to 200, with progress', async () => {
    shared.plan(...eventRules(450));
    const { out, progress } = await shared.push({ yes: true });
    expect([0, 1, 2].map((index) => (rulesOf(index) as readonly PlanRule[]).length)).toEqual([
      200, 200, 50,
    ]);
    expect(shared.api.rules).toHaveLength(450);
    expect(out).toMatch(/450 changes written\.\n$/);
    expect(progress).toEqual(
      expect.arrayContaining(['200 of 450 rules', '400 of 450 rules', '450 of 450 rules']),
    );
  });

  it('writes nothing where all is the same, whatever was removed', async () => {
    shared.api.rules = [anEvent('A'), anEvent('B')];
    shared.plan(anEvent('A'));
    expect(await shared.push({ yes: true })).toMatchObject({
      exitCode: 0,
      out: `Shop, tp_shop, is as in ${shared.file}.\n`,
    });
    expect(shared.api.writes).toEqual([]);
  });

  it('changes the name and the description of the plan, where the file has others', async () => {
    shared.write({ id: 'tp_shop', name: 'New name', rules: [] });
    const { out } = await shared.push({ yes: true });
    expect(out).toContain('  ~ the name of the plan\n');
    expect(shared.api.plan).toMatchObject({
      name: 'New name',
      description: 'What the shop tells.',
    });
  });

  it('makes a plan with --create, and says what its id is', async () => {
    shared.write({ name: 'Fresh', description: 'All new.', rules: eventRules(1) });
    const { exitCode, out } = await shared.push({ create: true, yes: true });
    expect(exitCode).toBe(0);
    expect(out).toContain(
      `The plan is tp_new. Put id: tp_new into ${shared.file}, so that the next push finds it.`,
    );
    expect(shared.api.plan).toEqual({
      id: 'tp_new',
      name: 'Fresh',
      description: 'All new.',
      type: 'LIVE',
    });
    expect(shared.api.rules).toHaveLength(1);
  });

  it('shows what it would do with --dry-run', async () => {
    shared.plan(anEvent('A'));
    const { exitCode, out } = await shared.push({ dryRun: true });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/ {2}\+ TRACK "A"\n0 rules unchanged\.\nNothing was written\.\n$/);
    expect(shared.api.writes).toEqual([]);
  });

  it.each<[string, number, number]>([
    ['y', 0, 1],
    [' YES ', 0, 1],
    ['', 1, 0],
    ['no', 1, 0],
  ])('asks first, and does as it is told: %j', async (answer, code, writes) => {
    shared.plan(anEvent('A'));
    shared.answer = answer;
    const { exitCode, out } = await shared.push();
    expect(exitCode).toBe(code);
    expect(shared.api.writes).toHaveLength(writes);
    expect(out).toContain('  + TRACK "A"\n');
  });

  it('does not write where nobody can be asked', async () => {
    shared.plan(anEvent('A'));
    shared.answer = 'y';
    const json = await shared.push({ json: true });
    shared.answer = undefined;
    for (const { exitCode, complaints } of [json, await shared.push()]) {
      expect(exitCode).toBe(2);
      expect(complaints).toMatch(/Nobody can be asked here\. Add --yes/);
    }
    expect(shared.api.calls).toEqual([]);
  });

  it.each<[string, object, object, RegExp]>([
    [
      'a plan without an id',
      { name: 'A', rules: [] },
      {},
      /has no id\. Name the plan by --id tp_…, or make a new one by --create/,
    ],
    [
      '--create and an id',
      { id: 'tp_a', name: 'A', rules: [] },
      { create: true },
      /has an id, tp_a\. Leave --create out/,
    ],
    ['--create and --id', { name: 'A', rules: [] }, { create: true, id: 'tp_a' }, /leave --id out/],
    ['an id of another kind', { name: 'A', rules: [] }, { id: 'rs_a' }, /begins with tp_/],
    ['a plan that is not sound', { name: 'A' }, { id: 'tp_a' }, /rules must be there/],
  ])('is not understood with %s', async (_name, plan, options, words) => {
    shared.write(plan);
    const { exitCode, complaints } = await shared.push({ yes: true, ...options });
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(words);
    expect(shared.api.calls).toEqual([]);
  });
});
