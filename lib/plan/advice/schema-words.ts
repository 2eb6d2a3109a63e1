import type { Dialect } from '../check-schema.js';
import { JSON_TYPES } from '../keywords.js';
import { bare, nearestSlip } from '../similar-names.js';
import { isSchemaObject } from '../subschemas.js';

/** A word of JSON Schema, as far as it is needed to tell whether it is meant and whether it does anything. */
interface SchemaWord {
  /** Whether a value could stand behind it: what could not is no misspelling of the word. */
  readonly takes: (value: unknown) => boolean;
  /** The types of values that it says something of; none, where it speaks of any. */
  readonly types?: readonly string[];
  /** The only dialect that has it. */
  readonly dialect?: Dialect;
  /** The word beside it without which it does nothing. */
  readonly needs?: string;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isList = (value: unknown): boolean => Array.isArray(value);
const isObject = (value: unknown): boolean => isSchemaObject(value);
const isSchema = (value: unknown): boolean => isObject(value) || isFlag(value);
const isType = (value: unknown): boolean =>
  isList(value) || JSON_TYPES.some((type) => bare(type) === bare(String(value)));

const OF_NUMBERS = { takes: isNumber, types: ['number', 'integer'] };
const OF_TEXTS = { takes: isNumber, types: ['string'] };
const OF_LISTS = { takes: isNumber, types: ['array'] };
const OF_OBJECTS = { takes: isNumber, types: ['object'] };
const OBJECT_MAP = { takes: isObject, types: ['object'] };
const OBJECT_SCHEMA = { takes: isSchema, types: ['object'] };
const LIST_SCHEMA = { takes: isSchema, types: ['array'] };
const RECENT = { dialect: '2020-12' } as const;

const WORDS: ReadonlyMap<string, SchemaWord> = new Map<string, SchemaWord>([
  // An object that has it would be taken for a promise.
  ['then', { takes: isSchema, needs: 'if' }],
  ...Object.entries({
    type: { takes: isType },
    enum: { takes: isList },
    const: { takes: () => true },
    minimum: OF_NUMBERS,
    maximum: OF_NUMBERS,
    exclusiveMinimum: OF_NUMBERS,
    exclusiveMaximum: OF_NUMBERS,
    multipleOf: OF_NUMBERS,
    minLength: OF_TEXTS,
    maxLength: OF_TEXTS,
    pattern: { takes: isText, types: ['string'] },
    format: { takes: isText, types: ['string', 'number', 'integer'] },
    items: { takes: (value) => isSchema(value) || isList(value), types: ['array'] },
    prefixItems: { takes: isList, types: ['array'], ...RECENT },
    additionalItems: { ...LIST_SCHEMA, dialect: 'draft-07' },
    unevaluatedItems: { ...LIST_SCHEMA, ...RECENT },
    contains: LIST_SCHEMA,
    minContains: { ...OF_LISTS, ...RECENT, needs: 'contains' },
    maxContains: { ...OF_LISTS, ...RECENT, needs: 'contains' },
    minItems: OF_LISTS,
    maxItems: OF_LISTS,
    uniqueItems: { takes: isFlag, types: ['array'] },
    properties: OBJECT_MAP,
    patternProperties: OBJECT_MAP,
    additionalProperties: OBJECT_SCHEMA,
    unevaluatedProperties: { ...OBJECT_SCHEMA, ...RECENT },
    propertyNames: OBJECT_SCHEMA,
    required: { takes: isList, types: ['object'] },
    dependencies: OBJECT_MAP,
    dependentRequired: { ...OBJECT_MAP, ...RECENT },
    dependentSchemas: { ...OBJECT_MAP, ...RECENT },
    minProperties: OF_OBJECTS,
    maxProperties: OF_OBJECTS,
    allOf: { takes: isList },
    anyOf: { takes: isList },
    oneOf: { takes: isList },
    not: { takes: isSchema },
    if: { takes: isSchema },
    else: { takes: isSchema, needs: 'if' },
    $ref: { takes: (value) => isText(value) && String(value).includes('#') },
    $schema: { takes: (value) => isText(value) && String(value).startsWith('http') },
    definitions: { takes: isObject },
    $defs: { takes: isObject },
    description: { takes: isText },
    title: { takes: isText },
    labels: { takes: isObject },
    eventMetadata: { takes: isObject },
  } satisfies Record<string, SchemaWord>),
]);

/** Words that others read, and that do nothing here: of JSON Schema, of OpenAPI, and of the tools of Segment. */
const OTHERS = new Set(
  (
    '$anchor $async $comment $dynamicAnchor $dynamicRef $id $recursiveAnchor $recursiveRef $vocabulary comment ' +
    'contentEncoding contentMediaType contentSchema default deprecated discriminator example examples externalDocs ' +
    'formatExclusiveMaximum formatExclusiveMinimum formatMaximum formatMinimum id nullable readOnly writeOnly xml'
  ).split(' '),
);

/** What is known of a word; undefined for one that is none of JSON Schema. */
export function schemaWord(name: string): SchemaWord | undefined {
  return WORDS.get(name);
}

/** The word that was likely meant by one that isn't known. None for a word that somebody else may have, or that is like no other. */
export function meantWord(name: string, value: unknown): string | undefined {
  if (WORDS.has(name) || OTHERS.has(name) || name.toLowerCase().startsWith('x-')) return undefined;
  const possible = [...WORDS].filter(([, { takes }]) => takes(value)).map(([word]) => word);
  return nearestSlip(name, possible);
}
