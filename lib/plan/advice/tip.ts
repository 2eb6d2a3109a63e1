import type { PlanDocument, PlanRule, RuleType } from '../document.js';
import type { Path } from '../plan-path.js';
import type { AdviceCode } from './advice-codes.js';

/** Advice as it is found: the code, where in the plan, and what to say. */
export interface Tip {
  readonly code: AdviceCode;
  readonly path: Path;
  readonly message: string;
}

/** A rule and its place in the plan. */
export interface Placed {
  readonly rule: PlanRule;
  readonly path: Path;
}

export function placedRules(
  { rules }: PlanDocument,
  ...types: readonly RuleType[]
): readonly Placed[] {
  return rules
    .map((rule, index) => ({ rule, path: ['rules', index] }))
    .filter(({ rule }) => types.length === 0 || types.includes(rule.type));
}

const MAX_NAMES = 5;

/** Names in a sentence: the first few, and how many there are beyond. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map((name) => quoted(name));
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const MAX_CHARACTERS = 100;

/** A name of the plan in a sentence, on one line. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > MAX_CHARACTERS ? `${name.slice(0, MAX_CHARACTERS)}…` : name);
}
