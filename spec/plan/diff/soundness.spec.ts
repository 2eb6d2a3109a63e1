import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffPlans } from '../../../lib/plan/diff/diff-plans.js';
import type { Plan } from '../../../lib/plan/plan.js';
import { SEEDED } from '../../support/seed.js';
import { messages, planPairs } from './small-plans.js';

type Bag = Readonly<Record<string, unknown>>;

describe('a difference that breaks nothing', () => {
  it('leaves every call as planned that was', () => {
    let pairs = 0;
    let calls = 0;
    fc.assert(
      fc.property(planPairs, messages, ([before, after], all) => {
        if (diffPlans(before, after).some(({ effect }) => effect === 'breaking')) return;
        const fine = all.filter((call) => isFine(before, call) && isOfVersion(before, call));
        pairs += 1;
        calls += fine.length;
        expect(fine.filter((call) => !isFine(after, call))).toEqual([]);
      }),
      { ...SEEDED, numRuns: 500 },
    );
    // Otherwise nothing would have been looked at.
    expect(pairs).toBeGreaterThan(100);
    expect(calls).toBeGreaterThan(1_000);
  });
});

function isFine(plan: Plan, call: Bag): boolean {
  const { isUnplanned, unplanned, violations } = plan.verdict(call);
  return !isUnplanned && unplanned.length === 0 && violations.length === 0;
}

/** Whether the plan has the version that a call asks for, if any: nobody means to ask for another. */
function isOfVersion(plan: Plan, call: Bag): boolean {
  const { protocols } = call['context'] as { readonly protocols?: Bag };
  const rule = plan.find(call);
  return (
    rule === undefined || protocols === undefined || rule.version === protocols['event_version']
  );
}
