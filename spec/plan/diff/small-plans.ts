import fc from 'fast-check';
import type { JsonSchema, PlanDocument, PlanRule } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import type { Plan } from '../../../lib/plan/plan.js';
import { PlanError } from '../../../lib/plan/plan-error.js';
import { isSchemaObject, subschemasOf } from '../../../lib/plan/subschemas.js';

type Bag = Readonly<Record<string, unknown>>;
type Entry = readonly [string, unknown];

/** So few names and values that schemas and messages meet. */
const NAMES = ['a', 'b', 'ab'] as const;
const WORDS = ['x', 'y', 'xy', '2026-01-31'] as const;
const TYPES = ['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'] as const;

const name = fc.constantFrom(...NAMES);
const size = fc.integer({ min: 0, max: 3 });
const plain = fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 3, 1.5, -1, ...WORDS);

function aValue(depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return plain;
  const inner = aValue(depth - 1);
  return fc.oneof(
    { arbitrary: plain, weight: 3 },
    fc.array(inner, { maxLength: 3 }),
    members(inner),
  );
}

/** Plain objects, as they come from JSON. */
function members<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true });
}

function aKeyword(keyword: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<Entry> {
  return value.map((one) => [keyword, one]);
}

/** Keywords without schemas inside. */
const PLAIN_KEYWORDS = [
  aKeyword('type', fc.constantFrom(...TYPES)),
  aKeyword('type', fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 4 })),
  aKeyword('type', fc.constantFrom('object', 'array', 'string')),
  aKeyword('enum', fc.uniqueArray(plain, { minLength: 1, maxLength: 4 })),
  aKeyword('const', plain),
  aKeyword('pattern', fc.constantFrom('^x', 'y$', '^(x|y)$', '^(x|y|xy)$', '^(x)$')),
  aKeyword('format', fc.constantFrom('date', 'made-up')),
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((word) =>
    aKeyword(word, size),
  ),
  ...['minLength', 'maxLength', 'minItems', 'maxItems'].map((word) => aKeyword(word, size)),
  ...['minProperties', 'maxProperties'].map((word) => aKeyword(word, size)),
  aKeyword('multipleOf', fc.constantFrom(1, 2, 0.5)),
  aKeyword('uniqueItems', fc.boolean()),
  aKeyword('required', fc.uniqueArray(name, { maxLength: 2 })),
  aKeyword('description', fc.constantFrom('one', 'other')),
  aKeyword('$ref', fc.constantFrom('#/definitions/one', '#/definitions/two')),
];

function schemaOf(depth: number): fc.Arbitrary<JsonSchema> {
  const keywords = depth === 0 ? PLAIN_KEYWORDS : [...PLAIN_KEYWORDS, ...schemaKeywords(depth - 1)];
  return fc
    .array(fc.oneof(...keywords), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries));
}

/** Keywords with schemas inside. */
function schemaKeywords(depth: number): readonly fc.Arbitrary<Entry>[] {
  const schema = schemaOf(depth);
  const inner = fc.oneof({ arbitrary: schema as fc.Arbitrary<unknown>, weight: 4 }, fc.boolean());
  const named = members(inner);
  return [
    ...Array<fc.Arbitrary<Entry>>(5).fill(aKeyword('properties', named)),
    ...Array<fc.Arbitrary<Entry>>(2).fill(aKeyword('items', inner)),
    ...Array<fc.Arbitrary<Entry>>(2).fill(aKeyword('additionalProperties', inner)),
    aKeyword(
      'patternProperties',
      fc.dictionary(fc.constantFrom('^a', 'b$'), inner, { maxKeys: 2 }),
    ),
    ...['allOf', 'anyOf', 'oneOf'].map((word) =>
      aKeyword(word, fc.array(schema, { minLength: 1, maxLength: 3 })),
    ),
    ...['not', 'if', 'then', 'else', 'contains', 'propertyNames'].map((word) =>
      aKeyword(word, inner),
    ),
    aKeyword('items', fc.array(schema, { minLength: 1, maxLength: 2 })),
    aKeyword('additionalItems', inner),
    aKeyword('dependencies', fc.dictionary(name, fc.array(name, { maxLength: 2 }), { maxKeys: 1 })),
  ];
}

/** Rules of all kinds, so that calls may meet another rule when one comes or goes. */
const HEADS = [
  { type: 'TRACK', key: 'E', version: 1 },
  { type: 'TRACK', key: 'E', version: 2 },
  { type: 'TRACK', key: 'F', version: 1 },
  { type: 'IDENTIFY', version: 1 },
  { type: 'PAGE', key: 'P', version: 1 },
  { type: 'PAGE', version: 1 },
  { type: 'COMMON', version: 1 },
] as const;

const aRule: fc.Arbitrary<PlanRule> = fc
  .tuple(fc.constantFrom(...HEADS), schemaOf(3), schemaOf(1), schemaOf(0), fc.boolean())
  .map(([head, bag, one, two, isNeeded]) => {
    const place = head.type === 'IDENTIFY' ? 'traits' : 'properties';
    const jsonSchema = {
      properties: { [place]: bag },
      definitions: { one, two },
      ...(isNeeded ? { required: [place] } : {}),
    };
    return { ...head, jsonSchema };
  });

/** A change of a plan: a rule more or less, or a keyword somewhere in a rule. */
type Edit = (document: PlanDocument) => PlanDocument;

const anEdit: fc.Arbitrary<Edit> = fc.oneof(
  aRule.map(
    (rule): Edit =>
      (plan) => ({ ...plan, rules: [...plan.rules, rule] }),
  ),
  fc.nat(20).map(
    (at): Edit =>
      (plan) => ({ ...plan, rules: without(plan.rules, at) }),
  ),
  {
    weight: 12,
    arbitrary: fc
      .tuple(fc.nat(20), fc.nat(100), fc.nat(10), fc.option(schemaOf(1)))
      .map(([rule, part, keyword, added]): Edit => {
        const change = (schema: JsonSchema): JsonSchema => {
          if (added !== null) return { ...schema, ...added };
          return Object.fromEntries(without(Object.entries(schema), keyword));
        };
        return (plan) => changedPart({ plan, rule, part, change });
      }),
  },
);

interface PartChange {
  readonly plan: PlanDocument;
  readonly rule: number;
  readonly part: number;
  readonly change: (schema: JsonSchema) => JsonSchema;
}

function changedPart({ plan, rule, part, change }: PartChange): PlanDocument {
  const copy = structuredClone(plan);
  const { jsonSchema } = copy.rules[rule % copy.rules.length] ?? {};
  const parts: JsonSchema[] = [];
  const collect = (schema: unknown): void => {
    if (!isSchemaObject(schema)) return;
    parts.push(schema);
    for (const inner of subschemasOf(schema)) collect(inner.schema);
  };
  collect(jsonSchema);
  const target = parts[part % parts.length];
  if (target === undefined) return copy;
  const changed = change(target);
  for (const keyword of Object.keys(target)) Reflect.deleteProperty(target, keyword);
  Object.assign(target, changed);
  return copy;
}

function without<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index % items.length);
}

/** Two plans, the second made of the first by a few changes. Those that are not sound are left out. */
export const planPairs: fc.Arbitrary<readonly [Plan, Plan]> = fc
  .tuple(
    fc.array(aRule, { minLength: 1, maxLength: 4 }).map((rules) => ({ name: 'A plan', rules })),
    fc.array(anEdit, { minLength: 1, maxLength: 2 }),
  )
  .map(([document, edits]) => {
    const changed = edits.reduce((plan: PlanDocument, edit) => edit(plan), document);
    return [soundPlan(document), soundPlan(changed)] as const;
  })
  .filter((pair): pair is readonly [Plan, Plan] => pair.every((plan) => plan !== undefined));

function soundPlan(document: PlanDocument): Plan | undefined {
  try {
    const plan = loadPlan(document);
    plan.prepare();
    return plan;
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}

const bags = fc.oneof(members(aValue(2)), aValue(1));

/** Messages of the kinds that the plans are about. */
export const messages: fc.Arbitrary<readonly Bag[]> = fc.array(
  fc
    .tuple(
      fc.constantFrom(
        { type: 'track', event: 'E' },
        { type: 'track', event: 'E' },
        { type: 'track', event: 'F' },
        { type: 'identify' },
        { type: 'page', name: 'P' },
        { type: 'page' },
      ),
      fc.option(bags, { nil: undefined }),
      fc.constantFrom(undefined, 1, 2),
    )
    .map(([head, bag, version]) => {
      const place = head.type === 'identify' ? 'traits' : 'properties';
      const context = version === undefined ? {} : { protocols: { event_version: version } };
      return { ...head, context, ...(bag === undefined ? {} : { [place]: bag }) };
    }),
  { minLength: 40, maxLength: 40 },
);
