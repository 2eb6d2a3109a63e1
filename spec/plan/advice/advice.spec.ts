import { describe, expect, it } from '@jest/globals';
import { adviseOn } from '../../../lib/plan/advice/advice.js';
import { ADVICE_LEVELS, type AdviceCode } from '../../../lib/plan/advice/advice-codes.js';
import type { PlanDocument, PlanRule } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { aDocument, anEventRule } from '../a-plan.js';

const NOW_MS = Date.parse('2026-06-01T00:00:00Z');
const PLANNING = { what: 'It', why: ['Why?'], forWhom: ['Us'], where: ['Warehouses'] };
const ID = { type: 'string', description: 'Its id.' };

/** A rule that there is nothing to say of, but for its name. */
function anEvent(key: string, properties: object = { order_id: ID }, rule = {}): PlanRule {
  return anEventRule({ ...properties }, {}, { key, planning: PLANNING, ...rule });
}

function identify(traits: object): PlanRule {
  return { type: 'IDENTIFY', planning: PLANNING, jsonSchema: { properties: { traits } } };
}

const GOOD = anEvent('Order Completed');

function plan(document: Partial<PlanDocument>): PlanDocument {
  return { ...aDocument(GOOD), ...document };
}

function connections(...ids: readonly string[]): Partial<PlanDocument> {
  return { connections: ids.map((sourceId) => ({ sourceId })) };
}

function transformation(fields: object = {}) {
  return { name: 'Fix', sourceId: 'web', enabled: true, if: "event = 'a'", ...fields };
}

const CASES: readonly (readonly [AdviceCode, PlanDocument, path: string, text: RegExp])[] = [
  [
    'event-casing',
    aDocument(GOOD, anEvent('cart_viewed')),
    'rules[1].key',
    /"Cart Viewed" would be/,
  ],
  ['event-style', aDocument(anEvent('order_completed')), 'rules', /in snake_case; Title Case/],
  ['event-action', aDocument(anEvent('View Product')), 'rules[0].key', /end in what happened/],
  ['event-action', aDocument(anEvent('Completed')), 'rules[0].key', /what was completed/],
  ['event-dynamic', aDocument(anEvent('Order 83125 Paid')), 'rules[0].key', /move "83125"/],
  ['event-dynamic', aDocument(anEvent('Sale 2026-01-31 Seen')), 'rules[0].key', /"2026-01-31"/],
  ['event-dynamic', aDocument(anEvent('Page {id} Seen')), 'rules[0].key', /"\{id\}"/],
  ['event-dynamic', aDocument(anEvent('Mail a@b.example Sent')), 'rules[0].key', /"a@b\.example"/],
  ['event-alike', aDocument(GOOD, anEvent('Order completed')), 'rules[1].key', /case of letters/],
  ['event-alike', aDocument(GOOD, anEvent('Orders Completed')), 'rules[1].key', /one letter/],
  [
    'property-casing',
    aDocument(anEvent('Order Paid', { a_b: ID, c_d: ID, eF: ID })),
    'rules[0].jsonSchema.properties.properties.properties.eF',
    /"e_f" would be/,
  ],
  ['property-style', aDocument(anEvent('Order Paid', { orderId: ID })), 'rules', /"order_id"/],
  [
    'property-alike',
    aDocument(anEvent('Order Paid', { order_id: ID, orderid: ID })),
    'rules[0].jsonSchema.properties.properties.properties.orderid',
    /"orderid" and "order_id"/,
  ],
  [
    'planning-missing',
    aDocument(GOOD, anEvent('Cart Viewed', { a: ID }, { planning: { what: 'A cart' } })),
    'rules[1].planning',
    /why it is collected, for whom, where it goes\.$/,
  ],
  [
    'planning-missing',
    aDocument(
      anEventRule({ a: ID }, {}, { key: 'A Sent' }),
      anEventRule({ a: ID }, {}, { key: 'B Sent' }),
    ),
    'rules',
    /None of the 2 items/,
  ],
  [
    'where-alike',
    aDocument(
      GOOD,
      anEvent('Cart Viewed', { a: ID }, { planning: { ...PLANNING, where: ['warehouses'] } }),
    ),
    'rules[1].planning.where[0]',
    /"warehouses" and "Warehouses"/,
  ],
  [
    'property-undescribed',
    aDocument(anEvent('Order Paid', { list: { items: { properties: { a: {} } } } })),
    'rules[0].jsonSchema',
    /"list", "list\.\$\.a"/,
  ],
  ['no-properties', aDocument(anEvent('Order Paid', {})), 'rules[0].jsonSchema', /no properties/],
  [
    'many-properties',
    aDocument(
      anEvent(
        'Order Paid',
        Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`p${at}`, ID])),
      ),
    ),
    'rules[0].jsonSchema',
    /51 properties/,
  ],
  [
    'required-unplanned',
    aDocument(anEventRule({ a: ID }, { required: ['b'] }, { key: 'A Sent', planning: PLANNING })),
    'rules[0].jsonSchema',
    /"b" must be there/,
  ],
  [
    'required-traits',
    aDocument(identify({ required: ['email'], properties: { email: ID } })),
    'rules[0].jsonSchema',
    /keep traits optional/,
  ],
  [
    'misplaced-properties',
    aDocument({ ...GOOD, jsonSchema: { properties: { order_id: ID } } }),
    'rules[0].jsonSchema.properties',
    /"order_id" would be beside "properties"/,
  ],
  [
    'keyword-unknown',
    aDocument(anEvent('Order Paid', { id: { ...ID, patern: '^a' } })),
    'rules[0].jsonSchema.properties.properties.properties.id.patern',
    /id\.patern is no word of JSON Schema, and says nothing: perhaps "pattern" is meant/,
  ],
  [
    'keyword-useless',
    aDocument(anEvent('Order Paid', { id: { ...ID, minimum: 1 } })),
    'rules[0].jsonSchema.properties.properties.properties.id.minimum',
    /it is about the type number or integer, and "type" is string/,
  ],
  [
    'unknown-format',
    aDocument(anEvent('Order Paid', { id: { ...ID, format: 'uid' } })),
    'rules[0].jsonSchema.properties.properties.properties.id.format',
    /"uid" is not known/,
  ],
  [
    'label-not-text',
    aDocument({ ...GOOD, jsonSchema: { ...GOOD.jsonSchema, labels: { team: 1 } } }),
    'rules[0].jsonSchema.labels.team',
    /"team" is no text/,
  ],
  [
    'deprecated',
    aDocument({ ...GOOD, deprecatedAt: '2026-05-01T00:00:00Z' }),
    'rules[0].deprecatedAt',
    /since 2026-05-01/,
  ],
  ['version-gap', aDocument(GOOD, { ...GOOD, version: 3 }), 'rules[0]', /the versions 1, 3/],
  ['no-rules', aDocument(), 'rules', /no rules/],
  ['common-only', aDocument({ type: 'COMMON', jsonSchema: {} }), 'rules', /COMMON rule alone/],
  [
    'source-unknown',
    plan({ ...connections('web'), transformations: [transformation({ sourceId: 'wep' })] }),
    'transformations[0].sourceId',
    /"wep" is none/,
  ],
  ['source-repeated', plan(connections('a', 'a')), 'connections[1]', /come first count/],
  [
    'source-forwards-to-itself',
    plan({ connections: [{ sourceId: 'a', settings: { forwardingViolationsTo: 'a' } }] }),
    'connections[0].settings.forwardingViolationsTo',
    /forwards to itself/,
  ],
  ['many-sources', plan(connections('a', 'b', 'c', 'd')), 'connections', /4 sources/],
  [
    'transformation-repeated',
    plan({
      transformations: [transformation(), transformation({ name: 'Other', if: "event  = 'a' " })],
    }),
    'transformations[1].if',
    /same messages already/,
  ],
  [
    'transformation-unplanned',
    plan({ transformations: [transformation({ newEventName: 'Nothing' })] }),
    'transformations[0].newEventName',
    /"Nothing", which is none/,
  ],
];

describe('advice on a plan', () => {
  it.each(CASES)('has %s', (code, document, path, text) => {
    const advice = adviseOn(loadPlan(document), NOW_MS);
    const level = ADVICE_LEVELS[code];
    expect(advice).toContainEqual(
      expect.objectContaining({ code, level, path, message: expect.stringMatching(text) }),
    );
  });

  it('has a case for every code', () => {
    const seen = new Set(CASES.map(([code]) => code));
    expect([...seen].sort()).toEqual(Object.keys(ADVICE_LEVELS).sort());
  });

  it.each([
    ['a plan that follows it all', aDocument(GOOD)],
    [
      'a sign that is no past by its ending',
      aDocument(anEvent('Email Sent'), anEvent('Signed Up')),
    ],
    [
      'small words and names in titles',
      aDocument(anEvent('Added to Wishlist Viewed'), anEvent('iOS App Opened')),
    ],
    [
      'steps that are numbered',
      aDocument(anEvent('Step 1 Completed'), anEvent('Step 2 Completed')),
    ],
    ['a year', aDocument(anEvent('Product Viewed', { year: ID }))],
    ['names of another language', aDocument(anEvent('注文完了'))],
    [
      'names of traits that the Spec has',
      aDocument(identify({ properties: { firstName: ID, vip_since: ID } })),
    ],
    ['one planned version', aDocument(GOOD, { ...GOOD, version: 2, planning: undefined })],
    ['a rule that never is', aDocument({ ...GOOD, deprecatedAt: '0001-01-01T00:00:00Z' })],
    ['a rule that will be', aDocument({ ...GOOD, deprecatedAt: '2027-01-01T00:00:00Z' })],
    [
      'the flat form',
      aDocument({ ...GOOD, jsonSchema: { eventMetadata: {}, properties: { order_id: ID } } }),
    ],
    [
      'sources that fit',
      plan({
        ...connections('web', 'app'),
        transformations: [transformation({ newEventName: 'Order Completed' })],
      }),
    ],
  ])('has nothing to say of %s', (_, document) => {
    expect(adviseOn(loadPlan(document), NOW_MS)).toEqual([]);
  });

  it('comes in the order of the plan, with lines where it came from a file', () => {
    const codes = adviseOn(loadPlan('spec/fixtures/plan/example-plan.json'), NOW_MS);
    expect(codes).toEqual([
      expect.objectContaining({ code: 'required-traits', rule: 'GROUP', line: 140 }),
    ]);
    const document = plan({ rules: [anEvent('b_c'), GOOD], ...connections('a', 'a') });
    const paths = adviseOn(loadPlan(document), NOW_MS).map(({ path }) => path);
    expect(paths).toEqual(['rules[0].key', 'rules[0].key', 'connections[1]']);
  });
});
