import type { ErrorObject } from 'ajv';
import type { Violation } from './violation.js';
import { wordingOf } from './violation-wording.js';

/** How many violations of one message are told. */
const MAX_VIOLATIONS = 100;

/** The violations of one message. Why none of several choices fits is told by the choice alone. */
export function violationsOf(errors: readonly ErrorObject[]): readonly Violation[] {
  const choices = errors.filter(({ keyword }) => CHOICES.has(keyword));
  const told = errors.filter(
    (error) => !choices.some((choice) => choice !== error && isInside(error, choice)),
  );
  return told.slice(0, MAX_VIOLATIONS).map(violationOf);
}

const CHOICES = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);

/** Whether an error was met in a branch of a choice: below it, or where a branch refers to. */
function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  if (error.schemaPath.startsWith(`${choice.schemaPath}/`)) return true;
  const parent = choice.schemaPath.slice(0, -choice.keyword.length);
  const isElsewhere = parent !== '#/' && !error.schemaPath.startsWith(parent);
  return isElsewhere && `${error.instancePath}/`.startsWith(`${choice.instancePath}/`);
}

function violationOf(error: ErrorObject): Violation {
  const { type, describe } = wordingOf(error.keyword);
  const field = fieldOf(error);
  return {
    type: typeof type === 'string' ? type : type(error.params),
    field,
    description: describe(error, field),
  };
}

/** A path with dots, from the message on. What is missing, or there too much, is at its own path. */
function fieldOf({ instancePath, params }: ErrorObject): string {
  const keys = instancePath.split('/').slice(1).map(unescaped);
  const { missingProperty, additionalProperty, unevaluatedProperty } = params;
  const own: unknown = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  if (typeof own === 'string') keys.push(own);
  return keys.length === 0 ? '(root)' : keys.join('.');
}

function unescaped(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
