import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SegmentEvent } from '../../lib/message/segment-event.js';
import { enrich } from '../../lib/pipeline/enrich.js';
import { circle, throwing } from '../support/hostile-values.js';
import { SEEDED } from '../support/seed.js';
import { anEvent, frozen, pass } from './an-event.js';

type Bag = Record<string, unknown>;
const bags = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', '__proto__', 'toString'),
  fc.object({
    key: fc.constantFrom('a', 'b', 'c', '__proto__'),
    maxDepth: 3,
  }) as fc.Arbitrary<unknown>,
  { noNullPrototype: true },
);

describe('enrich', () => {
  it('adds what a message lacks, at every level', () => {
    const step = enrich({
      context: { app: { name: 'shop', version: '2.1.0' }, locale: 'en' },
      properties: { currency: 'EUR' },
    });
    const context = { app: { name: 'admin' }, ip: '203.0.113.7' };

    expect(pass(step, frozen(anEvent({ context, properties: { total: 30 } })))).toEqual({
      ...anEvent(),
      context: { app: { name: 'admin', version: '2.1.0' }, locale: 'en', ip: '203.0.113.7' },
      properties: { total: 30, currency: 'EUR' },
    });
  });

  it('takes null and arrays as they are said, and undefined as lacking', () => {
    const step = enrich({ properties: { a: 1, b: [1, 2], c: { d: 1 }, e: 1 } });
    const properties = { a: null, b: [], c: 'text', e: undefined };

    expect(pass(step, frozen(anEvent({ properties })))?.properties).toEqual({
      a: null,
      b: [],
      c: 'text',
      e: 1,
    });
  });

  it.each([
    ['identify', ['context', 'traits']],
    ['track', ['context', 'properties']],
    ['page', ['context', 'properties']],
    ['screen', ['context', 'properties']],
    ['group', ['context', 'traits']],
    ['alias', ['context']],
  ] as const)('gives %s what it has: %j', (type, fields) => {
    const asked: string[] = [];
    const from = (field: string) => () => {
      asked.push(field);
      return { from: field };
    };
    const step = enrich({
      context: from('context'),
      properties: from('properties'),
      traits: from('traits'),
    });
    const bare = { type, messageId: 'm-1', userId: 'user-1' };

    const added = fields.map((field) => [field, { from: field }]);
    expect(pass(step, frozen(bare))).toEqual({ ...bare, ...Object.fromEntries(added) });
    expect(asked).toEqual(fields);
  });

  it('takes defaults of one message from a function, which may give none', () => {
    const step = enrich({
      traits: ({ userId }) => (userId === 'user-1' ? { plan: 'pro' } : undefined),
    });
    const traitsOf = (userId: string): unknown =>
      pass(step, anEvent({ type: 'identify', userId, traits: {} }))?.traits;

    expect([traitsOf('user-1'), traitsOf('user-2')]).toEqual([{ plan: 'pro' }, {}]);
  });

  it('never changes what the call said, and adds everything else', () => {
    fc.assert(
      fc.property(bags, bags, (properties, defaults) => {
        const result = pass(enrich({ properties: defaults }), frozen(anEvent({ properties })));

        expectMerged(json(result?.properties), json(properties), json(defaults));
      }),
      SEEDED,
    );
  });

  it('shares nothing: neither with its options nor between messages', () => {
    fc.assert(
      fc.property(bags, fc.boolean(), (defaults, isFunction) => {
        const step = enrich({ properties: isFunction ? () => defaults : defaults });
        const before = json(defaults);
        const first = pass(step, anEvent());
        const expected = json(first);
        spoil(first?.properties);

        expect(json(pass(step, anEvent()))).toEqual(expected);
        expect(json(defaults)).toEqual(before);
      }),
      SEEDED,
    );
  });

  it('takes its defaults as they are when it is made', () => {
    const context: Bag = { app: { version: '1' }, since: new Date(0) };
    const step = enrich({ context });
    context['app'] = { version: '2' };

    expect(pass(step, { ...anEvent(), context: {} })?.context).toEqual({
      app: { version: '1' },
      since: '1970-01-01T00:00:00.000Z',
    });
  });

  it.each([
    ['a text', () => 'text', /no plain object/],
    ['an array', () => [], /no plain object/],
    ['a promise', () => Promise.resolve({}), /no plain object/],
    ['a circle', () => circle(), /circular/],
    ['nothing, since it throws', throwing, /boom/],
  ])('fails where a function gives back %s', (_what, context, text) => {
    expect(() => pass(enrich({ context: context as () => object }), anEvent())).toThrow(text);
  });

  it.each([
    ['options', {}],
    ['options', { name: 'another' }],
    ['context', { context: 'text' }],
    ['properties', { properties: [] }],
    ['traits', { traits: null }],
    ['context', { context: circle() }],
  ])('needs good %s: %p', (field, options) => {
    expect(() => enrich(options as never)).toThrow(
      expect.objectContaining({ code: 'invalid', call: 'enrich', field }),
    );
  });
});

/** Said as the rule is: by one member after the other. */
function expectMerged(result: unknown, said: unknown, defaults: unknown): void {
  if (said === undefined) expect(result).toEqual(defaults);
  else if (!isBag(said) || !isBag(defaults)) expect(result).toEqual(said);
  else {
    const keys = new Set([...Object.keys(said), ...Object.keys(defaults)]);
    const of = (bag: unknown, key: string): unknown =>
      Object.hasOwn(bag as Bag, key) ? (bag as Bag)[key] : undefined;
    expect(new Set(Object.keys(result as Bag))).toEqual(keys);
    for (const key of keys) expectMerged(of(result, key), of(said, key), of(defaults, key));
  }
}

/** Writes over everything. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    spoil(member);
    Object.defineProperty(value, key, { value: 'spoilt', enumerable: true });
  }
  if (Array.isArray(value)) value.push('spoilt');
  else Object.assign(value, { spoilt: true });
}

function json(value: SegmentEvent | Bag | null | undefined): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
