import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact } from '../../lib/pipeline/redact.js';
import { SEEDED } from '../support/seed.js';
import { anEvent, frozen, pass } from './an-event.js';

const KEY = '0123456789abcdef';

describe('a hash by redact', () => {
  const hashed = (value: unknown): unknown => {
    const step = redact({ paths: ['properties.value'], mode: 'hash', key: KEY });
    return pass(step, anEvent({ properties: { value } }))?.properties?.['value'];
  };
  const nested = { b: [{ d: 3, c: 2 }], a: 1 };

  // Computed by openssl.
  it.each([
    [
      'a text',
      'ada@example.com',
      '512383176ce1b4c279ee430548cf07ec0b58efa588517b611c1f0da6d2b9e577',
    ],
    ['a number', 42, '8d24a2a526d5f556469db8b6280e3a7b877a41155ca536be3a1f2a9d2be0eacd'],
    ['its text', '42', '8d24a2a526d5f556469db8b6280e3a7b877a41155ca536be3a1f2a9d2be0eacd'],
    ['a bigint', 42n, '8d24a2a526d5f556469db8b6280e3a7b877a41155ca536be3a1f2a9d2be0eacd'],
    ['an object', nested, '7c3f2082a3662619e69e7033ea0e0c3bde71c43a515768fedd3969c57eadf5a9'],
  ])('is HMAC-SHA-256 in hex: %s', (_what, value, hash) => {
    expect(hashed(value)).toBe(hash);
  });

  it('is that of the text which a value is sent as', () => {
    const time = new Date(0);

    expect(hashed(time)).toBe(hashed(time.toISOString()));
    expect(hashed({ toJSON: () => 'ada' })).toBe(hashed('ada'));
    expect(hashed(true)).toBe(hashed('true'));
    expect(hashed(new Map())).toBe(hashed({}));
  });

  it.each([null, Number.NaN, undefined])('of %p is none', (value) => {
    expect(hashed(value) ?? null).toBeNull();
  });

  it('is the same wherever a value stands, and under a Buffer of the same bytes', () => {
    const bytes = Buffer.from(KEY);
    const step = redact({ paths: ['userId', '**.email'], mode: 'hash', key: bytes });
    bytes.fill(0);
    const event = anEvent({
      userId: 'ada',
      properties: { email: 'ada' },
      traits: { email: 'ada' },
    });
    const { userId, properties, traits } = pass(step, frozen(event)) ?? {};

    expect(userId).toBe(hashed('ada'));
    expect([properties, traits]).toEqual([{ email: userId }, { email: userId }]);
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (bag) => {
        const backwards = Object.fromEntries(Object.entries(bag).reverse());

        expect(hashed(backwards)).toBe(hashed(bag));
      }),
      SEEDED,
    );
  });

  it('never shows its key', () => {
    const step = redact({ paths: ['userId'], mode: 'hash', key: 'a-key-that-is-a-secret' });

    expect(inspect(step, { depth: 9, showHidden: true })).not.toContain('secret');
    expect(JSON.stringify(step)).not.toContain('secret');
  });
});
