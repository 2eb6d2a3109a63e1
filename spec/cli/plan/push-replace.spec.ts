import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent, eventRules } from '../../plan/typed-client/a-plan.js';
import { SharedPlan } from './a-shared-plan.js';

let shared: SharedPlan;

beforeEach(async () => {
  shared = await SharedPlan.start();
});

afterEach(() => shared.close());

describe('waybill plan push', () => {
  it('replaces all rules at once with --replace', async () => {
    shared.api.rules = [anEvent('A'), anEvent('B')];
    shared.plan(anEvent('A'), anEvent('C'));
    const { out } = await shared.push({ yes: true, replace: true });
    expect(out).toMatch(/ {2}\+ TRACK "C"\n {2}- TRACK "B"\n/);
    expect(shared.api.writes).toEqual(['PUT /tracking-plans/tp_shop/rules']);
    expect(shared.api.rules.map(({ key }) => key)).toEqual(['A', 'C']);
  });

  it('does not replace rules of types that are not known', async () => {
    const odd = [{ type: 'ALIAS', key: 'Merged' }, anEvent('B')];
    shared.api.rules = JSON.parse(JSON.stringify(odd));
    shared.plan(anEvent('A'));
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
    shared.plan(anEvent('A'));
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
    shared.plan(...eventRules(201));
    const { exitCode } = await shared.push({ yes: true, replace: true });
    expect(exitCode).toBe(0);
    const methods = shared.api.writes.map((call) => call.split(' ')[0]);
    expect(methods.slice(0, 3)).toEqual(['PATCH', 'PATCH', 'DELETE']);
    expect(methods.length).toBeGreaterThan(3);
    expect(shared.api.rules).toHaveLength(201);
  });
});
