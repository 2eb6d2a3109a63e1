import { describe, expect, it } from '@jest/globals';
import { adoptRaw, buildDraft } from '../../lib/message/build.js';
import type { UncheckedCall } from '../../lib/message/call.js';
import { asMessage, checkDraft } from '../../lib/message/check.js';
import { MESSAGE_TYPES, type MessageType } from '../../lib/message/message.js';
import { faultPath, serialise } from '../../lib/message/serialise.js';

const LIMIT = 32_768;
const ORIGIN = { messageId: 'made-up', timestamp: '2026-01-01T00:00:00.000Z' };
const BASE: UncheckedCall = { userId: 'u', event: 'E', groupId: 'g', previousId: 'p' };

function messageOf(type: MessageType, call: UncheckedCall): ReturnType<typeof asMessage> {
  const draft = buildDraft(type, call, ORIGIN);
  expect(checkDraft(draft)).toBeUndefined();
  return asMessage(draft);
}

describe('the JSON of a message', () => {
  const calls: readonly (readonly [string, UncheckedCall])[] = [
    ['the least', BASE],
    ['an anonymousId alone', { ...BASE, anonymousId: 'a' }],
    ['numeric ids', { ...BASE, userId: 1, groupId: 2, previousId: 3 }],
    ['a name and a category', { ...BASE, name: 'Home', category: 'Shop' }],
    ['properties and traits', { ...BASE, properties: { a: [1] }, traits: { b: { c: null } } }],
    ['a context', { ...BASE, context: { ip: '::1', page: { url: 'https://a.example/"' } } }],
    ['integrations', { ...BASE, integrations: { All: false, Mixpanel: { a: 1 } } }],
    ['an id and a time', { ...BASE, messageId: 'm"1', timestamp: new Date(0) }],
    [
      'texts that need escaping',
      { userId: '"\\', event: 'a\n"b"', groupId: '\u2028', previousId: '\ud800', name: '😀' },
    ],
  ];
  const rows = MESSAGE_TYPES.flatMap((type) =>
    calls.map(([name, call]) => [type, name, call] as const),
  );

  it.each(rows)(
    'is what JSON.stringify makes of the same message: %s with %s',
    (type, _name, call) => {
      const message = messageOf(type, call);
      const json = serialise(message, LIMIT);

      expect(typeof json).toBe('string');
      expect(JSON.parse(String(json))).toEqual(JSON.parse(JSON.stringify(message)));
      expect(String(json)).toHaveLength(JSON.stringify(message).length);
    },
  );

  it('is right for more event names than are remembered, long ones included', () => {
    for (let number = 0; number < 1_100; number += 1) {
      const event = number % 2 === 0 ? `"Event" ${number}` : 'x'.repeat(150 + number / 10);
      const message = messageOf('track', { userId: 'u', event });

      expect(JSON.parse(String(serialise(message, LIMIT)))).toMatchObject({ event });
    }
  });

  it('is a snapshot: what the caller changes later is not in it', () => {
    const properties = { total: 1 };
    const json = serialise(messageOf('track', { ...BASE, properties }), LIMIT);
    properties.total = 2;

    expect(JSON.parse(String(json))).toMatchObject({ properties: { total: 1 } });
  });
});

describe('a message that cannot be written', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const rows: readonly (readonly [MessageType, UncheckedCall, string])[] = [
    ['track', { properties: { items: [circle] } }, 'properties.items[0].self'],
    ['page', { properties: circle }, 'properties.self'],
    ['screen', { properties: circle }, 'properties.self'],
    ['identify', { traits: circle }, 'traits.self'],
    ['group', { traits: circle }, 'traits.self'],
    ['alias', { context: { device: circle } }, 'context.device.self'],
    ['track', { integrations: { Mixpanel: circle } }, 'integrations.Mixpanel.self'],
  ];

  it.each(rows)('names the path of the fault: %s %#', (type, call, path) => {
    const fault = serialise(messageOf(type, { ...BASE, ...call }), LIMIT);

    expect(fault).toMatchObject({ fault: { kind: 'unserializable' } });
    expect(typeof fault === 'string' ? fault : faultPath(fault)).toBe(path);
  });

  const huge = 'x'.repeat(LIMIT + 1);
  const large: readonly (readonly [MessageType, UncheckedCall])[] = [
    ['track', { event: huge }],
    ['track', { userId: huge }],
    ['identify', { anonymousId: huge }],
    ['page', { name: huge }],
    ['page', { category: huge }],
    ['screen', { name: huge }],
    ['group', { groupId: huge }],
    ['alias', { previousId: huge }],
    ['track', { properties: { huge } }],
    ['identify', { traits: { huge } }],
    ['alias', { context: { huge } }],
    ['alias', { integrations: { huge } }],
  ];

  it.each(large)('is too large whatever is long in it: %s %#', (type, call) => {
    const fault = serialise(messageOf(type, { ...BASE, ...call }), LIMIT);

    expect(fault).toMatchObject({ fault: { kind: 'too-large' } });
  });
});

describe('the path of a fault', () => {
  it.each([
    ['properties', 'a.b', 'properties.a.b'],
    ['properties', '[0].b', 'properties[0].b'],
    ['properties', '', 'properties'],
    ['', 'properties.a', 'properties.a'],
    ['', '', ''],
  ])('joins %j and %j', (field, path, expected) => {
    const fault = { kind: 'unserializable', path, found: 'a circle' } as const;

    expect(faultPath({ field, fault: { ...fault, cause: undefined } })).toBe(expected);
  });
});

describe('a raw message', () => {
  it('is written with its unknown fields and without the write key and the sending time', () => {
    const raw = { ...BASE, channel: 'server', writeKey: 'a-key', sentAt: '2026-01-01' };
    const json = JSON.stringify(adoptRaw('track', raw, ORIGIN));

    expect(JSON.parse(json)).toMatchObject({ channel: 'server', userId: 'u' });
    expect(json).not.toContain('a-key');
    expect(json).not.toContain('sentAt');
  });
});
