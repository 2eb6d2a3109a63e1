import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SegmentEvent } from '../../lib/message/segment-event.js';
import { sample } from '../../lib/pipeline/sample.js';
import { SEEDED } from '../support/seed.js';
import { anEvent, frozen, pass } from './an-event.js';

const ids = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' });
const rates = fc.double({ min: 0, max: 1, noNaN: true });

function isKept(options: Parameters<typeof sample>[0], event: SegmentEvent): boolean {
  return pass(sample(options), frozen(event)) !== null;
}

/** Which of so many users are kept. */
function keptOf(users: number, options: Parameters<typeof sample>[0]): readonly string[] {
  const step = sample(options);
  const all = Array.from({ length: users }, (_, index) => `user-${index + 1}`);
  return all.filter((userId) => pass(step, anEvent({ userId })) !== null);
}

describe('sample', () => {
  it('keeps the users that it always kept', () => {
    expect(keptOf(10, { rate: 0.25 })).toEqual(['user-2', 'user-3', 'user-8']);
    expect(keptOf(10, { rate: 0.5 })).toEqual([
      'user-1',
      'user-2',
      'user-3',
      'user-5',
      'user-6',
      'user-8',
    ]);
  });

  it.each([0.01, 0.1, 0.5, 0.9])('keeps a share of %d', (rate) => {
    const users = 20_000;
    const share = keptOf(users, { rate }).length / users;

    expect(Math.abs(share - rate)).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / users));
  });

  it('keeps nobody at 0, and everybody at 1', () => {
    fc.assert(
      fc.property(ids, (userId) => {
        expect(isKept({ rate: 0 }, anEvent({ userId }))).toBe(false);
        expect(isKept({ rate: 1 }, anEvent({ userId }))).toBe(true);
      }),
      SEEDED,
    );
  });

  it('keeps at a higher rate whoever it keeps at a lower one', () => {
    fc.assert(
      fc.property(ids, rates, rates, fc.string(), (userId, one, other, salt) => {
        const event = anEvent({ userId });
        const [low, high] = [Math.min(one, other), Math.max(one, other)];

        if (isKept({ rate: low, salt }, event)) {
          expect(isKept({ rate: high, salt }, event)).toBe(true);
        }
      }),
      SEEDED,
    );
  });

  it('treats all calls of a user alike', () => {
    const types = fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias');
    const other = fc.record({ type: types, messageId: ids, anonymousId: ids, previousId: ids });
    fc.assert(
      fc.property(ids, rates, other, other, (userId, rate, one, another) => {
        const [first, second] = [one, another].map((fields) =>
          isKept({ rate }, anEvent({ ...fields, userId })),
        );

        expect(first).toBe(second);
      }),
      SEEDED,
    );
  });

  it('goes by the anonymousId where there is no userId', () => {
    const visitor = anEvent({ userId: undefined, anonymousId: 'user-2' });
    const known = anEvent({ userId: 'user-4', anonymousId: 'user-2' });

    expect(isKept({ rate: 0.25 }, visitor)).toBe(true);
    expect(isKept({ rate: 0.25 }, known)).toBe(false);
    expect(isKept({ rate: 0.25, by: 'anonymousId' }, known)).toBe(true);
  });

  it.each([
    ['a path', 'properties.cart.id'],
    ['a function', ({ type }: { type: string }) => (type === 'track' ? 'user-2' : null)],
  ] as const)('goes by %s', (_what, by) => {
    const event = anEvent({ userId: 'user-4', properties: { cart: { id: 'user-2' } } });

    expect(isKept({ rate: 0.25, by }, event)).toBe(true);
    expect(isKept({ rate: 0.25 }, event)).toBe(false);
  });

  it('takes a number for its text', () => {
    fc.assert(
      fc.property(fc.integer(), rates, (number, rate) => {
        const [one, other] = [number, String(number)].map((id) =>
          isKept({ rate, by: 'properties.id' }, anEvent({ properties: { id } })),
        );

        expect(one).toBe(other);
      }),
      SEEDED,
    );
  });

  it.each([{}, { id: null }, { id: '' }, { id: undefined }])(
    'goes by the messageId where the key is not there: %j',
    (properties) => {
      const options = { rate: 0.25, by: 'properties.id' };

      expect(isKept(options, anEvent({ properties, messageId: 'user-2' }))).toBe(true);
      expect(isKept(options, anEvent({ properties, messageId: 'user-4' }))).toBe(false);
    },
  );

  it('chooses other users with another salt', () => {
    const users = 20_000;
    const first = new Set(keptOf(users, { rate: 0.5, salt: 'first' }));
    const both = keptOf(users, { rate: 0.5, salt: 'second' }).filter((user) => first.has(user));

    expect(Math.abs(both.length / users - 0.25)).toBeLessThan(0.0125);
  });

  it.each([
    ['an object', { id: {} }],
    ['an array', { id: ['user-2'] }],
  ])('fails where what decides is %s', (_what, properties) => {
    const step = sample({ rate: 1, by: 'properties.id' });

    expect(() => pass(step, anEvent({ properties }))).toThrow('neither a text nor a number');
  });

  it('fails where its function throws', () => {
    const by = (): string => {
      throw new Error('boom');
    };

    expect(() => pass(sample({ rate: 1, by }), anEvent())).toThrow('boom');
  });

  it.each([
    ['rate', { rate: -0.1 }, 'a number from 0 to 1'],
    ['rate', { rate: 1.1 }, 'a number from 0 to 1'],
    ['rate', { rate: Number.NaN }, 'a number from 0 to 1'],
    ['rate', { rate: '0.5' }, 'a number from 0 to 1'],
    ['salt', { rate: 1, salt: 7 }, 'a string'],
    ['by', { rate: 1, by: '' }, "keys parted by dots, like 'properties.products.*.price'"],
    ['by', { rate: 1, by: 'properties.*' }, 'a path to one place'],
    ['by', { rate: 1, by: 'orderId' }, expect.stringContaining('a field of the message')],
  ])('needs a good %s: %j', (field, options, expected) => {
    expect(() => sample(options as never)).toThrow(
      expect.objectContaining({ code: 'invalid', call: 'sample', field, expected }),
    );
  });
});
