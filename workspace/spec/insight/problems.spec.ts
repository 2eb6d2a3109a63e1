import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import type { JsonObject } from '../../lib/entry/json-object.js';
import { problemsOf } from '../../lib/insight/problems.js';
import { anyMessage, HOSTILE } from './entries.js';

/** What is told of an accepted message, as `level code path suggestion`. */
function told(message: JsonObject): readonly string[] {
  return problemsOf({ userId: 'user-1', ...message }, { outcome: 'accepted' }).map(
    ({ level, code, path, suggestion }) => [level, code, path, suggestion ?? '-'].join(' '),
  );
}

const track = (event: unknown, properties: JsonObject = {}): JsonObject => ({
  type: 'track',
  event,
  properties: { products: [], session_id: 's', ...properties },
});
const order = (properties: JsonObject): JsonObject => track('Order Completed', properties);
const thing = (fields: JsonObject): JsonObject => ({ ...track('Report Exported'), ...fields });
const identify = (traits: JsonObject): JsonObject => ({ type: 'identify', traits });

describe('the properties of a known event', () => {
  it.each([
    [{ totl: 1 }, 'warning property_misspelt properties.totl total'],
    [{ orderID: 'a' }, 'warning property_misspelt properties.orderID order_id'],
    [{ orderId: 'a' }, 'warning property_misspelt properties.orderId order_id'],
    [{ coupons: [] }, 'hint property_misspelt properties.coupons coupon'],
    [{ total: '27.50' }, 'warning property_type properties.total 27.5'],
    [{ total: '€ 27.50' }, 'warning property_type properties.total 27.5'],
    [{ total: 'much' }, 'warning property_type properties.total -'],
    [{ order_id: 7 }, 'hint property_type properties.order_id "7"'],
    [{ order_id: { a: 1 } }, 'warning property_type properties.order_id -'],
    [{ products: { a: 1 } }, 'warning property_type properties.products -'],
    [{ products: ['a'] }, 'warning property_type properties.products.0 -'],
    [{ products: [{ price: '3' }] }, 'warning property_type properties.products.0.price 3'],
    [
      { products: [{}, { productId: 'a' }] },
      'warning property_misspelt properties.products.1.productId product_id',
    ],
    [{ products: [{ id: 'a' }] }, 'hint property_legacy properties.products.0.id product_id'],
    [{ currency: 'US Dollar' }, 'warning property_format properties.currency -'],
    [{ currency: 5 }, 'warning property_type properties.currency -'],
    [{ products: null }, 'hint property_missing properties.products -'],
  ])('%j is told of', (properties, expected) => {
    expect(told(order(properties))).toEqual([expected]);
  });

  it.each([
    {
      order_id: 'o',
      total: 27.5,
      currency: 'usd',
      products: [{ product_id: 'p', price: 3, quantity: 1 }],
    },
    { total: null, warehouse: 'north', gift: true, tags: ['a'] },
    { coupon: 'a', coupons: ['a', 'b'] },
  ])('%j are fine', (properties) => {
    expect(told(order(properties))).toEqual([]);
  });

  it('are told of once for all items of an array', () => {
    const products = Array.from({ length: 50 }, () => ({ price: '3' }));
    expect(told(order({ products }))).toHaveLength(1);
  });

  it('are checked under another spelling of its name, and with what an older name had', () => {
    expect(told(track('order_completed', { totl: 1 }))).toHaveLength(2);
    expect(told(track('Viewed Product', { id: 'a' }))).toHaveLength(1);
  });

  it.each([
    [
      'Video Content Playing',
      { session_id: null, position: 1 },
      'hint property_missing properties.session_id -',
    ],
    ['Video Content Playing', { position: 1.5 }, 'hint property_type properties.position 2'],
    [
      'Video Playback Started',
      { full_screen: 'true' },
      'warning property_type properties.full_screen true',
    ],
    ['Video Playback Started', { sound: 300 }, 'hint property_format properties.sound -'],
    ['Video Ad Started', { type: 'preroll' }, 'hint property_format properties.type -'],
    [
      'Trial Started',
      { trial_end_date: 'soon' },
      'warning property_format properties.trial_end_date -',
    ],
    ['Signed Up', { email: 'Ada' }, 'hint property_format properties.email -'],
    [
      'Segment Consent Preference Updated',
      {},
      'warning property_missing context.consent.categoryPreferences -',
    ],
    ['Report Exported', { revenue: '5' }, 'warning property_type properties.revenue 5'],
  ])('%s with %j is told of', (event, properties, expected) => {
    expect(told(track(event, properties))).toEqual([expected]);
  });
});

describe('traits', () => {
  it.each([
    [{ email: 5 }, 'warning trait_type traits.email -'],
    [{ email: 'Ada' }, 'hint trait_format traits.email -'],
    [{ Email: 'a@b.c' }, 'warning trait_misspelt traits.Email email'],
    [{ firstname: 'Ada' }, 'warning trait_misspelt traits.firstname firstName'],
    [{ createdAt: 'yesterday' }, 'warning trait_format traits.createdAt -'],
    [{ created_at: 1_700_000_000 }, 'hint trait_type traits.created_at "2023-11-14T22:13:20.000Z"'],
    [{ createdAt: '1700000000' }, 'warning trait_format traits.createdAt -'],
    [{ name: { first: 'Ada' } }, 'warning trait_type traits.name -'],
    [{ age: '31' }, 'warning trait_type traits.age 31'],
    [{ company: 'Acme' }, 'warning trait_type traits.company -'],
    [{ phone: 123 }, 'hint trait_type traits.phone "123"'],
    [{ firstName: 'a', first_name: 'a' }, 'hint trait_twice traits.first_name firstName'],
  ])('%j are told of', (traits, expected) => {
    expect(told(identify(traits))).toEqual([expected]);
  });

  it('are fine in either case, and free beside the reserved ones', () => {
    const traits = {
      created_at: '2026-01-01',
      firstName: 'Ada',
      plan: 7,
      emails: ['a'],
      name: null,
    };
    expect(told(identify(traits))).toEqual([]);
    const group = {
      type: 'group',
      groupId: 'g',
      traits: { employees: 5, createdAt: '2026-01-01' },
    };
    expect(told(group)).toEqual([]);
  });
});

describe('what all messages have', () => {
  it.each([
    [thing({ userId: null, anonymousId: 'a' }), 'hint id_ignored userId -'],
    [thing({ userId: '', anonymousId: 'a' }), 'warning id_ignored userId -'],
    [thing({ userId: 42, anonymousId: 'a' }), 'warning id_ignored userId "42"'],
    [thing({ userId: 'undefined' }), 'warning id_mistaken userId -'],
    [thing({ userId: 'ada@example.com' }), 'hint id_email userId -'],
    [{ type: 'alias' }, 'warning id_missing previousId -'],
    [{ type: 'group' }, 'warning id_missing groupId -'],
    [
      thing({ timestamp: 1_700_000_000_000 }),
      'warning timestamp_unreadable timestamp 2023-11-14T22:13:20.000Z',
    ],
    [thing({ sentAt: 'soon' }), 'warning timestamp_unreadable sentAt -'],
    [
      thing({ timestamp: '2026-01-01T02:00:00.000Z', receivedAt: '2026-01-01T00:00:00.000Z' }),
      'warning timestamp_future timestamp -',
    ],
    [
      thing({ user_id: 'a', userId: undefined, anonymousId: 'b' }),
      'warning field_misspelt user_id userId',
    ],
    [{ type: 'identify', properties: { a: 1 } }, 'warning field_misplaced properties traits'],
    [thing({ traits: { a: 1 } }), 'warning field_misplaced traits properties'],
    [thing({ context: 'a' }), 'warning context_type context -'],
    [thing({ context: { page: 'a' } }), 'warning context_type context.page -'],
    [
      thing({ context: { user_agent: 'a' } }),
      'warning context_misspelt context.user_agent userAgent',
    ],
    [
      thing({ context: { campaign: { name: ['a'] } } }),
      'warning context_type context.campaign.name -',
    ],
    [thing({ integrations: [] }), 'warning integrations_type integrations -'],
  ])('%j is told of', (message, expected) => {
    expect(told(message)).toEqual([expected]);
  });

  it.each([
    thing({
      timestamp: '2026-01-01',
      context: { locale: 'en', own: 1 },
      integrations: { All: true },
    }),
    thing({ timestamp: '2026-01-01T00:30:00.000Z', receivedAt: '2026-01-01T00:00:00.000Z' }),
    { ...track('Email Opened'), context: { user_agent: 'a', traits: { email: 'a@b.c' } } },
  ])('%j is fine', (message) => {
    expect(told(message)).toEqual([]);
  });
});

describe('problems', () => {
  it('come with the worst first, each in a sentence', () => {
    const message = order({ order_id: 7, totl: 1, products: null });
    const problems = problemsOf({ userId: 'u', ...message }, { outcome: 'accepted' });
    expect(problems.map(({ level }) => level)).toEqual(['warning', 'hint', 'hint']);
    for (const { text } of problems) expect(text).toMatch(/^\S.* .*\.$/);
  });

  it('of a rejected message are why, and of a duplicate that it is one', () => {
    const rejected = problemsOf(
      { type: 'track' },
      { outcome: 'rejected', reason: 'no_user_anon_id' },
    );
    expect(rejected).toMatchObject([{ level: 'error', code: 'no_user_anon_id' }]);
    const duplicate = problemsOf(order({ total: 'x' }), { outcome: 'duplicate' });
    expect(duplicate).toMatchObject([{ level: 'hint', code: 'duplicate', path: 'messageId' }]);
  });

  it.each(HOSTILE)('are found for %s', (_, hostile) => {
    for (const type of ['track', 'identify', 'group', 'page', 'alias']) {
      const parts = {
        properties: hostile,
        traits: hostile,
        context: hostile,
        event: 'Order Completed',
      };
      expect(told({ type, ...parts }).length).toBeLessThanOrEqual(20);
    }
    expect(told({ ...hostile, type: 'track' }).length).toBeLessThanOrEqual(20);
  });

  it('are found for any message', () => {
    fc.assert(
      fc.property(anyMessage, fc.constantFrom('accepted', 'rejected'), (message, outcome) => {
        for (const { text, suggestion } of problemsOf(message, { outcome })) {
          expect(text.length).toBeLessThan(400);
          expect(typeof (suggestion ?? '')).toBe('string');
        }
      }),
      SEEDED,
    );
  });
});
