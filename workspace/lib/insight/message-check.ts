import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import { misspeltFields } from './field-names.js';
import type { Findings } from './findings.js';
import { found } from './found.js';
import { checkIds } from './id-check.js';
import { GROUP_TRAITS, USER_TRAITS } from './reserved.js';
import type { Shape } from './shape.js';
import { checkFields } from './shape-check.js';
import { checkTimes } from './time-check.js';

/** Tells of what all calls have but properties and context. */
export function checkMessage(message: JsonObject, findings: Findings): void {
  checkIds(message, findings);
  checkTimes(message, findings);
  for (const { name, field } of misspeltFields(message)) {
    findings.add({
      level: 'warning',
      code: 'field_misspelt',
      path: name,
      text: `The service does not read ${JSON.stringify(name)}: rename it to ${field}, if that was meant.`,
      suggestion: field,
    });
  }
  const { type, traits, properties } = message;
  if (type === 'identify' || type === 'group') {
    checkTraits(traits, type === 'group' ? GROUP_TRAITS : USER_TRAITS, findings);
    misplaced('properties', properties, 'traits', findings);
  } else if (type !== 'alias') misplaced('traits', traits, 'properties', findings);
}

/** Tells of what is no object, or of fields with the wrong types. */
export function checkContext({ context, integrations }: JsonObject, given: ContextCheck): void {
  const { shape, findings } = given;
  if (isJsonObject(context)) {
    const place = { findings, kind: 'context', owner: 'the Spec' } as const;
    checkFields(context, { shape, path: 'context' }, place);
  } else notObject('context', context, findings);
  if (!isJsonObject(integrations)) notObject('integrations', integrations, findings);
}

export interface ContextCheck {
  readonly shape: Shape;
  readonly findings: Findings;
}

function checkTraits(traits: unknown, shape: Shape, findings: Findings): void {
  if (!isJsonObject(traits)) return;
  checkFields(traits, { shape, path: 'traits' }, { findings, kind: 'trait', owner: 'the Spec' });
  for (const [camel, snake] of TWO_WAYS) {
    if (!Object.hasOwn(traits, camel) || !Object.hasOwn(traits, snake)) continue;
    findings.add({
      level: 'hint',
      code: 'trait_twice',
      path: `traits.${snake}`,
      text: `There are ${camel} and ${snake}, which some destinations keep as two traits: send one of them.`,
      suggestion: camel,
    });
  }
}

const TWO_WAYS = [
  ['createdAt', 'created_at'],
  ['firstName', 'first_name'],
  ['lastName', 'last_name'],
] as const;

function misplaced(path: string, value: unknown, right: string, findings: Findings): void {
  if (!isJsonObject(value) || Object.keys(value).length === 0) return;
  findings.add({
    level: 'warning',
    code: 'field_misplaced',
    path,
    text: `This call has no ${path}, so that nobody reads them: put them into ${right}.`,
    suggestion: right,
  });
}

function notObject(path: string, value: unknown, findings: Findings): void {
  if (value === undefined || value === null) return;
  findings.add({
    level: 'warning',
    code: `${path}_type`,
    path,
    text: `${path} is ${found(value)}, which nobody reads: give an object, or leave it out.`,
  });
}
