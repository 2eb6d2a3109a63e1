import fc from 'fast-check';
import { MESSAGE_TYPES } from '../../lib/message/message.js';
import { circle, revoked, throwing } from '../support/hostile-values.js';

/** A call with anything in it. What it passes is made at the call: a revoked proxy can't be looked at before. */
export interface HostileCall {
  readonly method: string;
  readonly makeParams: () => unknown;
}

const garbage: fc.Arbitrary<() => unknown> = fc
  .anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withSparseArray: true,
  })
  .map((value) => () => value);

const trouble = fc.constantFrom<() => unknown>(
  () => '',
  () => Symbol('x'),
  () => () => 1,
  () => 1n,
  () => Number.NaN,
  () => new Date(Number.NaN),
  () => 'x'.repeat(40_000),
  () => ({ text: '€'.repeat(12_000) }),
  () => circle(),
  () => revoked(),
  () => new Proxy({}, { get: throwing }),
  () => new Proxy({}, { ownKeys: throwing }),
  () => ({ toJSON: throwing }),
  () => ({ toJSON: () => 'a text' }),
  () => ({ toJSON: () => undefined }),
  () => Object.defineProperty({}, 'a', { enumerable: true, get: throwing }),
  () => ({ toString: () => '","injected":"yes', length: 3 }),
  () => ['a', 'b'],
  () => '2026-01-01T00:00:00","injected":"yes',
);

const odd = fc.oneof(garbage, { weight: 2, arbitrary: trouble });

const FIELDS = [
  'userId',
  'anonymousId',
  'previousId',
  'groupId',
  'event',
  'name',
  'category',
  'properties',
  'traits',
  'context',
  'integrations',
  'timestamp',
  'messageId',
  'type',
] as const;
const GOOD = { type: 'track', userId: 'u', previousId: 'p', groupId: 'g', event: 'E' };

/** Good fields, a few of them replaced. */
const replaced: fc.Arbitrary<() => unknown> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...FIELDS), odd), {
    maxLength: 2,
    selector: ([field]) => field,
  })
  .map((fields) => () => ({
    ...GOOD,
    ...Object.fromEntries(fields.map(([name, make]) => [name, make()])),
  }));

/** Any calls, most of them nearly right. */
export const calls: fc.Arbitrary<readonly HostileCall[]> = fc.array(
  fc.record({
    method: fc.constantFrom(...MESSAGE_TYPES, 'enqueue'),
    makeParams: fc.oneof({ weight: 5, arbitrary: replaced }, { weight: 1, arbitrary: odd }),
  }),
  { minLength: 20, maxLength: 60 },
);
