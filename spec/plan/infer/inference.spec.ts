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

describe('an inferred plan', () => {
  it('has a rule for each event, page and screen, for identify and for group, in one order', () => {
    const { document, messages } = inferFrom([
      { type: 'screen', name: 'Home' },
      { type: 'page', name: 'Pricing', properties: { path: '/' } },
      aTrack({}, { event: 'Order Completed' }),
      { type: 'group', groupId: 'g', traits: { plan: 'pro' } },
      aTrack({}, { event: 'Cart Viewed' }),
      { type: 'identify', userId: 'u', traits: { age: 7 } },
      { type: 'alias', userId: 'u', previousId: 'v' },
    ]);

    expect(document.rules.map(({ type, key }) => [type, key])).toEqual([
      ['IDENTIFY', undefined],
      ['GROUP', undefined],
      ['TRACK', 'Cart Viewed'],
      ['TRACK', 'Order Completed'],
      ['PAGE', 'Pricing'],
      ['SCREEN', 'Home'],
    ]);
    expect(messages).toBe(6);
  });

  it('leaves the answers to people, and counts', () => {
    const [rule] = inferFrom([aTrack({ total: 1 }), aTrack({ total: 2, coupon: 'x' })]).document
      .rules;

    expect(rule).toEqual({
      type: 'TRACK',
      key: 'Order Completed',
      version: 1,
      planning: { what: 'Order Completed', why: [], forWhom: [], where: [] },
      'x-count': 2,
      jsonSchema: {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        required: ['properties'],
        properties: {
          properties: {
            type: 'object',
            required: ['total'],
            properties: {
              coupon: { type: 'string', description: '', 'x-count': 1 },
              total: { type: 'integer', description: '', 'x-count': 2 },
            },
            'x-count': 2,
          },
        },
      },
    });
  });

  it('requires no trait: clients send those that changed', () => {
    const { document } = inferFrom([{ type: 'identify', userId: 'u', traits: { plan: 'pro' } }]);
    expect(JSON.stringify(document)).not.toContain('required');
  });

  it('has a rule for all other pages where some have no name', () => {
    const { document } = inferFrom([
      { type: 'page', properties: { path: '/a' } },
      { type: 'page', name: 'Pricing', properties: { path: '/b', plan: 'pro' } },
    ]);
    const [others, pricing] = document.rules;

    expect([others?.key, others?.['x-count'], pricing?.key]).toEqual([undefined, 1, 'Pricing']);
    expect(pricing?.['x-count']).toBe(1);
    expect(bagOfFirst(document)).toMatchObject({ required: ['path'] });
  });

  it('has pages that were seen seldom in the rule for those without a name, and counts each once', () => {
    const page = (name: string | undefined, properties: object): Message => {
      return { type: 'page', ...(name === undefined ? {} : { name }), properties };
    };
    const { document, messages, messagesBelowMinCount } = inferFrom(
      [
        page(undefined, { path: '/a', tags: ['x'], at: '2026-01-31' }),
        page('Once', { path: '/b', at: '2026-02-01', section: { id: 1 } }),
        page('Also Once', { path: null, at: '2026-02-02', section: { id: 'b' } }),
        page('Often', { plan: 1 }),
        page('Often', { plan: 1 }),
        page('Often', { plan: 1 }),
      ],
      3,
    );

    expect(document.rules.map((rule) => [rule.key, rule['x-count']])).toEqual([
      [undefined, 3],
      ['Often', 3],
    ]);
    expect([messages, messagesBelowMinCount]).toEqual([6, 0]);
    expect(bagOfFirst(document)).toMatchObject({
      required: ['at', 'path'],
      properties: {
        at: { format: 'date' },
        path: { type: ['string', 'null'] },
        section: { required: ['id'], properties: { id: { type: ['string', 'integer'] } } },
        tags: { items: { type: 'string' } },
      },
    });
  });

  it('leaves out what was seen seldom, and says how much that is', () => {
    const seldom = aTrack({}, { event: 'Once' });
    const page = { type: 'page', name: 'Once', properties: { path: '/' } };
    const { document, messagesBelowMinCount } = inferFrom(
      [
        aTrack(),
        aTrack(),
        aTrack(),
        seldom,
        page,
        { type: 'page' },
        { type: 'identify', userId: 'u' },
      ],
      3,
    );

    expect(document.rules.map(({ type, key }) => [type, key])).toEqual([
      ['TRACK', 'Order Completed'],
    ]);
    expect(messagesBelowMinCount).toBe(4);
  });

  it('counts track calls without an event', () => {
    expect(inferFrom([aTrack({}, { event: '' }), aTrack({}, { event: 7 })]).nameless).toBe(2);
  });
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
