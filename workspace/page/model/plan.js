import { formatCounted } from './format.js';

/** @typedef {import('./forms.js').PlanVerdict} PlanVerdict */
/** @typedef {import('./forms.js').Finding} Finding */

/** How many events are listed at once. */
export const MAX_EVENTS = 200;

/**
 * What a plan says of a message, in words.
 *
 * @param {PlanVerdict} plan
 * @returns {{ level: 'planned' | 'hint' | 'warning', title: string, rule: string, service: string }}
 */
export function describeVerdict(plan) {
  const violations = plan.violations.length + (plan.more ?? 0);
  const unplanned = plan.unplanned.length;
  const parts = [
    ...(plan.isUnplanned ? ['Not planned'] : []),
    ...(violations > 0 ? [formatCounted(violations, 'violation')] : []),
    ...(unplanned > 0 ? [`${formatCounted(unplanned, 'key')} not planned`] : []),
  ];
  const isHarmed = violations > 0 || plan.outcome === 'block';
  const title =
    parts.join(', ') ||
    (plan.outcome === 'block' ? 'Dropped' : plan.rule ? 'As planned' : 'No rule for it');
  const level = isHarmed ? 'warning' : parts.length > 0 ? 'hint' : 'planned';
  return { level, title, rule: ruleName(plan.rule), service: whatServiceDoes(plan) };
}

/** @param {PlanVerdict['rule']} rule */
function ruleName(rule) {
  if (rule === undefined) return '';
  return `${rule.type}${rule.key === undefined ? '' : ` “${rule.key}”`}, version ${rule.version}`;
}

/** @param {PlanVerdict} plan */
function whatServiceDoes({ outcome, reason, omitted, omittedOnViolation }) {
  if (outcome === 'block') return `The service would block it: ${reason ?? 'no reason is known'}`;
  if (outcome === 'pass') return '';
  const keys = [...new Set([...omitted, ...omittedOnViolation])];
  return `The service would leave out ${keys.join(', ')}`;
}

/**
 * Findings by source and event, those that were found last first.
 *
 * @param {readonly Finding[]} findings the last first
 * @returns {{ id: string, source: string, type: string, name: string, findings: Finding[] }[]}
 */
export function groupByEvent(findings) {
  /** @type {Map<string, { id: string, source: string, type: string, name: string, findings: Finding[] }>} */
  const groups = new Map();
  for (const finding of findings) {
    const { source, type, name } = finding;
    const id = JSON.stringify([source, type, name]);
    const group = groups.get(id) ?? { id, source, type, name, findings: [] };
    group.findings.push(finding);
    groups.set(id, group);
  }
  return [...groups.values()];
}
