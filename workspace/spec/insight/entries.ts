import fc from 'fast-check';
import type { Entry } from '../../lib/entry/entry.js';
import type { JsonObject } from '../../lib/entry/json-object.js';

let seq = 0;

/** An entry; say only what matters. */
export function anEntry(message: JsonObject, fields: Partial<Entry> = {}): Entry {
  seq += 1;
  return {
    seq,
    source: 'web',
    receivedAt: '2026-01-01T12:00:00.000Z',
    outcome: 'accepted',
    problems: [],
    message: { type: 'track', event: 'Something Happened', userId: 'user-1', ...message },
    ...fields,
  };
}

/** Objects in objects, so many in all. */
export function nested(levels: number): JsonObject {
  let value = {};
  for (let level = 1; level < levels; level += 1) value = { a: value };
  return value;
}

/** Messages that no good client sends. */
export const HOSTILE: readonly (readonly [string, JsonObject])[] = [
  ['deep nesting', nested(50_000)],
  [
    'names of prototypes',
    parsed('{"__proto__":{"a":1},"constructor":{"prototype":1},"toString":1}'),
  ],
  ['a huge array', { items: Array.from({ length: 200_000 }, (_, index) => ({ index })) }],
  [
    'very many fields',
    Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`f${at}`, at])),
  ],
  ['a very long text', { text: 'x'.repeat(1_000_000) }],
  ['a very long name', { ['n'.repeat(100_000)]: 1 }],
  ['halves of characters', { '\ud800': '\udfff' }],
];

function parsed(json: string): JsonObject {
  return JSON.parse(json) as JsonObject;
}

const ids = fc.option(fc.constantFrom('u1', 'u2', 'a1', 'a2', 'x', '', '__proto__', 7, null), {
  nil: undefined,
});

/** Messages from few people, with ids that get mixed up. */
export const anyMessage: fc.Arbitrary<JsonObject> = fc.record(
  {
    type: fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias', 'odd', 7),
    userId: ids,
    anonymousId: ids,
    previousId: ids,
    groupId: ids,
    event: fc.oneof(
      fc.constantFrom('A', 'B', 'Order Completed', 'order completed'),
      fc.jsonValue(),
    ),
    name: fc.jsonValue(),
    traits: fc.jsonValue(),
    properties: fc.jsonValue(),
    context: fc.jsonValue(),
    timestamp: fc.jsonValue(),
  },
  { requiredKeys: ['type'] },
) as fc.Arbitrary<JsonObject>;

export const anyEntries: fc.Arbitrary<readonly Entry[]> = fc
  .array(
    fc.record({
      message: anyMessage,
      source: fc.constantFrom('', 'web', 'server', '__proto__'),
      outcome: fc.constantFrom('accepted', 'accepted', 'accepted', 'rejected', 'duplicate'),
      minute: fc.integer({ min: 0, max: 180 }),
    }),
    { maxLength: 40 },
  )
  .map((given) =>
    given.map(({ message, source, outcome, minute }, index) => ({
      seq: index + 1,
      source,
      receivedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
      outcome,
      ...(outcome === 'rejected' ? { reason: 'no_user_anon_id' as const } : {}),
      problems: [],
      message,
    })),
  );
