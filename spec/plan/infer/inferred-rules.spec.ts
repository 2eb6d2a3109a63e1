import { describe, expect, it } from '@jest/globals';
import { aTrack, bagOfFirst, inferFrom, type Message } from './a-message.js';

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
