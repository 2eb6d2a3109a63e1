import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seedOf, stableHash } from '../../lib/pipeline/stable-hash.js';
import { SEEDED } from '../support/seed.js';

describe('the stable hash', () => {
  // Computed by another program, from the definition alone.
  it.each([
    ['', 0xab3e7c0b],
    ['a', 0x1a80b1b3],
    ['foobar', 0x0c0da6dc],
    ['user-1', 0x778f8aec],
    ['42', 0x28ec2cbd],
    ['Zoë', 0x4d00612b],
    ['日本', 0xf004911f],
    ['😀', 0x3303a80a],
    ['\ud800', 0x6ff96ac3],
  ])('of %j is what it always was', (text, hash) => {
    expect(stableHash(text)).toBe(hash);
  });

  it('follows a prefix as if both were one text', () => {
    expect(stableHash('user-1', seedOf('checkout'))).toBe(0x81452a68);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (prefix, text) => {
        expect(stableHash(text, seedOf(prefix))).toBe(stableHash(prefix + text));
      }),
      SEEDED,
    );
  });

  it('is that of the UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(stableHash(text)).toBe(hashOfBytes(Buffer.from(text)));
      }),
      SEEDED,
    );
  });

  it.each([
    ['numbers', (index: number) => String(index)],
    ['numbered names', (index: number) => `user-${index}`],
    ['names that end alike', (index: number) => `${index}@customers.example.com`],
  ])('spreads %s over the whole range', (_what, nameOf) => {
    const buckets = new Array<number>(16).fill(0);
    for (let index = 0; index < 32_000; index += 1) {
      const bucket = stableHash(nameOf(index)) >>> 28;
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }

    // 2 000 are expected in each, and five standard deviations are 217.
    for (const count of buckets) expect(Math.abs(count - 2_000)).toBeLessThan(217);
  });
});

/** The definition, in numbers that can't overflow. */
function hashOfBytes(bytes: Buffer): number {
  let hash = 0x811c9dc5n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  hash = ((hash ^ (hash >> 16n)) * 0x85ebca6bn) & 0xffffffffn;
  hash = ((hash ^ (hash >> 13n)) * 0xc2b2ae35n) & 0xffffffffn;
  return Number(hash ^ (hash >> 16n));
}
