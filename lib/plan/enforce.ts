import { messageTypeOf } from '../message/message.js';
import { type Action, type Actions, isStop, type Policy, policyOf, stronger } from './actions.js';
import { bagIn, nameOf } from './message-name.js';
import { unplannedIn, withoutUnplanned } from './planned-keys.js';
import type { Rule } from './rule.js';
import type { Violation } from './violation.js';
import { kindOf } from './violation-wording.js';

type Bag = Readonly<Record<string, unknown>>;

/** Why a message was blocked, in the words of the service; `unplanned_property` is one of ours. */
export type BlockReason =
  | 'unplanned'
  | 'unplanned_property'
  | 'schema_violation'
  | 'common_schema_violation'
  | 'unplanned_and_schema_violation'
  | 'transformation';

/** What a plan says of a message. */
export interface Verdict {
  /** The rule for it; none for a message that is not planned. */
  readonly rule: Rule | undefined;
  /** It is let through as it is, or with keys left out, or not at all. */
  readonly outcome: 'pass' | 'modify' | 'block';
  /** Why it is blocked. */
  readonly reason: BlockReason | undefined;
  /** Whether the call that made it is to throw. */
  readonly isThrown: boolean;
  /** Whether it is told as an event that is not planned. */
  readonly isUnplanned: boolean;
  /** Keys that are not planned, as `color` or `products.$.color`, whether or not they were left out. */
  readonly unplanned: readonly string[];
  /** Those of them that were left out. */
  readonly omitted: readonly string[];
  /** Keys that were left out since what they held broke the plan. */
  readonly omittedOnViolation: readonly string[];
  readonly violations: readonly Violation[];
  /** What is left of the message. It shares what was not changed with the one that was given. */
  readonly message: Bag;
}

/** The rules of a plan. */
export interface Rules {
  find(message: Bag): Rule | undefined;
  /** The rule for every message. */
  readonly common: Rule | undefined;
  /** Whether a message that has no rule is one that the plan would have a rule for. */
  isUnplanned(message: Bag): boolean;
  /** The planned name that is likely meant by another. */
  nearestName(type: string, name: string): string | undefined;
}

/** Judges a message: first by its rule, then what is left of it by the rule for every message. */
export function enforce(rules: Rules, message: Bag, policy: Policy): Verdict {
  const { common } = rules;
  const rule = rules.find(message);
  const actions = policy.of(messageTypeOf(message) ?? 'track', nameOf(message));
  const judgement = new Judgement(message, rule, actions);
  if (rule !== undefined) judgement.byRule(rule);
  else if (rules.isUnplanned(message)) judgement.unplannedEvent(common);
  if (common !== undefined) judgement.byCommon(common);
  return judgement;
}

/** The verdict on a message that a transformation of the plan drops. */
export function dropped(message: Bag): Verdict {
  const judgement = new Judgement(message, undefined, NO_ACTIONS);
  judgement.outcome = 'block';
  judgement.reason = 'transformation';
  return judgement;
}

/** The verdict on a message that was not looked at. */
export function unchecked(message: Bag, rule: Rule | undefined): Verdict {
  return new Judgement(message, rule, NO_ACTIONS);
}

const NO_ACTIONS = policyOf('allow').of('track', undefined);
const NONE: readonly string[] = Object.freeze([]);
const NO_VIOLATIONS: readonly Violation[] = Object.freeze([]);

/** How many violations of one message are told. */
const MAX_TOLD = 100;

class Judgement implements Verdict {
  readonly rule: Rule | undefined;
  outcome: Verdict['outcome'] = 'pass';
  reason: BlockReason | undefined = undefined;
  isThrown = false;
  isUnplanned = false;
  unplanned = NONE;
  omitted = NONE;
  omittedOnViolation = NONE;
  violations = NO_VIOLATIONS;
  message: Bag;
  readonly #actions: Actions;

  constructor(message: Bag, rule: Rule | undefined, actions: Actions) {
    this.message = message;
    this.rule = rule;
    this.#actions = actions;
  }

  unplannedEvent(common: Rule | undefined): void {
    const action = this.#actions.unplannedEvent;
    if (action === 'allow') return;
    this.isUnplanned = true;
    if (!isStop(action)) return;
    const violations = common?.check(this.message) ?? NO_VIOLATIONS;
    this.#tell(violations);
    this.#stop(action, violations.length > 0 ? 'unplanned_and_schema_violation' : 'unplanned');
  }

  byRule(rule: Rule): void {
    this.#unplannedKeys(rule);
    const violations = rule.check(this.message);
    if (violations.length === 0) return;
    const told = violations.filter((violation) => this.#actionOn(violation) !== 'allow');
    this.#tell(told);
    // What else is wrong is told with it, so that it need not be found out one by one.
    if (this.outcome === 'block') return;
    const action = told.map((violation) => this.#actionOn(violation)).reduce(stronger, 'allow');
    if (isStop(action)) {
      this.#stop(action, 'schema_violation');
    } else if (action === 'omit') {
      this.#omit(
        told.filter((violation) => this.#actionOn(violation) === 'omit'),
        rule.bag,
      );
    }
  }

  byCommon(common: Rule): void {
    const action = this.#actions.common;
    if (this.outcome === 'block' || action === 'allow') return;
    const violations = common.check(this.message);
    if (violations.length === 0) return;
    this.#tell(violations);
    if (isStop(action)) this.#stop(action, 'common_schema_violation');
    else if (action === 'omit') this.#omit(violations, this.rule?.bag ?? bagIn(this.message));
  }

  #unplannedKeys({ bag, planned }: Rule): void {
    const action = this.#actions.unplannedProperty;
    if (planned === undefined || action === 'allow') return;
    this.unplanned = unplannedIn(this.message[bag], planned);
    if (this.unplanned.length === 0) return;
    if (isStop(action)) {
      this.#stop(action, 'unplanned_property');
    } else if (action === 'omit') {
      this.omitted = this.unplanned;
      this.#change(bag, withoutUnplanned(this.message[bag], planned));
    }
  }

  #actionOn({ type }: Violation): Action {
    return this.#actions[kindOf(type)];
  }

  #tell(violations: readonly Violation[]): void {
    const all = this.violations.length === 0 ? violations : [...this.violations, ...violations];
    this.violations = all.length > MAX_TOLD ? all.slice(0, MAX_TOLD) : all;
  }

  #stop(action: Action, reason: BlockReason): void {
    this.outcome = 'block';
    this.reason = reason;
    this.isThrown = action === 'throw';
  }

  /** Leaves out the key that holds each value at fault. What is missing, or wrong elsewhere, can't be mended like that. */
  #omit(violations: readonly Violation[], bag: 'properties' | 'traits'): void {
    const data = this.message[bag];
    if (typeof data !== 'object' || data === null) return;
    const keys = new Set(violations.flatMap(({ field }) => keyIn(data, bag, field)));
    if (keys.size === 0) return;
    this.omittedOnViolation = [...this.omittedOnViolation, ...keys];
    const rest = Object.entries(data).filter(([name]) => !keys.has(name));
    this.#change(bag, Object.fromEntries(rest));
  }

  #change(bag: 'properties' | 'traits', data: unknown): void {
    this.outcome = 'modify';
    this.message = { ...this.message, [bag]: data };
  }
}

/** The top-level key of the data that a field lies in. A key may have dots itself. */
function keyIn(data: object, bag: string, field: string): readonly string[] {
  if (!field.startsWith(`${bag}.`)) return NONE;
  const path = field.slice(bag.length + 1);
  const keys = Object.keys(data).filter((key) => path === key || path.startsWith(`${key}.`));
  const longest = keys.sort((one, other) => other.length - one.length)[0];
  return longest === undefined ? NONE : [longest];
}
