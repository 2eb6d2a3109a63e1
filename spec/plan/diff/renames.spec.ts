import { describe, expect, it } from '@jest/globals';
import { diffPlans } from '../../../lib/plan/diff/diff-plans.js';
import { renamesIn } from '../../../lib/plan/diff/renames.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';

const WORDS = ['Order', 'Cart', 'Product', 'Account', 'Invoice', 'Video', 'Coupon', 'Search'];

/** Names of events that are like each other, as those of a large plan are. */
function names(count: number, end: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${WORDS[index % 8]} ${index * 7919} ${end}`);
}

function aPlan(keys: readonly string[]) {
  const jsonSchema = { properties: { properties: { properties: { total: { type: 'number' } } } } };
  return loadPlan({ name: 'P', rules: keys.map((key) => ({ type: 'TRACK', key, jsonSchema })) });
}

describe('names that events may have now', () => {
  it.each([
    [2000, 5],
    [2000, 2000],
  ])('are looked for within seconds among %d that went and %d that came', (went, came) => {
    const before = aPlan([...names(went, 'Completed'), 'Sign Up Completed']);
    const after = aPlan([...names(came, 'Removed'), 'sign_up_completed']);
    const startMs = performance.now();
    const changes = diffPlans(before, after);
    expect(performance.now() - startMs).toBeLessThan(5000);
    expect(changes).toHaveLength(went + came + 2);
    expect(changes.flatMap(({ renamedTo = [] }) => renamedTo)).toContain('sign_up_completed');
  });

  it.each<[string, object, object, readonly (readonly [string, string])[]]>([
    ['written otherwise', { 'Order Paid': 1 }, { order_paid: 2 }, [['Order Paid', 'order_paid']]],
    ['nearly alike', { 'Order Paid': 1 }, { 'Orders Paid': 2 }, [['Order Paid', 'Orders Paid']]],
    ['of the same contents', { a: 'x'.repeat(50) }, { b: 'x'.repeat(50) }, [['a', 'b']]],
    [
      'two of the same contents',
      { a: 'x'.repeat(50), c: 'x'.repeat(50) },
      { b: 'x'.repeat(50) },
      [],
    ],
    ['another name with little in it', { a: 1 }, { b: 1 }, []],
    ['each once', { total: 1, Total: 1 }, { TOTAL: 2 }, [['total', 'TOTAL']]],
    ['still there', { total: 1 }, { total: 1, totals: 1 }, []],
  ])('are names that came: %s', (_, before, after, expected) => {
    expect([...renamesIn({ ...before }, { ...after })]).toEqual(expected);
  });
});
