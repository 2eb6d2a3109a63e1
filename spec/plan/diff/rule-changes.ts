import type { PlanDocument, PlanRule } from '../../../lib/plan/document.js';
import { aDocument, anEventRule } from '../a-plan.js';
import { CLOSED, OPEN, ORDER_PAID } from './order-paid.js';

const TEXT = { type: 'string' };
const V2 = {
  ...ORDER_PAID,
  version: 2,
  jsonSchema: anEventRule({ a: TEXT }, { required: ['a'] }).jsonSchema,
};
const PAGE: PlanRule = { type: 'PAGE', key: 'Home', jsonSchema: {} };
const ANY_PAGE: PlanRule = { type: 'PAGE', jsonSchema: { required: ['userId'] } };

/** A plan before and after its rules changed, and what is told of it. */
export const RULE_CHANGES: readonly (readonly [
  what: string,
  before: PlanDocument,
  after: PlanDocument,
  lines: readonly string[],
])[] = [
  ['an event more', aDocument(), aDocument(ORDER_PAID), ['safe TRACK "Order Paid": was added']],
  [
    'an event less',
    aDocument(ORDER_PAID),
    aDocument(),
    ['breaks TRACK "Order Paid": was removed; its calls are unplanned now'],
  ],
  [
    'an event less, where unplanned ones pass',
    { ...aDocument(ORDER_PAID), ...OPEN },
    { ...aDocument(), ...OPEN },
    [
      'safe TRACK "Order Paid": was removed; its calls are unplanned now, which every source lets pass',
    ],
  ],
  [
    'an event less, where unplanned ones are blocked',
    { ...aDocument(ORDER_PAID), ...CLOSED },
    { ...aDocument(), ...CLOSED },
    ['breaks TRACK "Order Paid": was removed; its calls are unplanned now'],
  ],
  [
    'an event of another name',
    aDocument(ORDER_PAID),
    aDocument({ ...ORDER_PAID, key: 'order_paid' }),
    [
      'breaks TRACK "Order Paid": was removed; its calls are unplanned now; perhaps it is "order_paid" now',
      'safe TRACK "order_paid": was added',
    ],
  ],
  [
    'a version more',
    aDocument(ORDER_PAID),
    aDocument(ORDER_PAID, V2),
    ['safe TRACK "Order Paid" version 2: was added'],
  ],
  [
    'a version less, whose calls meet one that asks for less',
    aDocument(ORDER_PAID, V2),
    aDocument(ORDER_PAID),
    ['safe TRACK "Order Paid" version 2: was removed'],
  ],
  [
    'a version less, whose calls meet one that asks for more',
    aDocument(ORDER_PAID, V2),
    aDocument(V2),
    [
      'breaks TRACK "Order Paid": was removed; calls that TRACK "Order Paid" version 2 is for now may break it: a is required now',
    ],
  ],
  [
    'pages of which some are planned now',
    aDocument(ORDER_PAID),
    aDocument(ORDER_PAID, PAGE),
    [
      'breaks PAGE: calls of page without a rule of their own are unplanned now',
      'safe PAGE "Home": was added',
    ],
  ],
  [
    'pages that have a rule now',
    aDocument(ORDER_PAID),
    aDocument(ORDER_PAID, ANY_PAGE),
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
    aDocument(ORDER_PAID),
    aDocument(ORDER_PAID, { type: 'COMMON', jsonSchema: { properties: { userId: TEXT } } }),
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
    aDocument(ORDER_PAID),
    aDocument({
      ...ORDER_PAID,
      jsonSchema: { ...ORDER_PAID.jsonSchema, labels: { team: 'shop' } },
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
    aDocument({ ...ORDER_PAID, planning: { where: ['A', 'B'] } }),
    aDocument({ ...ORDER_PAID, planning: { where: ['B', 'C'] } }),
    [
      'breaks TRACK "Order Paid": no longer goes to "A"',
      'safe TRACK "Order Paid": goes to "C", too',
    ],
  ],
  [
    'destinations at last',
    aDocument(ORDER_PAID),
    aDocument({ ...ORDER_PAID, planning: { where: ['A'] } }),
    ['breaks TRACK "Order Paid": goes to "A" alone now'],
  ],
  [
    'destinations no more',
    aDocument({ ...ORDER_PAID, planning: { where: ['A'] } }),
    aDocument(ORDER_PAID),
    ['safe TRACK "Order Paid": may go to every destination now'],
  ],
  [
    'another draft of JSON Schema',
    aDocument(ORDER_PAID),
    aDocument({
      ...ORDER_PAID,
      jsonSchema: {
        ...ORDER_PAID.jsonSchema,
        $schema: 'https://json-schema.org/draft/2020-12/schema',
      },
    }),
    ['safe TRACK "Order Paid": is written in JSON Schema 2020-12 now; it was draft-07'],
  ],
  ['the order of rules', aDocument(ORDER_PAID, PAGE), aDocument(PAGE, ORDER_PAID), []],
];
