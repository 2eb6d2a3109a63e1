import { toJson } from '../base/json.js';
import { CONTRADICTORY } from './contradictions.js';
import { safePattern } from './safe-pattern.js';
import {
  isSchemaObject,
  SCHEMA_KEYWORDS,
  SUBSCHEMA_FORMS,
  type SubschemaForm,
} from './subschemas.js';

export const JSON_TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
/** How many values an enum may have, and how many characters of JSON: each message is compared with them. */
export const MAX_ENUM_VALUES = 10_000;
export const MAX_ENUM_LENGTH = 262_144;

/** What the value of a keyword must be: in words, where it isn't. */
type Rule = (value: unknown) => string | undefined;

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...[...SCHEMA_KEYWORDS.lists].map((name): [string, Rule] => [name, listRule]),
  ...[...SCHEMA_KEYWORDS.maps].map((name): [string, Rule] => [name, mapRule]),
  ['type', typeRule],
  ['enum', enumRule],
  ['pattern', patternRule],
  ['patternProperties', patternNamesRule],
  ['required', namesRule],
  ['dependentRequired', dependentRule],
  ['dependencies', dependenciesRule],
  ['format', (value) => (typeof value === 'string' ? undefined : 'a text')],
  ['$ref', (value) => (typeof value === 'string' ? undefined : 'a text')],
  ['$anchor', (value) => (typeof value === 'string' ? undefined : 'a text')],
  ['$async', () => 'left out: messages are checked at once'],
  ['$dynamicRef', () => 'left out: use $ref'],
  ['$recursiveRef', () => 'left out: use $ref'],
  ['multipleOf', (value) => (isNumber(value) && value > 0 ? undefined : 'a number above 0')],
  ['uniqueItems', (value) => (typeof value === 'boolean' ? undefined : 'true or false')],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((name): [string, Rule] => [
    name,
    (value) => (isNumber(value) ? undefined : 'a number'),
  ]),
  ...[
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'minProperties',
    'maxProperties',
    'minContains',
    'maxContains',
  ].map((name): [string, Rule] => [
    name,
    (value) =>
      isNumber(value) && Number.isInteger(value) && value >= 0
        ? undefined
        : 'a whole number from 0',
  ]),
]);

/** Words that say what a value may be, or where that is said. */
export const ASSERTIONS: ReadonlySet<string> = new Set([
  ...RULES.keys(),
  ...SUBSCHEMA_FORMS.keys(),
  'const',
]);

/** What has to be done about a schema, by the keywords that it has. */
export const TASKS = { contradict: 1, refer: 2 } as const;

interface Keyword {
  /** What its value must be. */
  readonly rule: Rule | undefined;
  /** How the schemas inside of it are written. */
  readonly form: SubschemaForm | undefined;
  /** The tasks, as bits. */
  readonly tasks: number;
}

/** All keywords that there is anything to check of: words that aren't known say nothing. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  [...RULES.keys(), ...SUBSCHEMA_FORMS.keys(), ...CONTRADICTORY].map((name): [string, Keyword] => [
    name,
    {
      rule: RULES.get(name),
      form: SUBSCHEMA_FORMS.get(name),
      tasks:
        (CONTRADICTORY.has(name) ? TASKS.contradict : 0) |
        (name === '$ref' || name === '$anchor' ? TASKS.refer : 0),
    },
  ]),
);

function listRule(value: unknown): string | undefined {
  return Array.isArray(value) && value.length > 0 ? undefined : 'a list of schemas';
}

function mapRule(value: unknown): string | undefined {
  return isSchemaObject(value) ? undefined : 'an object of schemas';
}

function typeRule(value: unknown): string | undefined {
  if (typeof value === 'string' && JSON_TYPES.includes(value)) return undefined;
  const types: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isKnown = types.length > 0 && types.every((type) => JSON_TYPES.includes(String(type)));
  return isKnown ? undefined : `one of ${JSON_TYPES.join(', ')}, or a list of them`;
}

function enumRule(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return 'a list of values';
  if (value.length <= FEW && value.every(isShort)) return undefined;
  const isBounded =
    value.length <= MAX_ENUM_VALUES && typeof toJson(value, MAX_ENUM_LENGTH) === 'string';
  return isBounded
    ? undefined
    : `a list of up to ${MAX_ENUM_VALUES} values and ${MAX_ENUM_LENGTH} characters: use a pattern, or no limit`;
}

/** So many texts of so many characters are within the bounds, however they are written. */
const FEW = 50;
const SHORT = 100;

function isShort(value: unknown): boolean {
  return typeof value === 'string' && value.length <= SHORT;
}

function namesRule(value: unknown): string | undefined {
  const isList = Array.isArray(value) && value.every((name) => typeof name === 'string');
  return isList ? undefined : 'a list of names';
}

function dependentRule(value: unknown): string | undefined {
  const isMap = isSchemaObject(value) && !Object.values(value).some(namesRule);
  return isMap ? undefined : 'an object of lists of names';
}

function dependenciesRule(value: unknown): string | undefined {
  if (!isSchemaObject(value)) return 'an object';
  const lists = Object.values(value).filter((one) => Array.isArray(one));
  return lists.some(namesRule) ? 'an object of schemas and of lists of names' : undefined;
}

function patternRule(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'a regular expression as a text';
  try {
    safePattern(value);
    return undefined;
  } catch (error) {
    return `a pattern that RE2 has (no lookaround, no backreferences; \`not\` says what may not be): ${reasonOf(error)}`;
  }
}

function patternNamesRule(value: unknown): string | undefined {
  if (!isSchemaObject(value)) return 'an object of schemas';
  return Object.keys(value)
    .map(patternRule)
    .find((expected) => expected !== undefined);
}

function reasonOf(error: unknown): string {
  return error instanceof Error
    ? error.message.replace(/^error parsing regexp: /, '')
    : String(error);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
