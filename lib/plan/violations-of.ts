import type { ErrorObject } from 'ajv';
import type { Violation } from './violation.js';
import { wordingOf } from './violation-wording.js';

/** How many findings of one message are looked at one by one. Beyond, one of each kind is for each key of the data. */
const MAX_EACH = 100;
/** How many are kept in all. */
const MAX_KEPT = 5_000;

/**
 * The violations of one message, the first hundred and then whatever is another kind or about another key. Why none of
 * several choices fits is told by the choice alone, where the choices are written there.
 */
export function violationsOf(errors: readonly ErrorObject[]): readonly Violation[] {
  const choices = new Set(
    errors.filter(({ keyword }) => CHOICES.has(keyword)).map(({ schemaPath }) => schemaPath),
  );
  const told = choices.size === 0 ? errors : errors.filter((error) => !isInside(error, choices));
  const kinds = new Set<string>();
  const kept = told.filter((error, index) => {
    const { size } = kinds;
    if (size < MAX_KEPT) kinds.add(kindId(error));
    return index < MAX_EACH || kinds.size > size;
  });
  return kept.map(violationOf);
}

/** Whether an error was met in a branch of a choice that failed. */
function isInside({ schemaPath }: ErrorObject, choices: ReadonlySet<string>): boolean {
  for (let end = schemaPath.lastIndexOf('/'); end > 0; end = schemaPath.lastIndexOf('/', end - 1)) {
    if (choices.has(schemaPath.slice(0, end))) return true;
  }
  return false;
}

const CHOICES = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);

function kindId(error: ErrorObject): string {
  const [bag = '', key = ''] = fieldOf(error).split('.', 2);
  return `${error.keyword} ${bag} ${key}`;
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
