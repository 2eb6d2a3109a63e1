import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import type { SegmentEvent } from '../message/segment-event.js';
import type { EnforcerLike, EventVerdict, PlanLike } from '../plan/plan-like.js';
import { callText } from './failure-text.js';
import type { Kept, RecordedMessage } from './recorded.js';

/** What is not as planned, a line for each call and each thing that is wrong with it. */
export function planFaults(calls: readonly Kept[], plan: PlanLike): readonly string[] {
  const enforcer = enforcerOf(plan);
  return calls.flatMap(({ message }, index) => {
    if (message === undefined) return [];
    const faults = faultsOf(message, enforcer);
    return faults.length === 0
      ? []
      : [`  ${index + 1}. ${callText(message)}`, ...faults.map((fault) => `     - ${fault}`)];
  });
}

/** A plan says of a copy what is wrong with it, and blocks nothing. */
function faultsOf(message: RecordedMessage, enforcer: EnforcerLike): readonly string[] {
  const verdict = enforcer.enforce(structuredClone(message) as unknown as SegmentEvent);
  return [
    ...(verdict.isUnplanned ? [unplannedText(verdict)] : []),
    ...verdict.violations.map(({ field, description }) => `${field}: ${description}`),
    ...verdict.unplanned.map((key) => `${bagOf(message)}.${key}: It is not planned.`),
  ];
}

/** Where a plan looks for keys. */
function bagOf({ type }: RecordedMessage): 'properties' | 'traits' {
  return type === 'identify' || type === 'group' ? 'traits' : 'properties';
}

function unplannedText({ nearest }: EventVerdict): string {
  const hint = nearest === undefined ? '' : `; is "${nearest}" meant?`;
  return `It is not planned${hint === '' ? '.' : hint}`;
}

function enforcerOf(plan: PlanLike): EnforcerLike {
  if (typeof (plan as Partial<PlanLike> | undefined)?.enforcer !== 'function') {
    const expected = 'what loadPlan of waybill/plan gives';
    const details = { field: 'plan', found: describe(plan), expected };
    throw new ValidationError({ code: 'invalid', call: 'toMatchPlan', ...details });
  }
  return plan.enforcer({ onViolation: 'warn', sourceId: undefined, setsIntegrations: false });
}
