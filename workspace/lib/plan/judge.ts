import type { JsonObject } from '../entry/json-object.js';
import type { PlanVerdict } from '../entry/plan-verdict.js';
import type { SourcePlan, SourceRule, SourceVerdict } from '../entry/source-plan.js';

/** So many violations, and so many keys, are kept of one message. */
const MAX_TOLD = 20;
const NONE: readonly never[] = Object.freeze([]);

/** Says of the messages of one source what its plan says, as the service does: changes of the plan to messages come first. */
export class Judge {
  readonly #plan: SourcePlan;
  readonly #sourceId: string;
  /** What is said of messages that are as planned, which most are: one for each rule. */
  readonly #asPlanned = new Map<SourceRule | undefined, PlanVerdict>();

  constructor(plan: SourcePlan, sourceId: string) {
    this.#plan = plan;
    this.#sourceId = sourceId;
  }

  /** What it says of a message as it came. */
  of(message: JsonObject): PlanVerdict {
    try {
      const changed = this.#plan.transform(message, this.#sourceId);
      if (changed === undefined) return DROPPED;
      return this.#told(this.#plan.verdict(changed, { sourceId: this.#sourceId }));
    } catch (error) {
      // A schema that refers to itself goes as deep as the message does.
      if (error instanceof RangeError) return TOO_DEEP;
      throw error;
    }
  }

  #told(verdict: SourceVerdict): PlanVerdict {
    const { rule, outcome, reason, isUnplanned, violations, unplanned } = verdict;
    const isAsPlanned = !isUnplanned && violations.length === 0 && unplanned.length === 0;
    if (isAsPlanned && outcome === 'pass') return this.#passed(rule);
    const more = violations.length - MAX_TOLD;
    return {
      ...ruleOf(rule),
      outcome,
      ...(reason === undefined ? {} : { reason }),
      isUnplanned,
      violations: violations.slice(0, MAX_TOLD),
      ...(more > 0 ? { more } : {}),
      unplanned: unplanned.slice(0, MAX_TOLD),
      omitted: verdict.omitted.slice(0, MAX_TOLD),
      omittedOnViolation: verdict.omittedOnViolation.slice(0, MAX_TOLD),
    };
  }

  #passed(rule: SourceRule | undefined): PlanVerdict {
    let verdict = this.#asPlanned.get(rule);
    if (verdict === undefined) {
      verdict = Object.freeze({ ...ruleOf(rule), ...PASSED });
      this.#asPlanned.set(rule, verdict);
    }
    return verdict;
  }
}

const PASSED: PlanVerdict = {
  outcome: 'pass',
  isUnplanned: false,
  violations: NONE,
  unplanned: NONE,
  omitted: NONE,
  omittedOnViolation: NONE,
};
const DROPPED: PlanVerdict = { ...PASSED, outcome: 'block', reason: 'transformation' };
const TOO_DEEP: PlanVerdict = {
  ...PASSED,
  violations: [
    {
      type: 'Condition',
      field: '(root)',
      description: 'It is nested too deeply to be held to the plan',
    },
  ],
};

function ruleOf(rule: SourceRule | undefined): Pick<PlanVerdict, 'rule'> {
  if (rule === undefined) return {};
  const { type, key, version } = rule;
  return { rule: { type, ...(key === undefined ? {} : { key }), version } };
}
