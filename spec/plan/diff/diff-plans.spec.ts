import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffPlans } from '../../../lib/plan/diff/diff-plans.js';
import { CHANGE_CODES } from '../../../lib/plan/diff/difference.js';
import type { JsonSchema, PlanDocument, PlanRule } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { SEEDED } from '../../support/seed.js';
import { aDocument, anEventRule } from '../a-plan.js';
import { manyWays } from '../shared-parts.js';
import { planPairs } from './small-plans.js';

type Members = Readonly<Record<string, unknown>>;

const seenCodes = new Set<string>();

/** The changes between two plans: `breaks TRACK "An Event" total: is required now`. */
function changes(before: PlanDocument, after: PlanDocument): readonly string[] {
  return diffPlans(loadPlan(before), loadPlan(after)).map((change) => {
    const { effect, code, subject, path, message } = change;
    seenCodes.add(code);
    const place = path === undefined ? '' : ` ${path}`;
    return `${effect === 'breaking' ? 'breaks' : 'safe'} ${subject}${place}: ${message}`;
  });
}

/** The same for the properties of one event, without its name. */
function inEvent(
  before: Members,
  after: Members,
  bags: readonly JsonSchema[] = [],
): readonly string[] {
  const [was = {}, is = was] = bags;
  return changes(aDocument(anEventRule(before, was)), aDocument(anEventRule(after, is))).map(
    (line) => line.replace(' TRACK "An Event"', ''),
  );
}

const TEXT = { type: 'string' };

describe('what changed about a property', () => {
  it.each<[string, Members, Members, readonly string[]]>([
    ['nothing', { type: 'string', title: 'a' }, { title: 'b', type: ['string'] }, []],
    ['its type', TEXT, { type: 'boolean' }, ['breaks p: is boolean now; it was string']],
    [
      'a wider type',
      { type: 'integer' },
      { type: 'number' },
      ['safe p: is number now; it was integer'],
    ],
    [
      'a narrower type',
      { type: 'number' },
      { type: 'integer' },
      ['breaks p: is integer now; it was number'],
    ],
    ['no type any more', TEXT, {}, ['safe p: may be of any type now; it was string']],
    ['a type at last', {}, TEXT, ['breaks p: must be string now; any type was allowed']],
    ['null', TEXT, { type: ['string', 'null'] }, ['safe p: may be null, too']],
    ['null no more', { type: ['string', 'null'] }, TEXT, ['breaks p: may no longer be null']],
    ['more values', { enum: ['a'] }, { enum: ['b', 'a'] }, ['safe p: may be "b", too']],
    [
      'fewer values',
      { enum: ['a', 'b', 1] },
      { enum: ['b'] },
      ['breaks p: may no longer be "a" or 1'],
    ],
    ['values at last', TEXT, { ...TEXT, enum: ['a'] }, ['breaks p: may be "a" alone now']],
    ['any value', { ...TEXT, enum: ['a'] }, TEXT, ['safe p: may be others than "a" now']],
    ['a constant', { const: 1 }, { enum: [1, 2] }, ['safe p: may be 2, too']],
    [
      'more words in a pattern',
      { ...TEXT, pattern: '^(a|b)$' },
      { ...TEXT, pattern: '^(a|b|c)$' },
      ['safe p: may be "c", too'],
    ],
    ['a pattern for an enum', { ...TEXT, pattern: '^(a|b)$' }, { ...TEXT, enum: ['b', 'a'] }, []],
    [
      'another pattern',
      { ...TEXT, pattern: '^a' },
      { ...TEXT, pattern: '^b' },
      ['breaks p: must have the pattern ^b now; it was ^a'],
    ],
    [
      'a pattern that all values have',
      { enum: ['ab'] },
      { enum: ['ab'], pattern: '^a' },
      ['safe p: must have the pattern ^a now'],
    ],
    ['no pattern', { pattern: '^a' }, {}, ['safe p: needs no pattern any more; it was ^a']],
    ['a format', {}, { format: 'email' }, ['breaks p: must have the format email now']],
    [
      'a smaller range',
      { minimum: 0, maximum: 9 },
      { minimum: 1, exclusiveMaximum: 9 },
      [
        'breaks p: must be at least 1 now; it was at least 0',
        'breaks p: must be less than 9 now; it was at most 9',
      ],
    ],
    [
      'a larger range',
      { exclusiveMinimum: 1 },
      { minimum: 1 },
      ['safe p: must be at least 1 now; it was more than 1'],
    ],
    ['no range', { maximum: 1 }, {}, ['safe p: needs not be at most 1 any more']],
    [
      'a length',
      { maxLength: 9 },
      { minLength: 1, maxLength: 5 },
      [
        'breaks p: must have at least 1 character now',
        'breaks p: must have at most 5 characters now; it was 9',
      ],
    ],
    ['fewer items', { minItems: 2 }, {}, ['safe p: needs not have at least 2 items any more']],
    ['a multiple', { multipleOf: 2 }, { multipleOf: 4 }, ['breaks p: must be a multiple of 4 now']],
    ['a divisor', { multipleOf: 4 }, { multipleOf: 2 }, ['safe p: must be a multiple of 2 now']],
    ['items that differ', {}, { uniqueItems: true }, ['breaks p: must not have an item twice now']],
    ['a condition', {}, { not: { const: 1 } }, ['breaks p: has another condition (not) now']],
    ['a condition less', { not: { const: 1 } }, {}, ['safe p: has no condition (not) any more']],
    [
      'a choice more',
      { anyOf: [TEXT] },
      { anyOf: [TEXT, { const: 1 }] },
      ['safe p: has other choices (anyOf) now'],
    ],
    [
      'a choice less',
      { anyOf: [TEXT, { const: 1 }] },
      { anyOf: [TEXT] },
      ['breaks p: has other choices (anyOf) now'],
    ],
    ['nothing that it may be', TEXT, { not: {} }, ['breaks p: is not allowed now']],
    [
      'its words',
      { description: 'a' },
      { description: 'b' },
      ['safe p: has another description now'],
    ],
    [
      'the items of a list',
      { items: { properties: { a: TEXT } } },
      { items: { required: ['a'], properties: { a: TEXT, b: TEXT } } },
      ['safe p.$.b: was added: string, optional', 'breaks p.$.a: is required now'],
    ],
    [
      'what is inside',
      { properties: { 'a.b': TEXT } },
      { properties: { 'a.b': { type: 'number' } } },
      [String.raw`breaks p.a\.b: is number now; it was string`],
    ],
  ])('is told: %s', (_, before, after, lines) => {
    expect(inEvent({ p: before }, { p: after })).toEqual(lines);
  });
});

describe('what changed about properties', () => {
  it.each<[string, Members, Members, readonly JsonSchema[], readonly string[]]>([
    ['one more', {}, { a: TEXT }, [{}, {}], ['safe a: was added: string, optional']],
    [
      'one more that must be there',
      {},
      { a: TEXT },
      [{}, { required: ['a'] }],
      ['breaks a: was added: string, required'],
    ],
    [
      'one that must be there now',
      { a: TEXT },
      { a: TEXT },
      [{}, { required: ['a'] }],
      ['breaks a: is required now'],
    ],
    [
      'one that need not be there',
      { a: TEXT },
      { a: TEXT },
      [{ required: ['a'] }, {}],
      ['safe a: is optional now'],
    ],
    [
      'one less',
      { a: TEXT },
      {},
      [{ required: ['a'] }, {}],
      ['breaks a: was removed, and is unplanned now'],
    ],
    [
      'one less where nothing else is allowed',
      { a: TEXT },
      {},
      [{ additionalProperties: false }],
      ['breaks a: was removed, and is not allowed now'],
    ],
    [
      'one of another name',
      { orderId: TEXT },
      { order_id: TEXT },
      [],
      [
        'breaks orderId: was removed, and is unplanned now; perhaps it is "order_id" now',
        'safe order_id: was added: string, optional',
      ],
    ],
    [
      'one that others spoke of',
      {},
      { a: { type: 'number' } },
      [{ additionalProperties: TEXT }],
      ['breaks a: was added: number; it could be anything before'],
    ],
    [
      'no others',
      { a: TEXT },
      { a: TEXT },
      [{}, { additionalProperties: false }],
      ['breaks properties: takes no other properties than the planned ones now'],
    ],
    [
      'others',
      { a: TEXT },
      { a: TEXT },
      [{ additionalProperties: false }, {}],
      ['safe properties: takes other properties than the planned ones now'],
    ],
  ])('is told: %s', (_, before, after, bags, lines) => {
    expect(inEvent(before, after, bags)).toEqual(lines);
  });

  it('is told where properties are planned for the first time', () => {
    const open: PlanRule = { type: 'TRACK', key: 'An Event', jsonSchema: {} };
    expect(changes(aDocument(open), aDocument(anEventRule({ a: {} })))).toEqual([
      'breaks TRACK "An Event" properties: was added: object; it could be anything before',
      'breaks TRACK "An Event" properties: has a list of planned keys now: others are unplanned',
    ]);
  });

  it('is found where many references lead to one part', () => {
    const [was, is] = [TEXT, { type: 'number' }].map((a) =>
      aDocument(manyWays({ properties: { a } })),
    );
    expect(was && is && changes(was, is)).toEqual([
      'breaks TRACK "An Event" first: has other choices (anyOf) now',
    ]);
  });

  it.each<[string, string, string]>([
    ['a space', 'a part', 'a%20part'],
    ['a slash', 'a/part', 'a~1part'],
  ])('is found by a reference with %s', (_, name, encoded) => {
    const withPart = (part: JsonSchema): PlanDocument => {
      const rule = anEventRule({ p: { $ref: `#/definitions/${encoded}` } });
      return aDocument({
        ...rule,
        jsonSchema: { ...rule.jsonSchema, definitions: { [name]: part } },
      });
    };
    expect(changes(withPart(TEXT), withPart({ type: 'number' }))).toEqual([
      'breaks TRACK "An Event" p: is number now; it was string',
    ]);
  });

  it('is found inside of parts that contain themselves, by every way to them', () => {
    const tree = (leaf: JsonSchema): PlanDocument => {
      const rule = anEventRule({ a: { $ref: '#/definitions/a' }, b: { $ref: '#/definitions/b' } });
      const a = { properties: { b: { $ref: '#/definitions/b' } }, required: ['b'] };
      const b = { properties: { a: { $ref: '#/definitions/a' }, leaf } };
      return aDocument({ ...rule, jsonSchema: { ...rule.jsonSchema, definitions: { a, b } } });
    };
    expect(changes(tree(TEXT), tree({ type: 'number' }))).toEqual([
      'breaks TRACK "An Event" a.b.leaf: is number now; it was string',
      'breaks TRACK "An Event" b.a.b.leaf: is number now; it was string',
      'breaks TRACK "An Event" b.leaf: is number now; it was string',
    ]);
  });

  it('is the same for both forms of a rule', () => {
    const bag = { type: 'object', required: ['a'], properties: { a: TEXT } };
    const whole = { properties: { properties: bag }, required: ['properties'] };
    const inRule = (jsonSchema: JsonSchema) => aDocument({ type: 'TRACK', key: 'E', jsonSchema });
    const [flat, full] = [inRule({ eventMetadata: {}, ...bag }), inRule(whole)];
    expect(changes(flat, full)).toEqual(['safe TRACK "E": may be of any type now; it was object']);
  });
});

const OPEN = { connections: [{ sourceId: 'web', settings: { track: {} } }] };
const CLOSED = {
  connections: [{ sourceId: 'web', settings: { track: { allowUnplannedEvents: false } } }],
};
const E = anEventRule({ a: TEXT }, {}, { key: 'Order Paid' });
const V2 = {
  ...E,
  version: 2,
  jsonSchema: anEventRule({ a: TEXT }, { required: ['a'] }).jsonSchema,
};
const PAGE: PlanRule = { type: 'PAGE', key: 'Home', jsonSchema: {} };
const ANY_PAGE: PlanRule = { type: 'PAGE', jsonSchema: { required: ['userId'] } };

describe('what changed about rules', () => {
  it.each<[string, PlanDocument, PlanDocument, readonly string[]]>([
    ['an event more', aDocument(), aDocument(E), ['safe TRACK "Order Paid": was added']],
    [
      'an event less',
      aDocument(E),
      aDocument(),
      ['breaks TRACK "Order Paid": was removed; its calls are unplanned now'],
    ],
    [
      'an event less, where unplanned ones pass',
      { ...aDocument(E), ...OPEN },
      { ...aDocument(), ...OPEN },
      [
        'safe TRACK "Order Paid": was removed; its calls are unplanned now, which every source lets pass',
      ],
    ],
    [
      'an event less, where unplanned ones are blocked',
      { ...aDocument(E), ...CLOSED },
      { ...aDocument(), ...CLOSED },
      ['breaks TRACK "Order Paid": was removed; its calls are unplanned now'],
    ],
    [
      'an event of another name',
      aDocument(E),
      aDocument({ ...E, key: 'order_paid' }),
      [
        'breaks TRACK "Order Paid": was removed; its calls are unplanned now; perhaps it is "order_paid" now',
        'safe TRACK "order_paid": was added',
      ],
    ],
    [
      'a version more',
      aDocument(E),
      aDocument(E, V2),
      ['safe TRACK "Order Paid" version 2: was added'],
    ],
    [
      'a version less, whose calls meet one that asks for less',
      aDocument(E, V2),
      aDocument(E),
      ['safe TRACK "Order Paid" version 2: was removed'],
    ],
    [
      'a version less, whose calls meet one that asks for more',
      aDocument(E, V2),
      aDocument(V2),
      [
        'breaks TRACK "Order Paid": was removed; calls that TRACK "Order Paid" version 2 is for now may break it: a is required now',
      ],
    ],
    [
      'pages of which some are planned now',
      aDocument(E),
      aDocument(E, PAGE),
      [
        'breaks PAGE: calls of page without a rule of their own are unplanned now',
        'safe PAGE "Home": was added',
      ],
    ],
    [
      'pages that have a rule now',
      aDocument(E),
      aDocument(E, ANY_PAGE),
      [
        'breaks PAGE: was added; calls that this rule was not for may break it: userId is required now',
      ],
    ],
    [
      'a page whose rule is that of all pages now',
      aDocument(PAGE, ANY_PAGE),
      aDocument(ANY_PAGE),
      [
        'breaks PAGE "Home": was removed; calls that PAGE is for now may break it: userId is required now',
      ],
    ],
    [
      'a rule for every message',
      aDocument(E),
      aDocument(E, { type: 'COMMON', jsonSchema: { properties: { userId: TEXT } } }),
      [
        'breaks COMMON: was added; calls that this rule was not for may break it: userId was added: string; it could be anything before',
      ],
    ],
    [
      'fields of a message',
      aDocument({
        type: 'COMMON',
        jsonSchema: { properties: { context: { properties: { ip: TEXT } } } },
      }),
      aDocument({
        type: 'COMMON',
        jsonSchema: { properties: { context: { properties: { ip: {} } } } },
      }),
      ['safe COMMON context.ip: may be of any type now; it was string'],
    ],
    [
      'what people read',
      aDocument(E),
      aDocument({
        ...E,
        jsonSchema: { ...E.jsonSchema, labels: { team: 'shop' } },
        planning: { why: ['Why?'] },
        deprecatedAt: '2026-01-01T00:00:00Z',
      }),
      [
        'safe TRACK "Order Paid": has other labels now',
        'safe TRACK "Order Paid": has another answer to why it is collected now',
        'safe TRACK "Order Paid": is deprecated since 2026-01-01T00:00:00Z',
      ],
    ],
    [
      'other destinations',
      aDocument({ ...E, planning: { where: ['A', 'B'] } }),
      aDocument({ ...E, planning: { where: ['B', 'C'] } }),
      [
        'breaks TRACK "Order Paid": no longer goes to "A"',
        'safe TRACK "Order Paid": goes to "C", too',
      ],
    ],
    [
      'destinations at last',
      aDocument(E),
      aDocument({ ...E, planning: { where: ['A'] } }),
      ['breaks TRACK "Order Paid": goes to "A" alone now'],
    ],
    [
      'destinations no more',
      aDocument({ ...E, planning: { where: ['A'] } }),
      aDocument(E),
      ['safe TRACK "Order Paid": may go to every destination now'],
    ],
    [
      'another draft of JSON Schema',
      aDocument(E),
      aDocument({
        ...E,
        jsonSchema: { ...E.jsonSchema, $schema: 'https://json-schema.org/draft/2020-12/schema' },
      }),
      ['safe TRACK "Order Paid": is written in JSON Schema 2020-12 now; it was draft-07'],
    ],
    ['the order of rules', aDocument(E, PAGE), aDocument(PAGE, E), []],
  ])('is told: %s', (_, before, after, lines) => {
    expect(changes(before, after)).toEqual(lines);
  });
});

const FIX = { name: 'Fix', sourceId: 'web', enabled: true, if: "event = 'a'" };

describe('what changed about sources and transformations', () => {
  it.each<[string, Partial<PlanDocument>, Partial<PlanDocument>, readonly string[]]>([
    ['a stricter source', OPEN, CLOSED, ['breaks source "web": unplanned events are blocked now']],
    [
      'a source that lets more pass',
      CLOSED,
      OPEN,
      ['safe source "web": unplanned events pass now'],
    ],
    ['a source more', {}, OPEN, ['safe source "web": is held to the plan now']],
    [
      'a strict source more',
      {},
      CLOSED,
      ['breaks source "web": is held to the plan now; unplanned events are blocked now'],
    ],
    ['a source less', CLOSED, {}, ['safe source "web": is no longer held to the plan']],
    [
      'other settings',
      {
        connections: [
          { sourceId: 'a', settings: { group: { commonEventOnViolations: 'OMIT_TRAITS' } } },
        ],
      },
      {
        connections: [
          {
            sourceId: 'a',
            settings: { group: { commonEventOnViolations: 'BLOCK' }, forwardingViolationsTo: 'b' },
          },
        ],
      },
      [
        'breaks source "a": group calls that break the COMMON rule are blocked now',
        'safe source "a": violations are forwarded to "b" now',
      ],
    ],
    [
      'a transformation more',
      {},
      { transformations: [FIX] },
      ['breaks transformation "Fix": was added'],
    ],
    [
      'one that is off',
      {},
      { transformations: [{ ...FIX, enabled: false }] },
      ['safe transformation "Fix": was added'],
    ],
    ['one less', { transformations: [FIX] }, {}, ['breaks transformation "Fix": was removed']],
    [
      'one that is on now',
      { transformations: [{ ...FIX, enabled: false }] },
      { transformations: [FIX] },
      ['breaks transformation "Fix": was switched on'],
    ],
    [
      'one for a destination',
      { transformations: [{ ...FIX, destinationMetadataId: 'x' }] },
      { transformations: [{ ...FIX, destinationMetadataId: 'x', drop: true }] },
      ['safe transformation "Fix": was changed'],
    ],
  ])('is told: %s', (_, before, after, lines) => {
    expect(changes({ ...aDocument(E), ...before }, { ...aDocument(E), ...after })).toEqual(lines);
  });
});

describe('the difference of a plan and itself', () => {
  it('is nothing', () => {
    const plan = loadPlan('spec/fixtures/plan/example-plan.json');
    expect(diffPlans(plan, plan)).toEqual([]);
    fc.assert(
      fc.property(planPairs, ([one, other]) => {
        expect(diffPlans(one, one)).toEqual([]);
        expect(diffPlans(other, loadPlan(structuredClone(other.document)))).toEqual([]);
      }),
      SEEDED,
    );
  });
});

describe('the codes of changes', () => {
  it('have all been seen here', () => {
    expect([...seenCodes].sort()).toEqual([...CHANGE_CODES].sort());
  });
});
