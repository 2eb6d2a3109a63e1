import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allow } from '../../lib/pipeline/allow.js';
import { SEEDED } from '../support/seed.js';
import { anEvent, frozen, pass, sent } from './an-event.js';
import { bags, covers, leavesOf, patterns } from './leaves.js';

const properties = {
  total: 30,
  email: 'ada@example.com',
  card: { number: '4111', brand: 'visa' },
  products: [{ sku: 's-1', note: 'for Ada' }, { note: 'a gift' }, { sku: 's-3' }],
};

describe('allow', () => {
  it('lets through the paths that it names, and nothing else', () => {
    const step = allow({ properties: ['total', 'card.brand', 'products.*.sku'] });

    expect(pass(step, frozen(anEvent({ properties })))).toStrictEqual({
      ...anEvent(),
      properties: {
        total: 30,
        card: { brand: 'visa' },
        products: [{ sku: 's-1' }, { sku: 's-3' }],
      },
    });
  });

  it('lets through what is below a path', () => {
    const allowed = pass(allow({ properties: ['card'] }), frozen(anEvent({ properties })));

    expect(allowed?.properties).toEqual({ card: properties.card });
  });

  it('leaves no object, array or item that nothing is left of', () => {
    const empties = { card: {}, products: [[], {}], list: [] };
    const step = allow(['card.brand', 'products.*.*.sku', 'list.*']);

    expect(pass(step, frozen(anEvent({ properties: empties })))?.properties).toEqual({});
  });

  it('takes the paths of an array for properties and traits alike', () => {
    const step = allow(['total'], { name: 'totals' });
    const traits = { total: 1, email: 'ada@example.com' };

    expect(step.name).toBe('totals');
    expect(pass(step, frozen(anEvent({ properties })))?.properties).toEqual({ total: 30 });
    expect(pass(step, frozen(anEvent({ type: 'identify', traits })))?.traits).toEqual({ total: 1 });
  });

  it.each([
    ['traits', { properties: ['total'] }],
    ['properties', { traits: ['plan'] }],
  ] as const)('lets none of the %s through where it names none', (field, options) => {
    const event = anEvent({ type: 'identify', [field]: { total: 1, plan: 'pro' } });

    expect(pass(allow(options), frozen(event))?.[field]).toEqual({});
  });

  it('leaves the context alone unless it names what may stay, and the library always', () => {
    const { context: own } = anEvent();
    const context = { ...own, ip: '203.0.113.7', app: { name: 'shop', build: '7' } };
    const event = frozen(anEvent({ context }));

    expect(pass(allow([]), event)?.context).toEqual(context);
    expect(pass(allow({ context: [] }), event)?.context).toEqual(own);
    expect(pass(allow({ context: ['app.name'] }), event)?.context).toEqual({
      ...own,
      app: { name: 'shop' },
    });
  });

  it('drops track calls of other events, and no other calls', () => {
    const step = allow({ properties: ['**'], events: ['Order Completed'] });

    const [completed, page] = [
      anEvent({ event: 'Order Completed' }),
      anEvent({ type: 'page', event: undefined, name: 'Home' }),
    ];

    expect(pass(step, completed)).toEqual(completed);
    expect(pass(step, anEvent({ event: 'Order Started' }))).toBeNull();
    expect(pass(step, page)).toEqual(page);
  });

  it('lets exactly the leaves through that one of its paths covers', () => {
    fc.assert(
      fc.property(bags, patterns, (bag, paths) => {
        const left = leavesOf(pass(allow(paths), frozen(anEvent({ properties: bag })))?.properties);
        const expected = [...leavesOf(bag)]
          .filter(([, path]) => paths.some((one) => covers(one.split('.'), path)))
          .map(([leaf]) => leaf);

        expect([...left.keys()]).toEqual(expected);
      }),
      { ...SEEDED, numRuns: 1_000 },
    );
  });

  it('lets nothing through that only JSON sees', () => {
    const secret = { email: 'ada@example.com' };
    const hidden = {
      a: { toJSON: () => secret },
      b: Object.assign(new (class User {})(), secret),
      c: new Proxy(secret, {}),
      d: Object.assign(() => 1, { toJSON: () => secret }),
      e: [{ toJSON: () => secret }],
      toJSON: undefined,
    };

    expect(sent(allow(['*.name', '*.*.name']), anEvent({ properties: hidden }))).toEqual(anEvent());
    expect(
      sent(allow(['a.email']), anEvent({ properties: { toJSON: () => hidden } })),
    ).toMatchObject({ properties: { a: secret } });
  });

  it('fails where it can not see', () => {
    const properties = { toJSON: (): never => JSON.parse('{') as never };

    expect(() => pass(allow(['a']), anEvent({ properties }))).toThrow(/JSON/);
  });

  it.each([
    ['paths[0]', [['']]],
    ['paths[1]', [['a', 'b..c']]],
    ['properties', [{ properties: 'total' }]],
    ['traits[0]', [{ traits: [7] }]],
    ['context[0]', [{ context: ['a*'] }]],
    ['events', [{ events: [] }]],
    ['events', [{ events: [''] }]],
    ['events', [{ events: 'Order Completed' }]],
  ])('needs good %s: %j', (field, given) => {
    expect(() => allow(...(given as unknown as [readonly string[]]))).toThrow(
      expect.objectContaining({ code: 'invalid', call: 'allow', field }),
    );
  });
});
