import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Dialect } from './check-schema.js';
import type { JsonSchema } from './document.js';
import { withoutIds } from './message-schema.js';
import { safePattern } from './safe-pattern.js';

/** Says what in a message breaks a schema; nothing, where nothing does. */
export type Validator = (message: unknown) => readonly ErrorObject[] | undefined;

/** Makes a validator of a schema: some milliseconds, so only for rules that are used. @throws Error where it can't */
export function compile(schema: JsonSchema, dialect: Dialect): Validator {
  const validators = validatorsOf(dialect);
  const own = withoutIds(schema);
  const validate: ValidateFunction = validators.compile(own);
  // Otherwise it would keep every schema that it ever saw.
  validators.removeSchema(own);
  return (message) => (validate(message) ? undefined : (validate.errors ?? []));
}

/** Whether texts are checked for a format. One that isn't known says nothing. */
export function isKnownFormat(name: string): boolean {
  return Object.hasOwn(validatorsOf('draft-07').formats, name);
}

const OPTIONS: Options = {
  // Plans have words of their own, and say things in two places.
  strict: false,
  allErrors: true,
  messages: false,
  // A wrong type is told with the type that was found.
  verbose: true,
  // Looked at when the plan was loaded.
  validateSchema: false,
  logger: false,
  // A message that lacks a property named `constructor` does lack it.
  ownProperties: true,
  loopEnum: 100,
  code: {
    regExp: Object.assign((pattern: string) => safePattern(pattern), { code: 'safePattern' }),
  },
};

const made = new Map<Dialect, Ajv>();

function validatorsOf(dialect: Dialect): Ajv {
  let validators = made.get(dialect);
  if (validators === undefined) {
    validators = dialect === '2020-12' ? new Ajv2020(OPTIONS) : new Ajv(OPTIONS);
    addFormats.default(validators);
    made.set(dialect, validators);
  }
  return validators;
}
