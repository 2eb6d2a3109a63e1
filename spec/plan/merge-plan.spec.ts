import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlanRule } from '../../lib/plan/document.js';
import { mergePlan } from '../../lib/plan/merge-plan.js';
import { ruleEdits, ruleId } from '../../lib/plan/rule-edits.js';
import { SEEDED } from '../support/seed.js';
import { anEvent } from './typed-client/a-plan.js';

const rule = fc
  .record({
    key: fc.constantFrom('A', 'B', 'C', '__proto__'),
    version: fc.integer({ min: 1, max: 2 }),
    required: fc.subarray(['a', 'b']),
  })
  .map(({ key, version, required }) => anEvent(key, { required }, { version }));
const rules = fc.uniqueArray(rule, { selector: ruleId });

const planned = (own: readonly PlanRule[]): readonly PlanRule[] =>
  own.map((one) => ({ ...one, planning: { what: 'An event' } }));

describe('a plan that was fetched into another', () => {
  it('has the rules of the one and the planning of the other, and is the same when it is fetched again', () => {
    fc.assert(
      fc.property(rules, rules, (own, fetched) => {
        const file = { name: 'Own', rules: planned(own), connections: [] };
        const service = { id: 'tp_a', name: 'Service', rules: fetched };
        const merged = mergePlan(file, service);

        expect(ruleEdits(merged.rules, fetched)).toEqual([]);
        expect(merged).toMatchObject({ id: 'tp_a', name: 'Service', connections: [] });
        const known = new Set(own.map(ruleId));
        for (const one of merged.rules)
          expect(one.planning !== undefined).toBe(known.has(ruleId(one)));
        expect(mergePlan(merged, service)).toEqual(merged);
      }),
      SEEDED,
    );
  });

  it('keeps the order of the file', () => {
    fc.assert(
      fc.property(rules, rules, (own, fetched) => {
        const merged = mergePlan({ name: 'A', rules: own }, { name: 'A', rules: fetched });
        const kept = own.map(ruleId).filter((id) => fetched.map(ruleId).includes(id));
        expect(merged.rules.map(ruleId).slice(0, kept.length)).toEqual(kept);
      }),
      SEEDED,
    );
  });
});
