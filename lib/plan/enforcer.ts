import { mapToObj } from 'remeda';
import type { SegmentEvent } from '../message/segment-event.js';
import type { Policy } from './actions.js';
import { dropped, enforce, type Rules, unchecked, type Verdict } from './enforce.js';
import type { EnforcerLike, EventVerdict, PlanCounts } from './plan-like.js';
import type { Rule } from './rule.js';
import type { Transformations } from './transformations.js';
import { VIOLATION_KINDS, type Violation } from './violation.js';
import { kindOf } from './violation-wording.js';

export interface EnforcerParts {
  readonly rules: Rules;
  readonly transformations: Transformations;
  readonly policy: Policy;
  readonly sourceId: string | undefined;
  readonly setsIntegrations: boolean;
}

type Bag = Readonly<Record<string, unknown>>;
type Judged = Verdict & { readonly message: SegmentEvent; readonly nearest?: string | undefined };

/** For how many names that are not planned the one that is likely meant is looked for. */
const MAX_NEAREST = 1_000;

/** Holds the messages of one client to a plan, and counts what it finds. */
export class Enforcer implements EnforcerLike {
  readonly #parts: EnforcerParts;
  readonly #hasTransformations: boolean;
  readonly #integrations = new Map<Rule, Readonly<Record<string, boolean>>>();
  readonly #nearest = new Map<string, string | undefined>();
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
    const verdict =
      message === undefined ? dropped(fieldsOf(event)) : enforce(rules, message, policy);
    const judged = verdict as Judged;
    this.#checked += 1;
    const isTold = hasSomethingToTell(verdict);
    if (!isTold) return this.#finished(judged, isTold);
    this.#count(verdict);
    const told = verdict.isUnplanned ? this.#withNearest(judged) : judged;
    return this.#finished(told, isTold, tell(told, sourceId));
  }

  pass(event: SegmentEvent): EventVerdict {
    const message = this.#transformed(event);
    const verdict =
      message === undefined
        ? dropped(fieldsOf(event))
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

  /** A name is looked for once: to compare it with those of a plan takes longer than all the rest. */
  #withNearest(judged: Judged): Judged {
    const { type, event, name = event } = judged.message;
    if (typeof name !== 'string') return judged;
    const id = `${type} ${name}`;
    let nearest = this.#nearest.get(id);
    if (nearest === undefined && this.#nearest.size < MAX_NEAREST && !this.#nearest.has(id)) {
      nearest = this.#parts.rules.nearestName(type, name);
      this.#nearest.set(id, nearest);
    }
    return nearest === undefined ? judged : Object.assign(judged, { nearest });
  }

  #transformed(event: SegmentEvent): Bag | undefined {
    const { transformations, sourceId } = this.#parts;
    const given = fieldsOf(event);
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
  #finished(verdict: Judged, isTold: boolean, untell?: () => void): EventVerdict {
    const { rule, message, outcome } = verdict;
    const isSent = outcome !== 'block' && this.#parts.setsIntegrations;
    if (isSent && rule !== undefined && rule.where.length > 0) {
      message.integrations = { ...this.#integrationsOf(rule), ...message.integrations };
    }
    return Object.assign(verdict, { isTold, untell });
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
function fieldsOf(event: SegmentEvent): Bag {
  return event as unknown as Bag;
}

function hasSomethingToTell({ isUnplanned, unplanned, violations }: Verdict): boolean {
  return isUnplanned || unplanned.length > 0 || violations.length > 0;
}

/** How many characters of violations a message is given, about. */
const MAX_TOLD_LENGTH = 4_000;

/** Puts into the context what the service would put there. Gives a function that takes it out again. */
function tell(judged: Judged, sourceId: string | undefined): (() => void) | undefined {
  const { message, outcome, omitted, omittedOnViolation } = judged;
  // An event that is not planned and passes: many are made, and there is nothing to tell in them.
  if (outcome === 'pass' && judged.violations.length === 0) return undefined;
  const found = [...blockReasons(judged), ...judged.violations];
  const violations = within(found, ({ field, description }) => field + description);
  const keys = within(omitted, (key) => key);
  const keysOnViolation = within(omittedOnViolation, (key) => key);
  if (keys.length === 0 && keysOnViolation.length === 0 && violations.length === 0) {
    return undefined;
  }
  const { context } = message;
  const protocols = (context as { readonly protocols?: object } | undefined)?.protocols;
  message.context = {
    ...context,
    protocols: {
      ...protocols,
      ...(sourceId === undefined ? {} : { sourceId }),
      ...(keys.length > 0 ? { omitted: keys } : {}),
      ...(keysOnViolation.length > 0 ? { omitted_on_violation: keysOnViolation } : {}),
      ...(violations.length > 0 ? { violations } : {}),
    },
    ...(violations.length > 0 ? { violations } : {}),
  };
  return () => {
    message.context = context;
  };
}

/** What blocked a message and is no violation: whoever gets it instead is told all the same. */
function blockReasons(judged: Judged): readonly Violation[] {
  const { outcome, isUnplanned, reason, unplanned, message, nearest } = judged;
  if (outcome !== 'block') return [];
  if (isUnplanned) {
    const hint = nearest === undefined ? '' : `; perhaps "${nearest}"`;
    const isTrack = message.type === 'track';
    const description = `The ${isTrack ? 'event' : message.type} is not planned${hint}`;
    return [{ type: 'Unplanned', field: isTrack ? 'event' : 'name', description }];
  }
  if (reason !== 'unplanned_property') return [];
  const bag = judged.rule?.bag ?? 'properties';
  return unplanned.map((key) => {
    const field = `${bag}.${key}`;
    return { type: 'Unplanned', field, description: `${field} is not planned` };
  });
}

/** The first of a list, as far as their texts have room. */
function within<Item>(list: readonly Item[], textOf: (item: Item) => string): readonly Item[] {
  let left = MAX_TOLD_LENGTH;
  const end = list.findIndex((item) => {
    left -= textOf(item).length + 50;
    return left < 0;
  });
  return end < 0 ? list : list.slice(0, end);
}
