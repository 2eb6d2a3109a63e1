import type { RuleReport } from '../../plan/verify/rule-tally.js';
import type { Place } from './messages/place.js';
import type { VerifyFacts } from './verify-facts.js';

/** The report for programs. docs/reference/cli.md shows its shape. */
export function verifyJson({
  plan,
  report,
  reading,
  isPassed,
  allowsUnplanned,
}: VerifyFacts): string {
  const { rules, unplannedEvents, more, ...totals } = report;
  const { lines, bytes, notAccepted, faults } = reading;
  const document = {
    plan: plan.name,
    passed: isPassed,
    unplannedAllowed: allowsUnplanned,
    totals,
    rules: rules.map(ruleJson),
    unplannedEvents,
    more,
    reading: { lines, bytes, notAccepted, faults },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function ruleJson({ rule, ...found }: RuleReport<Place>): object {
  const { type, key, version } = rule;
  return { type, ...(key === undefined ? {} : { key }), version, ...found };
}
