import { describe, expect, it } from '@jest/globals';
import { INFER_LIMITS } from '../../../lib/plan/infer/limits.js';
import { aTrack, bagOfFirst, inferFrom, type Message } from './a-message.js';

/** So many members, whose keys differ in letters. */
const bagOf = (size: number, prefix: string): Message =>
  Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      prefix + String(index).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit))),
      1,
    ]),
  );

const repeated = (values: readonly unknown[], times: number): readonly Message[] =>
  Array.from({ length: times }, () => values.map((value) => aTrack({ value }))).flat();

describe('what is inferred of a property', () => {
  it.each<readonly [string, readonly unknown[], object]>([
    ['a text', ['a b', 'c d'], { type: 'string' }],
    ['integers', [1, -2, 3], { type: 'integer' }],
    ['numbers', [1, 2.5], { type: 'number' }],
    ['a truth value', [true, false], { type: 'boolean' }],
    ['a nullable number', [1, null], { type: ['integer', 'null'] }],
    ['nothing but null', [null], { type: 'null' }],
    ['several types', ['1', 1.5, 2, true, null], { type: ['string', 'number', 'boolean', 'null'] }],
    ['a number that is too large', [Number.POSITIVE_INFINITY, 1], {}],
    ['an empty list', [[]], { type: 'array' }],
    ['a list', [[1, 2], [], [2.5]], { type: 'array', items: { type: 'number' } }],
    [
      'a list of objects',
      [[{ price: 1, sku: 'a' }], [{ price: 1.5 }]],
      {
        type: 'array',
        items: {
          type: 'object',
          required: ['price'],
          properties: { price: { type: 'number' }, sku: { type: 'string' } },
        },
      },
    ],
    [
      'an object',
      [{ a: { b: 1 } }],
      {
        type: 'object',
        required: ['a'],
        properties: {
          a: { type: 'object', required: ['b'], properties: { b: { type: 'integer' } } },
        },
      },
    ],
    ['times', ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.123+02:00'], { format: 'date-time' }],
    ['days', ['2026-01-31'], { format: 'date' }],
    ['days, one of which is none', ['2026-01-31', '2026-02-31'], {}],
    ['addresses of mail', ['ada@example.com'], { format: 'email' }],
    ['addresses of pages', ['https://example.com/a?b=c#d'], { format: 'uri' }],
    ['what only a validator takes for a URI', ['order:7'], {}],
    ['UUIDs', ['0b5c1f1e-8d1f-4f5e-9a1e-2f6f5d3c1b0a'], { format: 'uuid' }],
    ['addresses of computers', ['10.0.0.1'], { format: 'ipv4' }],
    ['newer ones', ['::1'], { format: 'ipv6' }],
    ['a format and an empty text', ['2026-01-31', ''], {}],
    ['a format or null', ['2026-01-31', null], { type: ['string', 'null'], format: 'date' }],
  ])('%s', (_, values, expected) => {
    const messages = values.map((value) => aTrack({ value }));
    const isTypeless = values.includes(Number.POSITIVE_INFINITY);
    const type = 'type' in expected || isTypeless ? {} : { type: 'string' };

    expect(bagOfFirst(inferFrom(messages).document)).toEqual({
      type: 'object',
      required: ['value'],
      properties: { value: { ...type, ...expected } },
    });
  });

  it.each([
    ['few values, seen often', ['card', 'invoice'], 10, ['card', 'invoice']],
    ['in a stable order, with null', ['b', 'a', null], 10, ['a', 'b', null]],
    ['few values, seen seldom', ['card', 'invoice'], 9, undefined],
    ['one value', ['card'], 100, undefined],
    ['many values', Array.from('abcdefghijklmnop'), 100, undefined],
    ['long values', ['x'.repeat(65), 'y'], 100, undefined],
    ['another type among them', ['card', 'invoice', 3], 100, undefined],
    ['names of people', ['Ada Lovelace', 'Grace Hopper'], 100, undefined],
    ['addresses', ['ada@example', 'grace@example'], 100, undefined],
    ['telephone numbers', ['+49 30 123456', 'none'], 100, undefined],
    ['times', ['2026-01-31', '2026-02-01'], 100, undefined],
  ])('are choices, or not: %s', (_, values, times, expected) => {
    const { document } = inferFrom(repeated(values, times));
    const { properties } = bagOfFirst(document) as { properties: { value: { enum?: unknown } } };

    expect(properties.value.enum).toEqual(expected);
  });

  it.each(['email', 'firstName', 'user_id', 'city', 'owner', 'sessionId', 'Full Name', 'ip'])(
    'has no choices where the key says that it is about somebody: %s',
    (key) => {
      const messages = Array.from({ length: 100 }, (__, index) =>
        aTrack({ [key]: index % 2 === 0 ? 'one' : 'two', inner: { [key]: { deep: 'one' } } }),
      );
      expect(JSON.stringify(inferFrom(messages).document)).not.toContain('enum');
    },
  );
});

describe('what is remarked', () => {
  const kindsOf = (messages: Iterable<Message>): readonly string[] =>
    inferFrom(messages).remarks.map(({ kind }) => kind);

  it('names with values inside, of which few get a rule', () => {
    const { document, remarks, messagesLeftOut } = inferFrom(
      Array.from({ length: 100 }, (_, index) =>
        aTrack({}, { event: `Order ${1000 + index} Shipped` }),
      ),
    );

    expect(document.rules).toHaveLength(INFER_LIMITS.namesAlike);
    expect(messagesLeftOut).toBe(100 - INFER_LIMITS.namesAlike);
    expect(remarks).toEqual([
      {
        kind: 'dynamic-name',
        message: expect.stringMatching(/^TRACK "Order \* Shipped": a value/),
      },
    ]);
  });

  it('an address in a name, which gets into no plan', () => {
    const { document, remarks } = inferFrom([aTrack({}, { event: 'Invited ada@example.com' })]);
    expect(JSON.stringify([document, remarks])).not.toContain('ada');
    expect(remarks.map(({ kind }) => kind)).toEqual(['dynamic-name']);
  });

  it('more names than there is room for', () => {
    const messages = Object.keys(bagOf(INFER_LIMITS.names + 5, 'Event ')).map((event) =>
      aTrack({}, { event }),
    );
    const { document, messagesLeftOut } = inferFrom(messages);
    expect(document.rules).toHaveLength(INFER_LIMITS.names);
    expect(messagesLeftOut).toBe(5);
    expect(kindsOf(messages)).toEqual(['names-left-out']);
  });

  it('a name that is too long', () => {
    expect(kindsOf([aTrack({}, { event: 'x'.repeat(201) })])).toEqual(['names-left-out']);
  });

  it('several types', () => {
    const [remark] = inferFrom([aTrack({ a: [{ total: 1 }, { total: 'x' }] })]).remarks;
    expect(remark).toEqual({
      kind: 'mixed-types',
      rule: 'TRACK "Order Completed"',
      path: 'properties.a.$.total',
      message: 'properties.a.$.total has several types: string (1), integer (1).',
    });
  });

  it.each([
    ['by their number', bagOf(INFER_LIMITS.keys + 1, 'field ')],
    ['since they look like ids', bagOf(INFER_LIMITS.keysLikeIds + 1, 'item-1234-')],
  ])('objects whose keys are data: %s', (_, inner) => {
    expect(kindsOf([aTrack({ inner })])).toEqual(['dynamic-keys']);
    expect(bagOfFirst(inferFrom([aTrack({ inner })]).document)).toMatchObject({
      properties: { inner: { type: 'object' } },
    });
  });

  it('keys that are too long, or an address', () => {
    expect(kindsOf([aTrack({ ['x'.repeat(201)]: 1, 'ada@example.com': 1, ok: 1 })])).toEqual([
      'keys-left-out',
    ]);
  });

  it('no more than it may', () => {
    const one = bagOf(150, 'field ');
    const other = Object.fromEntries(Object.keys(one).map((key) => [key, 'x']));
    const { remarks, moreRemarks } = inferFrom([aTrack(one), aTrack(other)]);
    expect([remarks.length, moreRemarks]).toEqual([INFER_LIMITS.remarks, 50]);
  });
});
