import type { PlanLike } from '../plan/plan-like.js';
import { missingText, presentText } from './failure-text.js';
import { accountOf, type Ledger } from './ledger.js';
import { comparedWith, type Near } from './nearest-call.js';
import { planFaults } from './plan-faults.js';
import type { Wanted } from './wanted.js';

/** Whether something holds, and what a failure says: that it does not, or that it does where it should not. */
export interface Verdict {
  readonly isMet: boolean;
  readonly text: () => string;
}

/** Whether there is a call as wanted. The calls that are count as asserted. */
export function hasCall(ledger: Ledger, wanted: Wanted): Verdict {
  const found = metBy(ledger, wanted);
  const isMet = found.length > 0;
  return {
    isMet,
    text: () => (isMet ? presentText(wanted, found) : missingText(wanted, accountOf(ledger))),
  };
}

/** Whether so many calls are as wanted. */
export function hasCalls(ledger: Ledger, wanted: Wanted, times: number): Verdict {
  const found = metBy(ledger, wanted);
  const expected = `Wanted ${times === 1 ? 'one call' : `${times} calls`}.`;
  return {
    isMet: found.length === times,
    text: () =>
      found.length === 0
        ? `${expected} ${missingText(wanted, accountOf(ledger))}`
        : `${expected} ${presentText(wanted, found)}`,
  };
}

/** Whether all calls are as planned. */
export function matchesPlan(ledger: Ledger, plan: PlanLike): Verdict {
  const faults = planFaults(ledger.made, plan);
  const { length } = ledger.made;
  const calls =
    ['Nothing was recorded.', 'The only call is as planned.'][length] ??
    `All ${length} calls are as planned.`;
  return {
    isMet: faults.length === 0,
    text: () =>
      faults.length === 0
        ? `Wanted a call that is not as the plan "${plan.name}" has it. ${calls}`
        : [`Not as the plan "${plan.name}" has it:`, ...faults].join('\n'),
  };
}

function metBy(ledger: Ledger, wanted: Wanted): readonly Near[] {
  const met = comparedWith(wanted, ledger.made).filter(
    ({ differences }) => differences.length === 0,
  );
  for (const { place } of met) {
    const kept = ledger.made[place - 1];
    if (kept !== undefined) kept.isAsserted = true;
  }
  return met;
}
