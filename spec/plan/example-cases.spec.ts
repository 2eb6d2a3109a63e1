import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../lib/plan/load-plan.js';

const FIXTURES = 'spec/fixtures/plan';

interface Case {
  readonly name: string;
  readonly sourceId: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

const { cases } = JSON.parse(readFileSync(`${FIXTURES}/example-cases.json`, 'utf8')) as {
  readonly cases: readonly Case[];
};

describe('a plan of a shop', () => {
  const plan = loadPlan(`${FIXTURES}/example-plan.json`);

  it.each(cases.map((one) => [one.name, one] as const))('judges: %s', (_, one) => {
    const before = JSON.stringify(one.message);
    const { sourceId } = one;
    const verdict = plan.verdict(one.message, { sourceId });
    const { forwardingViolationsTo = null, forwardingBlockedEventsTo = null } =
      plan.settingsOf(sourceId) ?? {};

    expect({
      planned: verdict.rule !== undefined,
      ruleVersion: verdict.rule?.version ?? null,
      outcome: verdict.outcome,
      reason: verdict.reason ?? null,
      omitted: verdict.omitted,
      omittedOnViolation: verdict.omittedOnViolation,
      violations: verdict.violations,
      forwardViolationsTo: verdict.violations.length > 0 ? forwardingViolationsTo : null,
      forwardBlockedTo: verdict.outcome === 'block' ? forwardingBlockedEventsTo : null,
    }).toEqual(one.expect);
    expect(JSON.stringify(one.message)).toBe(before);
  });
});
