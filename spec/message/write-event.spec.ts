import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LIBRARY, METADATA } from '../../lib/message/context.js';
import { copyMessage, isFault } from '../../lib/message/copy.js';
import { MESSAGE_TYPES } from '../../lib/message/message.js';
import type { SegmentEvent } from '../../lib/message/segment-event.js';
import { writeEvent } from '../../lib/message/write-event.js';
import { SEED, SEEDED } from '../support/seed.js';
import { aMessage, anyBag, anyMessage, anyText } from './a-message.js';

const LIMIT = 1_000_000;

/** A message as the first plugin gets it. */
function anEvent(...given: Parameters<typeof aMessage>): SegmentEvent {
  return eventOf(aMessage(...given));
}

function eventOf(message: ReturnType<typeof aMessage>): SegmentEvent {
  const copy = copyMessage(message, { limit: LIMIT, isRaw: false });
  if (isFault(copy)) throw new Error(copy.fault.found);
  return copy;
}

const IDS = ['userId', 'anonymousId', 'previousId', 'groupId', 'event', 'name', 'category'];
const BAGS = ['properties', 'traits', 'context', 'integrations', '_metadata'];

const odd = fc.constantFrom<unknown>(
  undefined,
  Symbol('x'),
  () => 1,
  new Date(0),
  new Map([['a', 1]]),
  { toJSON: () => undefined },
  { toJSON: () => 'a text' },
  { toJSON: () => ({ made: [1] }) },
  Object.create({ inherited: true }),
  Object.assign(Object.create(null) as object, { bare: true }),
  JSON.parse('{"__proto__":{"a":1}}'),
);

/** What a plugin may do to a message: to the fields of the Spec, to others, and below them. */
const change: fc.Arbitrary<(event: Record<string, unknown>) => void> = fc.oneof(
  set(fc.constantFrom(...IDS), fc.oneof(anyText, fc.constantFrom<unknown>(undefined, null, 7))),
  set(fc.constantFrom(...BAGS), fc.oneof(anyBag, odd)),
  set(
    fc.constantFrom('extra', '"quoted"', 'toString', '__proto__'),
    fc.oneof(anyText, odd, anyBag),
  ),
  fc.constantFrom(...IDS, ...BAGS).map((name) => (event: Record<string, unknown>) => {
    delete event[name];
  }),
  fc
    .tuple(fc.constantFrom(...BAGS), fc.constantFrom({ inherited: 1 }, { toJSON: () => 'made' }))
    .map(
      ([name, prototype]) =>
        (event: Record<string, unknown>) =>
          rebase(event[name], prototype),
    ),
  fc
    .tuple(fc.constantFrom('context', 'integrations', '_metadata', 'properties'), fc.boolean())
    .chain(([name, isLibrary]) =>
      fc
        .tuple(isLibrary ? fc.constant('library') : anyText, fc.oneof(anyText, odd, anyBag))
        .map(([member, value]) => (event: Record<string, unknown>) => {
          const bag = event[name];
          if (typeof bag === 'object' && bag !== null) define(bag, member, value);
        }),
    ),
);

/** Gives a bag another prototype, which has members of its own, or a toJSON. */
function rebase(bag: unknown, prototype: object): void {
  if (typeof bag === 'object' && bag !== null) Object.setPrototypeOf(bag, prototype);
}

function set(
  name: fc.Arbitrary<string>,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<(event: Record<string, unknown>) => void> {
  return fc.tuple(name, value).map(
    ([field, found]) =>
      (event) =>
        define(event, field, found),
  );
}

function define(bag: object, name: string, value: unknown): void {
  Object.defineProperty(bag, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

describe(`what plugins made of a message (seed ${SEED})`, () => {
  it('is written as JSON.stringify writes it, whatever they changed', () => {
    fc.assert(
      fc.property(anyMessage, fc.array(change, { maxLength: 3 }), (message, changes) => {
        const event = eventOf(message);
        for (const make of changes) make(event as unknown as Record<string, unknown>);

        expect(JSON.parse(writeEvent(event, LIMIT) as string)).toEqual(
          JSON.parse(JSON.stringify(event)),
        );
      }),
      { ...SEEDED, numRuns: 2_000 },
    );
  });

  it('is written to the letter as JSON.stringify writes it, where they changed nothing', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const event = eventOf(message);

        expect(JSON.parse(writeEvent(event, LIMIT) as string)).toEqual(event);
        expect(writeEvent(event, LIMIT)).toHaveLength(JSON.stringify(event).length);
      }),
      SEEDED,
    );
  });

  it.each(MESSAGE_TYPES)(
    'is JSON that parses, though nothing comes of a toJSON in it: %s',
    (type) => {
      for (const name of BAGS) {
        const event = { ...anEvent(type), [name]: { toJSON: () => undefined } };
        const written = JSON.parse(writeEvent(event, LIMIT) as string) as object;

        expect(written).toMatchObject({ type, messageId: 'an-id' });
        expect(written).not.toHaveProperty(name);
      }
    },
  );

  const LIBRARIES: readonly (readonly [string, unknown])[] = [
    ['with another version', { ...LIBRARY, version: '0.0.0' }],
    ['with another name', { ...LIBRARY, name: 'mine' }],
    ['with a member more', { ...LIBRARY, more: true }],
    ['with a member less', { name: LIBRARY['name'] }],
    ['that is a text', 'waybill'],
    ['that is null', null],
  ];

  it.each(LIBRARIES)('has the library that they left: one %s', (_what, library) => {
    const event = anEvent('track', { context: { ip: '::1' } });
    event.context = { ...event.context, library };

    expect(JSON.parse(writeEvent(event, LIMIT) as string)).toEqual(event);
  });

  it.each([{ ...METADATA, more: 1 }, { jsRuntime: 'node' }, {}, { ...METADATA, jsRuntime: 'x' }])(
    'has the metadata that they left: %j',
    (metadata) => {
      const event = { ...anEvent('track'), _metadata: metadata };

      expect(JSON.parse(writeEvent(event, LIMIT) as string)).toEqual(event);
    },
  );

  it('has bigints as text, as in a call', () => {
    const event = anEvent('track', { properties: { a: 1 } });
    Object.assign(event.properties as object, { id: 12n });

    expect(JSON.parse(writeEvent(event, LIMIT) as string)).toMatchObject({
      properties: { a: 1, id: '12' },
    });
  });

  it.each(['properties', 'context', 'integrations', 'extra'])(
    'is a fault with its path where %s has a cycle',
    (name) => {
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      const event = { ...anEvent('track'), [name]: { circle } };

      expect(writeEvent(event, LIMIT)).toMatchObject({
        field: '',
        fault: { kind: 'unserializable', path: `${name}.circle.self` },
      });
    },
  );

  it('is a fault with its path where a getter throws', () => {
    const event = anEvent('track');
    Object.defineProperty(event.properties, 'price', {
      enumerable: true,
      get: () => {
        throw new Error('boom');
      },
    });

    expect(writeEvent(event, LIMIT)).toMatchObject({ fault: { path: 'properties.price' } });
  });
});
