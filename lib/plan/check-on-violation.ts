import { closest, distance } from 'fastest-levenshtein';
import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import { MESSAGE_TYPES } from '../message/message.js';
import { ACTIONS, type Action, FINDING_KINDS, type OnViolation } from './actions.js';

type Bag = Readonly<Record<string, unknown>>;
const FIELD = 'plan.onViolation';
const KINDS: readonly string[] = [...FINDING_KINDS, 'default'];
/** There is nothing that could be left out of these. */
const NOT_OMITTED = ['unplannedEvent', 'required'];

/**
 * What a client is told to do with messages that are not as planned. A name that is written wrongly would let through what it
 * was meant to stop, so each is looked at.
 * @throws ValidationError that names it
 */
export function checkOnViolation(
  given: unknown,
  rules: readonly { readonly type: string; readonly key: string | undefined }[],
): asserts given is Action | OnViolation | undefined {
  if (given === undefined || isAction(given)) return;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw problem(FIELD, foundIn(given), `one of ${ACTIONS.join(', ')}, or an object`);
  }
  const { types, events, ...kinds } = given as Bag;
  checkKinds(kinds, FIELD);
  const isType = (name: string): boolean => (MESSAGE_TYPES as readonly string[]).includes(name);
  checkGroups(types, { field: `${FIELD}.types`, known: MESSAGE_TYPES, isAllowed: isType });
  const names = rules.flatMap(({ type, key }) =>
    type === 'COMMON' || key === undefined ? [] : key,
  );
  const isEvent = (name: string): boolean => names.includes(name) || !isNearly(name, names);
  checkGroups(events, { field: `${FIELD}.events`, known: names, isAllowed: isEvent });
}

/** An event may be one that the plan does not have; but hardly one that differs by a letter or two. */
function isNearly(name: string, names: readonly string[]): boolean {
  return names.some((known) => distance(name, known) <= MAX_SLIP);
}

const MAX_SLIP = 2;

interface Names {
  readonly field: string;
  readonly known: readonly string[];
  readonly isAllowed: (name: string) => boolean;
}

function checkGroups(groups: unknown, { field, known, isAllowed }: Names): void {
  if (groups === undefined) return;
  if (typeof groups !== 'object' || groups === null) {
    throw problem(field, foundIn(groups), 'an object of actions');
  }
  for (const [name, actions] of Object.entries(groups)) {
    if (!isAllowed(name)) throw unknownName(`${field}[${JSON.stringify(name)}]`, name, known);
    if (actions === undefined || isAction(actions)) continue;
    if (typeof actions !== 'object' || actions === null) {
      throw problem(
        `${field}.${name}`,
        foundIn(actions),
        `one of ${ACTIONS.join(', ')}, or an object`,
      );
    }
    checkKinds(actions as Bag, `${field}.${name}`);
  }
}

function checkKinds(kinds: Bag, field: string): void {
  for (const [kind, action] of Object.entries(kinds)) {
    if (!KINDS.includes(kind)) throw unknownName(`${field}.${kind}`, kind, KINDS);
    if (action !== undefined && !isAction(action)) {
      throw problem(`${field}.${kind}`, foundIn(action), `one of ${ACTIONS.join(', ')}`);
    }
    if (action === 'omit' && NOT_OMITTED.includes(kind)) {
      const expected = 'warn, block or throw, since there is nothing that could be left out';
      throw problem(`${field}.${kind}`, '"omit"', expected);
    }
  }
}

/** A source that the plan doesn't have would be held to none of its settings, and nobody would see it. @throws ValidationError */
export function checkSource(sourceId: string | undefined, known: readonly string[]): void {
  if (sourceId === undefined || known.length === 0 || known.includes(sourceId)) return;
  const expected = `a source of the plan: ${known.join(', ')}`;
  throw problem('plan.sourceId', `"${sourceId.slice(0, 60)}"`, expected);
}

function isAction(value: unknown): value is Action {
  return (ACTIONS as readonly unknown[]).includes(value);
}

function unknownName(field: string, name: string, known: readonly string[]): ValidationError {
  const hint = known.length === 0 ? '' : `, perhaps ${closest(name, [...known])}`;
  return problem(field, 'a name that is not known', `a name that is${hint}`);
}

function foundIn(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : describe(value);
}

function problem(field: string, found: string, expected: string): ValidationError {
  return new ValidationError({ code: 'invalid', call: 'Analytics', field, found, expected });
}
