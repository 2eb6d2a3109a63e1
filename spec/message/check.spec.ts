import { describe, expect, it } from '@jest/globals';
import { ValidationError } from '../../lib/base/errors.js';
import { buildDraft } from '../../lib/message/build.js';
import type { UncheckedCall } from '../../lib/message/call.js';
import { checkDraft } from '../../lib/message/check.js';
import { MESSAGE_TYPES, type MessageType } from '../../lib/message/message.js';

const ORIGIN = { messageId: 'made-up', timestamp: '2026-01-01T00:00:00.000Z' };
const ID = 'a non-empty string or a finite number';
const BAG = 'a plain object';

/** A call of each type that meets every rule. */
const GOOD: Readonly<Record<MessageType, UncheckedCall>> = {
  identify: { userId: 'u' },
  track: { userId: 'u', event: 'E' },
  page: { userId: 'u' },
  screen: { userId: 'u' },
  group: { userId: 'u', groupId: 'g' },
  alias: { userId: 'u', previousId: 'p' },
};

type Row = readonly [MessageType, UncheckedCall, string, string, string];

function textOf(type: MessageType, call: UncheckedCall): string | undefined {
  const problem = checkDraft(buildDraft(type, call, ORIGIN));
  return problem && new ValidationError({ code: 'invalid', call: type, ...problem }).message;
}

describe('a call that meets the Spec', () => {
  it.each(MESSAGE_TYPES)('is taken with the least that it needs: %s', (type) => {
    expect(textOf(type, GOOD[type])).toBeUndefined();
  });

  it.each<readonly [MessageType, UncheckedCall]>([
    ['track', { anonymousId: 'a', event: 'E' }],
    ['track', { userId: 42, event: 'E' }],
    ['track', { userId: 0, event: 'E' }],
    ['track', { userId: null, anonymousId: 'a', event: 'E' }],
    ['identify', { userId: 'u', traits: {} }],
    ['page', { anonymousId: 7, name: 'Home', category: 'Shop', properties: {} }],
    ['group', { groupId: 7 }],
    ['group', { groupId: 'g', anonymousId: 'a', traits: Object.create(null) }],
    ['alias', { userId: 1, previousId: 2 }],
    ['track', { userId: 'u', event: 'E', messageId: 'm' }],
    ['track', { userId: 'u', event: 'E', messageId: 'x'.repeat(99) }],
    ['track', { userId: 'u', event: 'E', timestamp: new Date(0) }],
    ['track', { userId: 'u', event: 'E', timestamp: '2026-11-23T10:20:30Z' }],
    ['track', { userId: 'u', event: 'E', context: {}, integrations: { All: false } }],
    ['track', { ...GOOD.track, messageId: null, timestamp: null, context: null }],
    ['page', { ...GOOD.page, name: null, category: null, properties: null, integrations: null }],
  ])('is taken: %s %p', (type, call) => {
    expect(textOf(type, call)).toBeUndefined();
  });
});

describe('a call that breaks the Spec', () => {
  const NO_IDENTITY = `${ID}, unless there is an anonymousId`;
  const rows: readonly Row[] = [
    ['track', { userId: 'u' }, 'event', 'a non-empty string', 'undefined'],
    ['track', { userId: 'u', event: '' }, 'event', 'a non-empty string', 'an empty string'],
    ['track', { userId: 'u', event: 42 }, 'event', 'a non-empty string', 'the number 42'],
    ['track', { userId: 'u', event: null }, 'event', 'a non-empty string', 'null'],
    ['track', { userId: 'u', event: ['E'] }, 'event', 'a non-empty string', 'an array'],
    ['track', { event: 'E' }, 'userId', NO_IDENTITY, 'neither userId nor anonymousId'],
    [
      'track',
      { event: 'E', userId: null },
      'userId',
      NO_IDENTITY,
      'neither userId nor anonymousId',
    ],
    ['identify', {}, 'userId', NO_IDENTITY, 'neither userId nor anonymousId'],
    ['page', {}, 'userId', NO_IDENTITY, 'neither userId nor anonymousId'],
    ['screen', {}, 'userId', NO_IDENTITY, 'neither userId nor anonymousId'],
    ['identify', { userId: '' }, 'userId', ID, 'an empty string'],
    ['identify', { userId: Number.NaN }, 'userId', ID, 'the number NaN'],
    ['identify', { userId: Number.POSITIVE_INFINITY }, 'userId', ID, 'the number Infinity'],
    ['identify', { userId: true }, 'userId', ID, 'a boolean'],
    ['identify', { userId: 1n }, 'userId', ID, 'a bigint'],
    ['identify', { userId: Symbol('u') }, 'userId', ID, 'a symbol'],
    ['identify', { userId: new Date(0) }, 'userId', ID, 'a Date'],
    ['identify', { userId: 'u', anonymousId: '' }, 'anonymousId', ID, 'an empty string'],
    ['group', { userId: 'u' }, 'groupId', ID, 'undefined'],
    ['group', { userId: 'u', groupId: '' }, 'groupId', ID, 'an empty string'],
    ['group', { groupId: 'g', userId: [] }, 'userId', ID, 'an array'],
    ['group', { groupId: 'g', anonymousId: false }, 'anonymousId', ID, 'a boolean'],
    ['alias', { previousId: 'p' }, 'userId', ID, 'undefined'],
    ['alias', { anonymousId: 'a', previousId: 'p' }, 'userId', ID, 'undefined'],
    ['alias', { userId: 'u' }, 'previousId', ID, 'undefined'],
    ['alias', { userId: 'u', previousId: '' }, 'previousId', ID, 'an empty string'],
    [
      'page',
      { userId: 'u', name: 7 },
      'name',
      'a non-empty string where it is given',
      'the number 7',
    ],
    [
      'screen',
      { userId: 'u', category: [] },
      'category',
      'a non-empty string where it is given',
      'an array',
    ],
    ['track', { ...GOOD.track, properties: 'p' }, 'properties', BAG, 'a string'],
    ['track', { ...GOOD.track, properties: [1] }, 'properties', BAG, 'an array'],
    [
      'track',
      { ...GOOD.track, properties: new Map() },
      'properties',
      BAG,
      'an object that is not plain',
    ],
    ['page', { ...GOOD.page, properties: 1, category: 'C' }, 'properties', BAG, 'the number 1'],
    ['screen', { ...GOOD.screen, properties: new Date(0) }, 'properties', BAG, 'a Date'],
    [
      'identify',
      { ...GOOD.identify, traits: 'x'.repeat(200) },
      'traits',
      BAG,
      'a string of 200 characters',
    ],
    ['group', { ...GOOD.group, traits: () => 1 }, 'traits', BAG, 'a function'],
  ];

  it.each(rows)('is refused: %s %p', (type, call, field, expected, found) => {
    expect(textOf(type, call)).toBe(`${type}: ${field} must be ${expected}; found ${found}.`);
  });

  const MESSAGE_ID = 'a string of 1 to 99 characters';
  const TIME = 'a valid Date or a time in ISO 8601';
  const common: readonly (readonly [UncheckedCall, string, string, string])[] = [
    [{ messageId: '' }, 'messageId', MESSAGE_ID, 'an empty string'],
    [{ messageId: 'x'.repeat(100) }, 'messageId', MESSAGE_ID, 'a string'],
    [{ messageId: 'x'.repeat(101) }, 'messageId', MESSAGE_ID, 'a string of 101 characters'],
    [{ messageId: 7 }, 'messageId', MESSAGE_ID, 'the number 7'],
    [{ timestamp: new Date(Number.NaN) }, 'timestamp', TIME, 'an invalid Date'],
    [{ timestamp: 'yesterday' }, 'timestamp', TIME, 'a string'],
    [{ timestamp: 1_700_000_000_000 }, 'timestamp', TIME, 'the number 1700000000000'],
    [{ timestamp: true }, 'timestamp', TIME, 'a boolean'],
    [{ context: 'c' }, 'context', BAG, 'a string'],
    [{ context: [] }, 'context', BAG, 'an array'],
    [{ context: 1 }, 'context', BAG, 'the number 1'],
    [{ integrations: true }, 'integrations', BAG, 'a boolean'],
    [{ integrations: ['All'] }, 'integrations', BAG, 'an array'],
  ];
  const everyType = MESSAGE_TYPES.flatMap((type) => common.map((row) => [type, ...row] as const));

  it.each(everyType)('is refused in every type: %s %p', (type, fields, field, expected, found) => {
    expect(textOf(type, { ...GOOD[type], ...fields })).toBe(
      `${type}: ${field} must be ${expected}; found ${found}.`,
    );
  });

  it('is told of its first fault alone, the one of its own type first', () => {
    expect(textOf('track', { timestamp: 'no', context: 7 })).toMatch(/^track: event /);
  });

  it('is not quoted: its contents may be personal', () => {
    expect(textOf('identify', { userId: 'u', traits: 'ada@example.com' })).not.toContain('ada');
  });
});
