import { closest, distance } from 'fastest-levenshtein';
import type { JsonObject } from '../entry/json-object.js';
import type { PlanVerdict, PlanViolation } from '../entry/plan-verdict.js';
import type { Problem } from '../entry/problem.js';
import type { SourcePlan, SourceRule } from '../entry/source-plan.js';

/** A name is taken for a planned one where at most one letter of so many differs. */
const LETTERS_A_SLIP = 4;
const RULE_TYPES: Readonly<Record<string, string>> = {
  track: 'TRACK',
  page: 'PAGE',
  screen: 'SCREEN',
};
/** In the words of people. What is not there is told as the service tells it. */
const SERVICE_DOES: Readonly<Record<string, string>> = {
  unplanned:
    'The service blocks it: the plan does not let its source send events that are not planned.',
  schema_violation: 'The service blocks it: the plan does not let its source break the rule.',
  common_schema_violation:
    'The service blocks it: the plan does not let its source break the rule for all messages.',
  unplanned_and_schema_violation:
    'The service blocks it: it is not planned, and breaks the rule for all messages.',
  transformation: 'The service drops it: a transformation of the plan says so.',
};

/** What a plan says of a message, as problems: breaking it is a warning, what is not planned a hint. */
export function planProblems(
  message: JsonObject,
  verdict: PlanVerdict,
  plan: SourcePlan,
): readonly Problem[] {
  const { outcome, violations, unplanned, isUnplanned } = verdict;
  return [
    ...(outcome === 'block' ? [blocked(verdict)] : []),
    ...violations.map((violation) => broken(violation, verdict)),
    ...(isUnplanned ? [unplannedEvent(message, plan)] : []),
    ...unplanned.map((key) => unplannedKey(key, verdict, plan)),
  ];
}

function blocked({ reason = '' }: PlanVerdict): Problem {
  const text = SERVICE_DOES[reason] ?? `The service blocks it: ${reason}.`;
  return { level: 'warning', code: 'plan_blocked', path: '', text };
}

function broken({ type, field, description }: PlanViolation, verdict: PlanVerdict): Problem {
  const path = field === '(root)' ? '' : field;
  const { rule, omittedOnViolation } = verdict;
  const key = omittedOnViolation.find((one) => isBelow(field, one));
  const omits = key === undefined ? '' : ` The service leaves out ${key}.`;
  const where = rule === undefined ? 'the plan' : `${titleOf(rule)}, version ${rule.version}`;
  return {
    level: 'warning',
    code: `plan_${type.toLowerCase().replaceAll(' ', '_')}`,
    path,
    text: `${description} (${where}).${omits}`,
  };
}

/** Whether a field of a message is a key of its own data, or inside of it. */
function isBelow(field: string, key: string): boolean {
  return ['properties', 'traits'].some((bag) => `${field}.`.startsWith(`${bag}.${key}.`));
}

function unplannedEvent({ type, event, name }: JsonObject, plan: SourcePlan): Problem {
  const isTrack = type === 'track';
  const found = String((isTrack ? event : name) ?? '');
  const keys = plan.rules.flatMap(({ type: of, key }) =>
    of === RULE_TYPES[String(type)] && key !== undefined ? [key] : [],
  );
  const near = nearest(found, keys);
  const what = isTrack ? 'event' : String(type);
  const advice = near === undefined ? 'add it, or leave it out' : `${quoted(near)} is`;
  return {
    level: 'hint',
    code: 'plan_unplanned_event',
    path: isTrack ? 'event' : 'name',
    text: `The ${what} ${quoted(found)} is not in the plan ${quoted(plan.name)}: ${advice}.`,
    ...(near === undefined ? {} : { suggestion: near }),
  };
}

function unplannedKey(key: string, verdict: PlanVerdict, plan: SourcePlan): Problem {
  const { rule, omitted } = verdict;
  const bag = rule?.type === 'IDENTIFY' || rule?.type === 'GROUP' ? 'traits' : 'properties';
  const near = key.includes('.') ? undefined : nearest(key, plannedKeys(plan, rule));
  const what = bag === 'traits' ? 'trait' : 'property';
  const advice = near === undefined ? 'add it, or leave it out' : `${near} is`;
  const omits = omitted.includes(key) ? ' The service leaves it out.' : '';
  const where = rule === undefined ? 'the plan' : titleOf(rule);
  return {
    level: 'hint',
    code: 'plan_unplanned_property',
    path: `${bag}.${key}`,
    text: `The ${what} ${key} is not planned in ${where}: ${advice}.${omits}`,
    ...(near === undefined ? {} : { suggestion: near }),
  };
}

function plannedKeys(plan: SourcePlan, rule: PlanVerdict['rule']): readonly string[] {
  const isIt = (one: SourceRule): boolean =>
    one.type === rule?.type && one.key === rule.key && one.version === rule.version;
  return [...(plan.rules.find(isIt)?.planned?.members?.keys() ?? [])];
}

/** A planned name that was probably meant. */
function nearest(name: string, planned: readonly string[]): string | undefined {
  if (planned.length === 0 || name === '') return undefined;
  const near = closest(name, [...planned]);
  const isSpelling = near.toLowerCase() === name.toLowerCase();
  return isSpelling || distance(name, near) <= name.length / LETTERS_A_SLIP ? near : undefined;
}

/** A rule as people know it. */
function titleOf({ type, key }: NonNullable<PlanVerdict['rule']>): string {
  return key === undefined ? type : `${type} ${quoted(key)}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

const RANK = { error: 0, warning: 1, hint: 2 } as const;

/**
 * All problems of a message, the worst first. What a plan says of a field goes before what is said of it in general: the plan
 * knows what this team means by it.
 */
export function joinProblems(
  general: readonly Problem[],
  ofPlan: readonly Problem[],
): readonly Problem[] {
  if (ofPlan.length === 0) return general;
  const paths = new Set(ofPlan.map(({ path }) => path).filter((path) => path !== ''));
  const others = general.filter(({ level, path }) => level === 'error' || !paths.has(path));
  return [...ofPlan, ...others].sort((one, other) => RANK[one.level] - RANK[other.level]);
}
