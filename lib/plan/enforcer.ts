import { mapToObj } from 'remeda';
import type { SegmentEvent } from '../message/segment-event.js';
import type { Policy } from './actions.js';
import { dropped, enforce, type Rules, unchecked, type Verdict } from './enforce.js';
import type { EnforcerLike, EventVerdict, PlanCounts } from './plan-like.js';
import type { Rule } from './rule.js';
import type { Transformations } from './transformations.js';
import { VIOLATION_KINDS } from './violation.js';
import { kindOf } from './violation-wording.js';

export interface EnforcerParts {
  readonly rules: Rules;
  readonly transformations: Transformations;
  readonly policy: Policy;
  readonly sourceId: string | undefined;
  readonly setsIntegrations: boolean;
}

type Bag = Readonly<Record<string, unknown>>;
type Judged = Verdict & { readonly message: SegmentEvent };

/** Holds the messages of one client to a plan, and counts what it finds. */
export class Enforcer implements EnforcerLike {
  readonly #parts: EnforcerParts;
  readonly #hasTransformations: boolean;
  readonly #integrations = new Map<Rule, Readonly<Record<string, boolean>>>();
  readonly #violations = mapToObj(VIOLATION_KINDS, (kind) => [kind, 0]);
  #checked = 0;
  #violating = 0;
  #unplannedEvents = 0;
  #unplannedProperties = 0;
  #modified = 0;
  #blocked = 0;

  constructor(parts: EnforcerParts) {
    this.#parts = parts;
    this.#hasTransformations = parts.transformations.isFor(parts.sourceId);
  }

  enforce(event: SegmentEvent): EventVerdict {
    const { rules, policy, sourceId } = this.#parts;
    const message = this.#transformed(event);
    const verdict = message === undefined ? dropped(bagOf(event)) : enforce(rules, message, policy);
    const judged = verdict as Judged;
    this.#checked += 1;
    const isTold = hasSomethingToTell(verdict);
    if (isTold) {
      this.#count(verdict);
      tell(judged, sourceId);
    }
    return this.#finished(judged, isTold);
  }

  pass(event: SegmentEvent): EventVerdict {
    const message = this.#transformed(event);
    const verdict =
      message === undefined
        ? dropped(bagOf(event))
        : unchecked(message, this.#parts.rules.find(message));
    return this.#finished(verdict as Judged, false);
  }

  counts(): PlanCounts {
    return {
      checked: this.#checked,
      violating: this.#violating,
      unplannedEvents: this.#unplannedEvents,
      unplannedProperties: this.#unplannedProperties,
      violations: { ...this.#violations },
      modified: this.#modified,
      blocked: this.#blocked,
    };
  }

  #transformed(event: SegmentEvent): Bag | undefined {
    const { transformations, sourceId } = this.#parts;
    const given = bagOf(event);
    return this.#hasTransformations ? transformations.apply(given, sourceId) : given;
  }

  #count({ isUnplanned, unplanned, violations, outcome }: Verdict): void {
    this.#violating += 1;
    if (isUnplanned) this.#unplannedEvents += 1;
    this.#unplannedProperties += unplanned.length;
    for (const { type } of violations) this.#violations[kindOf(type)] += 1;
    if (outcome === 'modify') this.#modified += 1;
    if (outcome === 'block') this.#blocked += 1;
  }

  /** What the call says of destinations counts more than what the plan says. */
  #finished(verdict: Judged, isTold: boolean): EventVerdict {
    const { rule, message } = verdict;
    if (this.#parts.setsIntegrations && rule !== undefined && rule.where.length > 0) {
      message.integrations = { ...this.#integrationsOf(rule), ...message.integrations };
    }
    return Object.assign(verdict, { isTold });
  }

  #integrationsOf(rule: Rule): Readonly<Record<string, boolean>> {
    let planned = this.#integrations.get(rule);
    if (planned === undefined) {
      planned = { All: false, ...Object.fromEntries(rule.where.map((name) => [name, true])) };
      this.#integrations.set(rule, planned);
    }
    return planned;
  }
}

/** A message, by its fields. */
function bagOf(event: SegmentEvent): Bag {
  return event as unknown as Bag;
}

function hasSomethingToTell({ isUnplanned, unplanned, violations }: Verdict): boolean {
  return isUnplanned || unplanned.length > 0 || violations.length > 0;
}

/** Puts into the context what the service would put there. */
function tell(
  { message, omitted, omittedOnViolation, violations }: Judged,
  sourceId: string | undefined,
): void {
  if (omitted.length === 0 && omittedOnViolation.length === 0 && violations.length === 0) return;
  const { context } = message;
  const protocols = (context as { readonly protocols?: object } | undefined)?.protocols;
  message.context = {
    ...context,
    protocols: {
      ...protocols,
      ...(sourceId === undefined ? {} : { sourceId }),
      ...(omitted.length > 0 ? { omitted } : {}),
      ...(omittedOnViolation.length > 0 ? { omitted_on_violation: omittedOnViolation } : {}),
      ...(violations.length > 0 ? { violations } : {}),
    },
    ...(violations.length > 0 ? { violations } : {}),
  };
}
