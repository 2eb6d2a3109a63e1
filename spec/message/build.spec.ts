import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { adoptOwn, adoptRaw, buildDraft } from '../../lib/message/build.js';
import { checkDraft } from '../../lib/message/check.js';
import { MESSAGE_TYPES } from '../../lib/message/message.js';
import { VERSION } from '../../lib/message/version.js';
import { SEEDED } from '../support/seed.js';

const ORIGIN = { messageId: 'made-up', timestamp: '2026-01-01T00:00:00.000Z' };
const LIBRARY = { name: 'waybill', version: VERSION };
const METADATA = { nodeVersion: process.version, jsRuntime: 'node' };

describe('a message', () => {
  it('gets an id, a time, the library and the runtime where its call does not say', () => {
    const draft = buildDraft('track', { userId: 'u', event: 'E' }, ORIGIN);

    expect(written(draft)).toEqual({
      type: 'track',
      messageId: 'made-up',
      timestamp: '2026-01-01T00:00:00.000Z',
      userId: 'u',
      event: 'E',
      properties: {},
      context: { library: LIBRARY },
      integrations: {},
      _metadata: METADATA,
    });
  });

  it('keeps what its call says', () => {
    const call = {
      userId: 'u',
      anonymousId: 'a',
      messageId: 'mine',
      timestamp: '2025-01-01',
      integrations: { All: false },
      context: { ip: '::1' },
    };

    expect(buildDraft('identify', call, ORIGIN)).toMatchObject({
      ...call,
      context: { ip: '::1', library: LIBRARY },
    });
  });

  const everything = {
    userId: 'u',
    anonymousId: 'a',
    previousId: 'p',
    groupId: 'g',
    event: 'E',
    name: 'N',
    category: 'C',
    properties: { p: 1 },
    traits: { t: 1 },
  };

  it.each([
    ['identify', { traits: { t: 1 } }],
    ['track', { event: 'E', properties: { p: 1 } }],
    ['page', { name: 'N', category: 'C', properties: { p: 1, category: 'C' } }],
    ['screen', { name: 'N', category: 'C', properties: { p: 1 } }],
    ['group', { groupId: 'g', traits: { t: 1 } }],
    ['alias', { previousId: 'p' }],
  ] as const)('has the fields of its own type alone: %s', (type, own) => {
    const { userId, anonymousId } = everything;

    expect(written(buildDraft(type, everything, ORIGIN))).toEqual({
      type,
      ...ORIGIN,
      userId,
      // The call of the Spec has none.
      ...(type === 'alias' ? {} : { anonymousId }),
      ...own,
      context: { library: LIBRARY },
      integrations: {},
      _metadata: METADATA,
    });
  });

  it.each<readonly [unknown, unknown]>([
    [42, '42'],
    [0, '0'],
    [1.5, '1.5'],
    ['42', '42'],
    [null, undefined],
    [undefined, undefined],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ['', ''],
    [1n, 1n],
  ])('has the id %p as %p', (given, expected) => {
    expect(buildDraft('identify', { userId: given }, ORIGIN).userId).toBe(expected);
  });

  it('has a Date as text, and an invalid one as it is, to be refused', () => {
    const invalid = new Date(Number.NaN);

    expect(buildDraft('track', { timestamp: new Date(0) }, ORIGIN).timestamp).toBe(
      '1970-01-01T00:00:00.000Z',
    );
    expect(buildDraft('track', { timestamp: invalid }, ORIGIN).timestamp).toBe(invalid);
  });

  it('always names the library that sends it', () => {
    const context = { library: { name: 'other' }, app: 'shop' };

    expect(buildDraft('track', { context }, ORIGIN).context).toEqual({
      app: 'shop',
      library: LIBRARY,
    });
  });

  it.each(MESSAGE_TYPES)('writes nothing to what the caller passed: %s', (type) => {
    const call = deepFreeze({ ...everything, context: { a: {} }, integrations: { All: true } });

    expect(() => buildDraft(type, call, ORIGIN)).not.toThrow();
  });

  it('reads each field of the call once', () => {
    const reads = new Map<PropertyKey, number>();
    const call = new Proxy(everything, {
      get: (target, key) => {
        reads.set(key, (reads.get(key) ?? 0) + 1);
        return Reflect.get(target, key) as unknown;
      },
    });

    buildDraft('page', call, ORIGIN);

    expect([...reads.entries()].filter(([, count]) => count > 1)).toEqual([]);
  });
});

describe('what came out of JSON.parse', () => {
  it('becomes what a raw message becomes that belongs to somebody, who finds it as it was', () => {
    const field = fc.constantFrom(
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
      'timestamp',
      'integrations',
      'messageId',
      'writeKey',
      'sentAt',
      'toJSON',
      '_metadata',
      'channel',
      '__proto__',
    );
    const value = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        7,
        '',
        'text',
        {},
        { library: { name: 'x' } },
        { library: null },
      ),
      fc.jsonValue(),
    );
    const raw = fc.tuple(fc.constantFrom(...MESSAGE_TYPES), fc.dictionary(field, value));
    const property = fc.property(raw, ([type, fields]) => {
      const json = JSON.stringify({ ...fields, type });
      const given = JSON.parse(json) as object;
      const adopted = adoptRaw(type, given, ORIGIN);

      expect(JSON.stringify(given)).toBe(json);
      expect(JSON.stringify(adoptOwn(type, given, ORIGIN))).toBe(JSON.stringify(adopted));
    });
    fc.assert(property, SEEDED);
  });
});

describe('a raw message', () => {
  it('keeps fields that the client does not know, and gets what it lacks', () => {
    const raw = { type: 'track', userId: 'u', event: 'E', channel: 'server', version: 2 };

    expect(written(adoptRaw('track', raw as object, ORIGIN))).toEqual({
      ...raw,
      ...ORIGIN,
      properties: {},
      context: { library: LIBRARY },
      integrations: {},
      _metadata: METADATA,
    });
  });

  it('loses the write key and the sending time: those belong to a request', () => {
    const raw = { type: 'track', writeKey: 'a-key', sentAt: '2026-01-01', userId: 'u', event: 'E' };
    const adopted = written(adoptRaw('track', raw as object, ORIGIN));

    expect(adopted).not.toHaveProperty('writeKey');
    expect(adopted).not.toHaveProperty('sentAt');
  });

  it('keeps the library that made it, and says nothing of our runtime', () => {
    const context = { library: { name: 'analytics.js', version: '2' } };
    const adopted = written(adoptRaw('track', { userId: 'u', event: 'E', context }, ORIGIN));

    expect(adopted).toMatchObject({ context });
    expect(adopted).not.toHaveProperty('_metadata');
  });

  it('gets our library into a context that names none', () => {
    const adopted = adoptRaw('track', { userId: 'u', event: 'E', context: { ip: '::1' } }, ORIGIN);

    expect(adopted.context).toEqual({ ip: '::1', library: LIBRARY });
  });

  it('has its nulls taken for absent, as those of any call', () => {
    const raw = { userId: null, anonymousId: 'a', event: 'E', context: null, timestamp: null };
    const adopted = adoptRaw('track', raw, ORIGIN);

    expect(checkDraft(adopted)).toBeUndefined();
  });

  it('keeps its own id and time', () => {
    const raw = { messageId: 'old', timestamp: new Date(0), userId: 7, event: 'E' };

    expect(adoptRaw('track', raw, ORIGIN)).toMatchObject({
      messageId: 'old',
      timestamp: '1970-01-01T00:00:00.000Z',
      userId: '7',
    });
  });
});

/** What a draft is on the wire: without what is undefined. */
function written(draft: object): unknown {
  return JSON.parse(JSON.stringify(draft));
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member as object);
  }
  return Object.freeze(value);
}
