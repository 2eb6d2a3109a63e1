import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffPlans } from '../../../lib/plan/diff/diff-plans.js';
import { CHANGE_CODES } from '../../../lib/plan/diff/difference.js';
import type { JsonSchema, PlanDocument, PlanRule } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { SEEDED } from '../../support/seed.js';
import { aDocument, anEventRule } from '../a-plan.js';
import { manyWays } from '../shared-parts.js';
import { BAG_CHANGES } from './bag-changes.js';
import { ORDER_PAID } from './order-paid.js';
import { RULE_CHANGES } from './rule-changes.js';
import { SCHEMA_CHANGES } from './schema-changes.js';
import { planPairs } from './small-plans.js';
import { SOURCE_CHANGES } from './source-changes.js';

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
  it.each(SCHEMA_CHANGES)('is told: %s', (_, before, after, lines) => {
    expect(inEvent({ p: before }, { p: after })).toEqual(lines);
  });
});

describe('what changed about properties', () => {
  it.each(BAG_CHANGES)('is told: %s', (_, before, after, bags, lines) => {
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

describe('what changed about rules', () => {
  it.each(RULE_CHANGES)('is told: %s', (_, before, after, lines) => {
    expect(changes(before, after)).toEqual(lines);
  });
});

describe('what changed about sources and transformations', () => {
  it.each(SOURCE_CHANGES)('is told: %s', (_, before, after, lines) => {
    expect(
      changes({ ...aDocument(ORDER_PAID), ...before }, { ...aDocument(ORDER_PAID), ...after }),
    ).toEqual(lines);
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
