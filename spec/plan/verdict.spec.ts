import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS, type Action } from '../../lib/plan/actions.js';
import type { PlanRule } from '../../lib/plan/document.js';
import { SEEDED } from '../support/seed.js';
import { anEvent, anEventRule, aPlan } from './a-plan.js';

describe('the rule of a message', () => {
  const version = (number: number) => anEventRule({ [`v${number}`]: {} }, {}, { version: number });
  const plan = aPlan(
    version(3),
    version(1),
    { type: 'PAGE', key: 'Home', jsonSchema: {} },
    { type: 'SCREEN', jsonSchema: {} },
    { type: 'IDENTIFY', jsonSchema: {} },
  );
  const asking = (event_version: unknown) =>
    anEvent({}, { context: { protocols: { event_version } } });

  it.each<readonly [object, number | undefined]>([
    [anEvent({}), 1],
    [asking(3), 3],
    [asking(2), 1],
    [asking('3'), 1],
    [anEvent({}, { context: null }), 1],
    [anEvent({}, { context: { protocols: null } }), 1],
    [{ type: 'track', event: 'an event' }, undefined],
    [{ type: 'page', name: 'Home' }, 1],
    [{ type: 'page', name: 'Other' }, undefined],
    [{ type: 'page' }, undefined],
    [{ type: 'screen', name: 'Any' }, 1],
    [{ type: 'identify' }, 1],
    [{ type: 'alias' }, undefined],
    [{}, undefined],
  ])('of %j has the version %j', (message, expected) => {
    expect(plan.find(message as never)?.version).toBe(expected);
  });

  it.each<readonly [object, boolean]>([
    [{ type: 'track', event: 'Other' }, true],
    [{ type: 'page', name: 'Other' }, true],
    [{ type: 'group', groupId: 'g' }, false],
    [{ type: 'alias', userId: 'u' }, false],
  ])('is missed: %j %j', (message, expected) => {
    expect(plan.verdict(message as never).isUnplanned).toBe(expected);
  });
});

describe('keys that are not planned', () => {
  const item = { type: 'object', properties: { id: {}, size: { properties: { width: {} } } } };
  const plan = aPlan(
    anEventRule(
      {
        list: { type: 'array', items: item },
        any: { type: 'object' },
        map: { additionalProperties: {} },
      },
      { patternProperties: { '^x_': {} } },
    ),
    anEventRule({}, { properties: undefined as never }, { key: 'Open' }),
  );

  it.each<readonly [object, readonly string[]]>([
    [{ a: 1, x_b: 1 }, ['a']],
    [
      {
        list: [
          { id: 1, b: 1 },
          { c: 1, b: 2, size: { height: 1 } },
        ],
      },
      ['list.$.b', 'list.$.c', 'list.$.size.height'],
    ],
    [{ any: { b: 1 }, map: { c: 1 }, list: 'no list' }, []],
    [{ __proto__: { a: 1 } }, []],
  ])('in %j are %j', (properties, expected) => {
    const verdict = plan.verdict(anEvent(JSON.parse(JSON.stringify(properties)) as object));

    expect(verdict.unplanned).toEqual(expected);
  });

  it('are all fine where the rule says nothing of properties', () => {
    expect(plan.verdict(anEvent({ a: 1 }, { event: 'Open' })).unplanned).toEqual([]);
  });

  it('are left out where they are, with what is planned kept', () => {
    const properties = { a: 1, list: [{ id: 1, b: 1 }], any: { c: 1 } };
    const verdict = plan.verdict(anEvent(properties), { onViolation: 'omit' });

    expect(verdict).toMatchObject({ outcome: 'modify', omitted: ['a', 'list.$.b'] });
    expect(verdict.message['properties']).toEqual({ list: [{ id: 1 }], any: { c: 1 } });
  });
});

describe('a message that is made to do harm', () => {
  it('makes no check throw: what can’t be compared is a violation', () => {
    const plan = aPlan(anEventRule({ a: { uniqueItems: true }, b: { enum: [{ valueOf: 0 }] } }));
    const twice = [{ valueOf: 1 }, { valueOf: 1 }];

    expect(plan.verdict(anEvent({ a: twice })).violations).toMatchObject([{ type: 'Unreadable' }]);
    expect(plan.verdict(anEvent({ b: { valueOf: 1 } })).violations).toHaveLength(1);
  });

  it('is looked at as deep as it is, where a rule refers to itself', () => {
    const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
    const node = Object.fromEntries(names.map((name) => [name, { $ref: '#/definitions/node' }]));
    const jsonSchema = {
      properties: { properties: { $ref: '#/definitions/node' } },
      definitions: { node: { properties: node } },
    };
    const plan = aPlan({ type: 'TRACK', key: 'An Event', jsonSchema });

    expect(plan.verdict(anEvent({ p1: { p2: { p3: { odd: 1 } } } })).unplanned).toEqual([
      'p1.p2.p3.odd',
    ]);
  });
});

describe('the rule for every message', () => {
  const common: PlanRule = { type: 'COMMON', jsonSchema: { required: ['context'] } };

  it('is asked about what the other rule left, and about unplanned ones', () => {
    const plan = aPlan(common, anEventRule({ a: { type: 'string' } }));

    expect(plan.verdict(anEvent({ a: 1 })).violations.map(({ field }) => field)).toEqual([
      'properties.a',
      'context',
    ]);
    expect(plan.verdict(anEvent({}, { event: 'Other' }), { onViolation: 'block' })).toMatchObject({
      outcome: 'block',
      reason: 'unplanned_and_schema_violation',
    });
    expect(plan.verdict({ type: 'alias' }, { onViolation: { common: 'block' } })).toMatchObject({
      reason: 'common_schema_violation',
    });
  });

  it('makes nothing unplanned where it is alone, but events', () => {
    expect(
      aPlan(common).verdict({ type: 'identify', context: {}, traits: { a: 1 } }),
    ).toMatchObject({
      outcome: 'pass',
      unplanned: [],
    });
  });
});

describe('a verdict, whatever the message', () => {
  const schema = fc.constantFrom<object>(
    { type: 'string' },
    { type: 'number', minimum: 0 },
    { enum: ['a', 1] },
    { items: { type: 'null' } },
    {},
  );
  const names = fc.constantFrom('a', 'b', 'c', 'toString', '__proto__x');
  const properties = fc.dictionary(names, fc.jsonValue({ maxDepth: 2 }));
  const rules = fc.record({
    schemas: fc.dictionary(names, schema),
    required: fc.uniqueArray(names),
  });
  const action = fc.constantFrom<Action>(...ACTIONS);

  it('never changes the message, leaves nothing wrong with omit but what lacks, and tells nothing with allow', () => {
    fc.assert(
      fc.property(rules, properties, action, ({ schemas, required }, bag, onViolation) => {
        const plan = aPlan(anEventRule(schemas, { required }));
        const message = anEvent(bag);
        const before = JSON.stringify(message);
        const verdict = plan.verdict(message, { onViolation });

        expect(JSON.stringify(message)).toBe(before);
        const hasFinding = verdict.violations.length + verdict.unplanned.length > 0;
        if (onViolation === 'allow') expect(hasFinding).toBe(false);
        if (onViolation === 'allow' || onViolation === 'warn') expect(verdict.outcome).toBe('pass');
        if (onViolation === 'omit') {
          const again = plan.verdict(verdict.message);
          expect(again.unplanned).toEqual([]);
          expect(again.violations.every(({ type }) => type === 'Required')).toBe(true);
        }
        const isStopped = onViolation === 'block' || onViolation === 'throw';
        if (isStopped) expect(verdict.outcome).toBe(hasFinding ? 'block' : 'pass');
        expect(verdict.isThrown).toBe(onViolation === 'throw' && hasFinding);
      }),
      SEEDED,
    );
  });
});
