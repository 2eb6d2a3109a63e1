import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonFault, writeExactly } from '../../lib/base/exact-json.js';
import { quote, toJson } from '../../lib/base/json.js';
import { circle, revoked, throwing } from '../support/hostile-values.js';
import { SEED, SEEDED } from '../support/seed.js';

const LIMIT = 1_000_000;

const plain = fc
  .anything({ withNullPrototype: true, withSparseArray: true, withDate: true })
  .map((value) => ({ value }));

/** Anything that a program in JavaScript may pass, in a bag of its own. */
const hostile = fc
  .anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withInvalidDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withObjectString: true,
    withNullPrototype: true,
    withSparseArray: true,
    withUnicodeString: true,
  } as fc.ObjectConstraints)
  .map((value) => ({ value }));

/** Trouble that is put somewhere into a bag. */
const trouble = fc.constantFrom<() => unknown>(
  () => circle(),
  () => Proxy.revocable({}, {}),
  () => revoked(),
  () => ({ toJSON: () => throwing() }),
  () => Object.defineProperty({}, 'a', { enumerable: true, get: throwing }),
  () => new Proxy({}, { ownKeys: throwing }),
  () => new Proxy([], { get: throwing }),
  () => Object.create(Number.prototype) as unknown,
  () => Object.assign(() => 1, { toJSON: throwing }),
  () => Symbol('x'),
);

describe(`JSON of any value (seed ${SEED})`, () => {
  it('is that of JSON.stringify for plain values', () => {
    fc.assert(
      fc.property(plain, (bag) => {
        expect(toJson(bag, LIMIT)).toBe(JSON.stringify(bag));
      }),
      SEEDED,
    );
  });

  it('is that of JSON.stringify by the exact writer too', () => {
    fc.assert(
      fc.property(plain, (bag) => {
        expect(writeExactly(bag, LIMIT)).toBe(JSON.stringify(bag));
      }),
      SEEDED,
    );
  });

  it('is that of JSON.stringify for hostile values, with bigints as text', () => {
    fc.assert(
      fc.property(hostile, (bag) => {
        const expected = JSON.stringify(bag, (_key, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        );

        expect(toJson(bag, LIMIT)).toBe(expected);
      }),
      SEEDED,
    );
  });

  it('is a text that parses, or a fault with a path, and nothing is ever thrown', () => {
    fc.assert(
      fc.property(hostile, trouble, fc.nat(100_000), (bag, makeTrouble, limit) => {
        const json = toJson({ bag, list: [1, makeTrouble()] }, limit);

        if (json instanceof JsonFault) expect(typeof json.path).toBe('string');
        else expect(() => JSON.parse(json) as unknown).not.toThrow();
      }),
      SEEDED,
    );
  });

  it('is given up only where it is longer than the limit', () => {
    fc.assert(
      fc.property(plain, fc.nat(200), (bag, limit) => {
        const json = JSON.stringify(bag);
        const written = toJson(bag, limit);

        if (json.length <= limit || typeof written === 'string') expect(written).toBe(json);
        else expect(written).toMatchObject({ kind: 'too-large' });
      }),
      SEEDED,
    );
  });

  it('is cut off exactly by the exact writer, but for punctuation', () => {
    fc.assert(
      fc.property(plain, fc.nat(200), (bag, limit) => {
        const written = writeExactly(bag, limit);

        if (typeof written === 'string') expect(written.length).toBeLessThanOrEqual(3 * limit + 10);
        else expect(JSON.stringify(bag).length).toBeGreaterThan(limit);
      }),
      SEEDED,
    );
  });

  it('leaves the value as it was', () => {
    fc.assert(
      fc.property(fc.object(), (bag) => {
        const copy = structuredClone(bag);
        toJson(bag, LIMIT);

        expect(bag).toStrictEqual(copy);
      }),
      SEEDED,
    );
  });
});

describe(`a quoted text (seed ${SEED})`, () => {
  it.each([
    ['printable', fc.string()],
    ['of any unit, lone surrogates included', fc.string({ unit: unit() })],
    ['of graphemes', fc.string({ unit: 'grapheme' })],
    ['of binary', fc.string({ unit: 'binary', maxLength: 200 })],
  ])('is what JSON.stringify makes of it: %s', (_name, text) => {
    fc.assert(
      fc.property(text, (value) => {
        expect(quote(value)).toBe(JSON.stringify(value));
      }),
      SEEDED,
    );
  });
});

/** One UTF-16 unit, whatever it is. */
function unit(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('"', '\\', '\n', '\u0000', '\ud800', '\udfff', '\u2028', '😀', 'a'),
  );
}
