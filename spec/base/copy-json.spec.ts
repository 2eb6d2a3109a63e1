import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { copyJson } from '../../lib/base/copy-json.js';
import { MAX_DEPTH } from '../../lib/base/exact-json.js';
import { toJson } from '../../lib/base/json.js';
import { branching, circle, nested, revoked, throwing } from '../support/hostile-values.js';
import { SEED, SEEDED } from '../support/seed.js';

const LIMIT = 1_000_000;

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom<unknown>(null, undefined, Number.NaN, Number.POSITIVE_INFINITY, -0, 0),
  fc.date({ noInvalidDate: false }),
  fc.constantFrom<unknown>(Symbol('a value'), () => 1),
);

const key = fc.oneof(
  fc.string({ maxLength: 5 }),
  fc.constantFrom('__proto__', 'constructor', 'length', '0', '10', '2', '-1', 'b', 'a'),
);

/** Plain data of every kind that a program may pass. */
const { bag } = fc.letrec<{ value: unknown; bag: object }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: leaf },
    tie('bag'),
    fc.array(tie('value'), { maxLength: 5 }),
  ),
  bag: fc
    .tuple(fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }), fc.boolean())
    .map(([pairs, isBare]) => withMembers(pairs, isBare)),
}));

/** Members are defined, not assigned, so that `__proto__` becomes one of its own. */
function withMembers(pairs: readonly (readonly [string, unknown])[], isBare: boolean): object {
  const made = Object.create(isBare ? null : Object.prototype) as object;
  const settings = { enumerable: true, writable: true, configurable: true };
  for (const [name, value] of pairs) Object.defineProperty(made, name, { value, ...settings });
  return made;
}

function objectsIn(value: unknown, found = new Set<object>()): ReadonlySet<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  for (const member of Object.values(value)) objectsIn(member, found);
  return found;
}

describe(`a copy of plain data (seed ${SEED})`, () => {
  it('is what would come back from its JSON, in the same order', () => {
    fc.assert(
      fc.property(bag, (value) => {
        const json = toJson(value, LIMIT) as string;
        const copy = copyJson(value, LIMIT);

        // Jest takes a member named constructor for a class.
        expect(isDeepStrictEqual(copy, JSON.parse(json))).toBe(true);
        expect(JSON.stringify(copy)).toBe(json);
      }),
      SEEDED,
    );
  });

  it('shares no object with the original', () => {
    fc.assert(
      fc.property(bag, (value) => {
        const own = objectsIn(copyJson(value, LIMIT));

        expect([...objectsIn(value)].filter((one) => own.has(one))).toEqual([]);
      }),
      SEEDED,
    );
  });

  it('has the usual prototypes, and changes those of nobody', () => {
    fc.assert(
      fc.property(bag, (value) => {
        const members = Reflect.ownKeys(Object.prototype);
        for (const one of objectsIn(copyJson(value, LIMIT))) {
          const usual = Array.isArray(one) ? Array.prototype : Object.prototype;
          expect(Object.getPrototypeOf(one)).toBe(usual);
        }
        expect(Reflect.ownKeys(Object.prototype)).toEqual(members);
      }),
      SEEDED,
    );
  });

  it('leaves the original as it was', () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        const before = structuredClone(value);
        copyJson(value, LIMIT);

        expect(value).toStrictEqual(before);
      }),
      SEEDED,
    );
  });

  it('is given up only where the JSON is longer than the limit, and never much later', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(300), (value, limit) => {
        const { length } = JSON.stringify({ value });
        const copy = copyJson({ value }, limit);

        if (length <= limit) expect(copy).toBeDefined();
        if (copy !== undefined) expect(length).toBeLessThanOrEqual(8 * limit + 20);
      }),
      SEEDED,
    );
  });

  it.each([1, 64, 65, 1_000])(
    'is the same with %i members, some of which JSON leaves out',
    (count) => {
      const names = Array.from({ length: count }, (_, index) => `member${index}`);
      const value = Object.fromEntries(
        names.map((name, index) => [
          name,
          index % 3 === 0 ? undefined : [{ name }, -0, NaN][index % 3],
        ]),
      );

      expect(copyJson(value, LIMIT)).toStrictEqual(JSON.parse(JSON.stringify(value)));
    },
  );

  it('may have the same object twice, and then has two', () => {
    const shared = { a: 1 };

    const copy = copyJson({ one: shared, two: shared }, LIMIT);

    expect(copy).toEqual({ one: { a: 1 }, two: { a: 1 } });
    expect(copy?.one).not.toBe(copy?.two);
  });

  it('nests as deeply as JSON may, and no deeper', () => {
    expect(copyJson(nested(MAX_DEPTH), LIMIT)).toEqual(nested(MAX_DEPTH));
    expect(copyJson(nested(MAX_DEPTH + 1), LIMIT)).toBeUndefined();
  });

  it('reads each getter once, also where something is left out', () => {
    let reads = 0;
    const counting = (): object =>
      Object.defineProperty({ gap: undefined }, 'got', {
        enumerable: true,
        get: () => {
          reads += 1;
          return reads;
        },
      });
    const list = Object.defineProperty([0], 0, { get: () => counting() });

    expect(copyJson({ gap: undefined, list, bag: counting() }, LIMIT)).toEqual({
      list: [{ got: 1 }],
      bag: { got: 2 },
    });
  });
});

describe('a copy', () => {
  class Money {
    readonly amount = 1;
  }
  it.each<readonly [string, object]>([
    ['an object of a class', new Money()],
    ['a Map', new Map([[1, 2]])],
    ['an error', new Error('x')],
    ['what inherits members', Object.create({ inherited: 1 })],
  ])('has what JSON makes of %s: its own members', (_what, value) => {
    const copy = copyJson({ value }, LIMIT);
    expect(copy).toEqual(JSON.parse(JSON.stringify({ value })));
    expect(Object.getPrototypeOf(copy?.value)).toBe(Object.prototype);
  });

  const rows: readonly (readonly [string, () => unknown])[] = [
    ['a bigint', () => 1n],
    ['a boxed number', () => Object(1)],
    ['a typed array', () => new Uint8Array(1)],
    ['a toJSON', () => ({ toJSON: () => 1 })],
    ['a toJSON that is no function', () => ({ toJSON: 1 })],
    ['a function with a toJSON', () => Object.assign(() => 1, { toJSON: () => 1 })],
    ['a date with a toJSON of its own', () => Object.assign(new Date(0), { toJSON: () => 1 })],
    ['what only looks like a date', () => ({ toJSON: Date.prototype.toJSON })],
    ['what inherits from dates', () => Object.create(Date.prototype) as unknown],
    ['a cycle', () => circle()],
    ['a getter that throws', () => Object.defineProperty({}, 'a', throwingGetter)],
    ['a proxy that throws', () => new Proxy({}, { ownKeys: throwing })],
    ['a proxy that was revoked', () => revoked()],
    ['too long a text', () => 'x'.repeat(LIMIT)],
    ['too long a name', () => ({ ['x'.repeat(LIMIT)]: 1 })],
    ['a list with a length of 1e9', () => Object.assign([], { length: 1e9 })],
    ['many members that are left out', () => manyUndefined()],
    ['few objects with very many paths', () => branching(60)],
  ];

  it.each(rows)('is given up where there is %s, wherever that lies', (_what, make) => {
    expect(copyJson({ bad: make() }, LIMIT)).toBeUndefined();
    expect(copyJson({ gap: undefined, list: [1, make()] }, LIMIT)).toBeUndefined();
  });

  it('has an end where a list claims to be longer each time it is asked', () => {
    let asked = 0;
    const endless = new Proxy([] as unknown[], {
      get: (list, name) => {
        if (name !== 'length') return Reflect.get(list, name) as unknown;
        asked += 1;
        // It gives in at last, or this would never end where it fails.
        return asked < 10_000 ? asked + 1 : 0;
      },
    });

    copyJson({ endless }, 1_000);

    expect(asked).toBeLessThan(1_000);
  });
});

const throwingGetter = { enumerable: true, get: throwing };

function manyUndefined(): object {
  return Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`k${index}`]));
}
