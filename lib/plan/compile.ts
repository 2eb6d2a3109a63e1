import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Dialect } from './check-schema.js';
import type { JsonSchema } from './document.js';
import { ASSERTIONS } from './keywords.js';
import { mapSchema } from './map-schema.js';
import { safePattern } from './safe-pattern.js';
import type { Violation } from './violation.js';
import { violationsOf } from './violations-of.js';

/** Says what in a message breaks a schema; nothing, where nothing does. */
export type Validator = (message: unknown) => readonly Violation[] | undefined;

/** Makes validators of schemas, some milliseconds each, so only for rules that are used. What it made goes with it. */
export class Compiler {
  readonly #made = new Map<Dialect, Ajv>();

  /** @throws Error for a schema that it can't make one of */
  compile(schema: JsonSchema, dialect: Dialect): Validator {
    let validators = this.#made.get(dialect);
    if (validators === undefined) {
      validators = newValidators(dialect);
      this.#made.set(dialect, validators);
    }
    const validate: ValidateFunction = validators.compile(mapSchema(schema, assertionsOf));
    return (message) => (validate(message) ? undefined : violationsOf(validate.errors ?? []));
  }
}

/** The words that say what a value may be. Whatever else is there means something else, to somebody else. */
function assertionsOf(schema: JsonSchema): JsonSchema {
  const own = Object.entries(schema).filter(([keyword]) => ASSERTIONS.has(keyword));
  const isNullable = schema['nullable'] === true && schema['type'] !== undefined;
  return Object.fromEntries(isNullable ? [...own, ['nullable', true]] : own);
}

/** The type of the values that are checked for a format; none for one that isn't known, which says nothing. */
export function formatType(name: string): 'string' | 'number' | undefined {
  known ??= newValidators('draft-07');
  const format: unknown = Object.hasOwn(known.formats, name) ? known.formats[name] : undefined;
  if (format === undefined) return undefined;
  const { type } = format as { readonly type?: unknown };
  return type === 'number' ? 'number' : 'string';
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

let known: Ajv | undefined;

function newValidators(dialect: Dialect): Ajv {
  const validators = dialect === '2020-12' ? new Ajv2020(OPTIONS) : new Ajv(OPTIONS);
  addFormats.default(validators);
  return validators;
}
