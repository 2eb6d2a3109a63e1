import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlanRule } from '../../../lib/plan/document.js';
import { anEvent } from '../../plan/typed-client/a-plan.js';
import { until } from '../../support/until.js';
import { SharedPlan } from './a-shared-plan.js';
import { type ApiAnswer, refused, TOKEN } from './segment-api.js';

let shared: SharedPlan;

beforeEach(async () => {
  shared = await SharedPlan.start();
});

afterEach(() => shared.close());

const events = (count: number): readonly PlanRule[] =>
  Array.from({ length: count }, (_, index) => anEvent(`Event ${index}`));

const planned = (...rules: readonly PlanRule[]): void =>
  shared.write({ id: 'tp_shop', name: 'Shop', rules, connections: [{ sourceId: 'src_web' }] });

const cut: ApiAnswer = (_call, response) => void response.destroy();
const rulesOf = (index: number): unknown =>
  shared.api.calls.filter(({ method }) => method !== 'GET')[index]?.body['rules'];

describe('waybill plan push', () => {
  it('adds and changes rules, and leaves the others where they are', async () => {
    shared.api.rules = [anEvent('Same'), anEvent('Order Completed'), anEvent('Elsewhere')];
    const order = anEvent('Order Completed', { required: ['id'] });
    planned(anEvent('Same'), order, anEvent('New', {}, { version: 2 }));

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
    planned(...events(450));
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
    planned(anEvent('A'));
    expect(await shared.push({ yes: true })).toMatchObject({
      exitCode: 0,
      out: `Shop, tp_shop, is as in ${shared.file}.\n`,
    });
    expect(shared.api.writes).toEqual([]);
  });

  it('replaces all rules at once with --replace', async () => {
    shared.api.rules = [anEvent('A'), anEvent('B')];
    planned(anEvent('A'), anEvent('C'));
    const { out } = await shared.push({ yes: true, replace: true });
    expect(out).toMatch(/ {2}\+ TRACK "C"\n {2}- TRACK "B"\n/);
    expect(shared.api.writes).toEqual(['PUT /tracking-plans/tp_shop/rules']);
    expect(shared.api.rules.map(({ key }) => key)).toEqual(['A', 'C']);
  });

  it('does not replace rules of types that are not known', async () => {
    const odd = [{ type: 'ALIAS', key: 'Merged' }, anEvent('B')];
    shared.api.rules = JSON.parse(JSON.stringify(odd));
    planned(anEvent('A'));
    const { exitCode, complaints } = await shared.push({ yes: true, replace: true });
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(
      /not known here, which --replace would remove: ALIAS "Merged"\..*Nothing was written/,
    );
    expect(shared.api.writes).toEqual([]);
    expect(await shared.push({ yes: true })).toMatchObject({ exitCode: 0 });
  });

  it.each<[string, readonly object[]]>([
    ['added a rule', [anEvent('A'), anEvent('B'), anEvent('C')]],
    ['changed a rule', [anEvent('A'), anEvent('B', { required: ['id'] })]],
    ['added a rule of a type that is not known', [anEvent('A'), anEvent('B'), { type: 'ALIAS' }]],
  ])('does not replace rules where somebody %s after they were shown', async (_, later) => {
    shared.api.rules = [anEvent('A'), anEvent('B')];
    planned(anEvent('A'));
    let asked = 0;
    shared.api.meanwhile = () => {
      asked += 1;
      if (asked === 2) shared.api.rules = JSON.parse(JSON.stringify(later));
    };
    const { exitCode, out, complaints } = await shared.push({ yes: true, replace: true });
    expect(exitCode).toBe(1);
    expect(out).toMatch(/0 changes written\.\nNot written:\n {2}- TRACK "B"\n/);
    expect(complaints).toBe(
      'error: Somebody changed the rules of the plan after they were shown.\n',
    );
    expect(shared.api.writes).toEqual([]);
  });

  it('writes first and removes last where the rules do not fit into one request', async () => {
    shared.api.rules = Array.from({ length: 120 }, (_, index) =>
      anEvent(`Old event with a long name ${index}`),
    );
    planned(...events(201));
    const { exitCode } = await shared.push({ yes: true, replace: true });
    expect(exitCode).toBe(0);
    const methods = shared.api.writes.map((call) => call.split(' ')[0]);
    expect(methods.slice(0, 3)).toEqual(['PATCH', 'PATCH', 'DELETE']);
    expect(methods.length).toBeGreaterThan(3);
    expect(shared.api.rules).toHaveLength(201);
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
    shared.write({ name: 'Fresh', description: 'All new.', rules: events(1) });
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

  it('says how to go on without a second plan, where the new one was made and its rules were not', async () => {
    shared.write({ name: 'Fresh', rules: events(1) });
    shared.api.script(undefined, refused(422, { message: 'No' }));
    const { exitCode, out } = await shared.push({ create: true, yes: true });
    expect(exitCode).toBe(1);
    expect(out).toContain(`Put id: tp_new into ${shared.file}`);
    expect(out).toContain(
      `Then run waybill plan push ${shared.file} without --create, or leave the file as it is and run waybill plan push ${shared.file} --id tp_new: --create would`,
    );
    expect(out).not.toContain('Run the same command again');
  });

  it('makes no second plan where it is not known whether there is a first', async () => {
    shared.write({ name: 'Fresh', rules: [] });
    shared.api.script(cut);
    const { exitCode, complaints } = await shared.push({ create: true, yes: true });
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(
      /can't be reached: .*Perhaps the plan was made: look there before you try again\./,
    );
    expect(shared.api.calls).toHaveLength(1);
  });

  it('shows what it would do with --dry-run', async () => {
    planned(anEvent('A'));
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
    planned(anEvent('A'));
    shared.answer = answer;
    const { exitCode, out } = await shared.push();
    expect(exitCode).toBe(code);
    expect(shared.api.writes).toHaveLength(writes);
    expect(out).toContain('  + TRACK "A"\n');
  });

  it('does not write where nobody can be asked', async () => {
    planned(anEvent('A'));
    shared.answer = 'y';
    const json = await shared.push({ json: true });
    shared.answer = undefined;
    for (const { exitCode, complaints } of [json, await shared.push()]) {
      expect(exitCode).toBe(2);
      expect(complaints).toMatch(/Nobody can be asked here\. Add --yes/);
    }
    expect(shared.api.calls).toEqual([]);
  });

  it('says what was written, what was not, and what nobody knows', async () => {
    planned(...events(401));
    shared.api.script(undefined, undefined, undefined, ...Array.from({ length: 6 }, () => cut));
    const pushed = shared.push({ yes: true });
    for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000]) {
      await until(() => shared.clock.waits.includes(waitMs));
      await shared.clock.advance(waitMs);
    }
    const { exitCode, out, complaints } = await pushed;
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /200 changes written\.\nPerhaps written:\n {2}\+ TRACK "Event 200"\n[\s\S]*TRACK "Event 399"\nNot written:\n {2}\+ TRACK "Event 400"\nRun the same command again/,
    );
    expect(complaints).toMatch(/can't be reached/);
    expect(complaints).not.toContain(TOKEN);
  });

  it('says what was refused, in one JSON document', async () => {
    planned(anEvent('A'));
    shared.api.script(
      undefined,
      undefined,
      refused(400, { message: 'No such type', field: 'rules' }),
    );
    const { exitCode, out } = await shared.push({ yes: true, json: true });
    const change = { change: 'added', type: 'TRACK', key: 'A', version: 1 };
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
      plan: shared.file,
      api: shared.api.url,
      id: 'tp_shop',
      name: 'Shop',
      state: 'failed',
      details: [],
      changes: [change],
      same: 0,
      kept: 0,
      written: [],
      unsure: [],
      notWritten: [change],
      error: { message: 'The API refused the request (400): No such type (rules).', status: 400 },
    });
  });

  it('fails where the plan is not there', async () => {
    planned(anEvent('A'));
    const { exitCode, complaints } = await shared.push({ yes: true, id: 'tp_none' });
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(/There is no such tracking plan .* Nothing was written\.\n$/);
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
