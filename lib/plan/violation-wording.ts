import type { ErrorObject } from 'ajv';
import { typeOf } from './contradictions.js';
import type { ViolationKind } from './violation.js';

type Params = Readonly<Record<string, unknown>>;

/** How a keyword that is broken is reported. */
export interface Wording {
  readonly kind: ViolationKind;
  /** The type of the violation; of some, it depends on how the keyword was broken. */
  readonly type: string | ((params: Params) => string);
  readonly describe: (error: ErrorObject, field: string) => string;
}

const MAX_NAME_LENGTH = 100;
const MAX_VALUES_LENGTH = 500;

/** How the service words it, as far as it is known: docs/reference/violations.md has the table. */
export function wordingOf(keyword: string): Wording {
  return WORDINGS[keyword] ?? OTHER;
}

/** The kind of a violation, by its type. */
export function kindOf(type: string): ViolationKind {
  return KINDS.get(type) ?? 'condition';
}

function says(
  kind: ViolationKind,
  type: string,
  describe: (params: Params, field: string) => string,
): Wording {
  return { kind, type, describe: ({ params }, field) => describe(params as Params, field) };
}

function bound(type: string, start: string, end = ''): Wording {
  return says('range', type, ({ limit }) => `${start} ${String(limit)}${end}`);
}

function notAllowed(name: (params: Params, field: string) => unknown): Wording {
  return says('additionalProperty', 'Additional Property Not Allowed', (params, field) => {
    return `Additional property ${short(name(params, field))} is not allowed`;
  });
}

const dependency = says('required', 'Missing Dependency', ({ missingProperty }) => {
  return `Has a dependency on ${String(missingProperty)}`;
});

const WORDINGS: Readonly<Record<string, Wording>> = {
  required: says('required', 'Required', (_, field) => `${field} is required`),
  dependentRequired: dependency,
  dependencies: dependency,
  type: {
    kind: 'type',
    type: 'Invalid Type',
    describe: ({ params, data }) =>
      `Invalid type. Expected: ${typesText((params as Params)['type'])}, given: ${typeOf(data)}`,
  },
  pattern: says('pattern', 'Pattern', ({ pattern }) => `Does not match pattern '${pattern}'`),
  format: says('format', 'Format', ({ format }) => `Does not match format '${format}'`),
  enum: says('enum', 'Enum', ({ allowedValues }, field) => {
    return `${field} must be one of the following: ${valuesText(allowedValues)}`;
  }),
  const: says('enum', 'Const', ({ allowedValue }, field) => {
    return `${field} does not match: ${valuesText([allowedValue])}`;
  }),
  minimum: bound('Number Gte', 'Must be greater than or equal to'),
  maximum: bound('Number Lte', 'Must be less than or equal to'),
  exclusiveMinimum: bound('Number Gt', 'Must be greater than'),
  exclusiveMaximum: bound('Number Lt', 'Must be less than'),
  multipleOf: says('range', 'Multiple Of', ({ multipleOf }) => {
    return `Must be a multiple of ${String(multipleOf)}`;
  }),
  minLength: bound('String Gte', 'String length must be greater than or equal to'),
  maxLength: bound('String Lte', 'String length must be less than or equal to'),
  minItems: bound('Array Min Items', 'Array must have at least', ' items'),
  maxItems: bound('Array Max Items', 'Array must have at most', ' items'),
  minProperties: bound('Array Min Properties', 'Must have at least', ' properties'),
  maxProperties: bound('Array Max Properties', 'Must have at most', ' properties'),
  uniqueItems: says('range', 'Unique', () => 'Items must be unique'),
  contains: says('range', 'Contains', () => 'At least one of the items must match'),
  additionalProperties: notAllowed(({ additionalProperty }) => additionalProperty),
  unevaluatedProperties: notAllowed(({ unevaluatedProperty }) => unevaluatedProperty),
  'false schema': notAllowed((_, field) => field.slice(field.lastIndexOf('.') + 1)),
  propertyNames: says('additionalProperty', 'Invalid Property Name', ({ propertyName }) => {
    return `Property name ${short(propertyName)} does not match`;
  }),
  anyOf: says('condition', 'Number Any Of', () => 'Must validate at least one schema (anyOf)'),
  oneOf: says('condition', 'Number One Of', () => {
    return 'Must validate one and only one schema (oneOf)';
  }),
  not: says('condition', 'Number Not', () => 'Must not validate the schema (not)'),
  if: {
    kind: 'condition',
    type: ({ failingKeyword }) => `Condition ${failingKeyword === 'else' ? 'Else' : 'Then'}`,
    describe: ({ params }) =>
      (params as Params)['failingKeyword'] === 'else'
        ? 'Must validate "else" as "if" was not valid'
        : 'Must validate "then" as "if" was valid',
  },
};

const OTHER = says('condition', 'Condition', () => 'Must validate the schema');

const KINDS: ReadonlyMap<string, ViolationKind> = new Map(
  Object.values(WORDINGS).flatMap(({ type, kind }): [string, ViolationKind][] =>
    typeof type === 'string' ? [[type, kind]] : [],
  ),
);

function typesText(types: unknown): string {
  return Array.isArray(types) ? `[${types.join(',')}]` : String(types);
}

function valuesText(values: unknown): string {
  const text = (Array.isArray(values) ? values : [])
    .map((value) => JSON.stringify(value))
    .join(', ');
  return text.length > MAX_VALUES_LENGTH ? `${text.slice(0, MAX_VALUES_LENGTH)} …` : text;
}

function short(name: unknown): string {
  const text = String(name);
  return text.length > MAX_NAME_LENGTH ? `${text.slice(0, MAX_NAME_LENGTH)}…` : text;
}
