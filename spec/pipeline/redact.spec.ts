import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact } from '../../lib/pipeline/redact.js';
import { circle, throwing } from '../support/hostile-values.js';
import { SEEDED } from '../support/seed.js';
import { anEvent, frozen, pass, sent } from './an-event.js';
import { bags, covers, leavesOf, patterns } from './leaves.js';

const KEY = '0123456789abcdef';
const order = {
  orderId: 'A-1',
  email: 'ada@example.com',
  products: [{ sku: 's-1', card: { number: '4111' } }, { sku: 's-2', card: null }, { sku: 's-3' }],
};

describe('redact', () => {
  it('removes what lies at its paths, and nothing else', () => {
    const event = frozen(anEvent({ properties: order, context: { ip: '203.0.113.7', os: {} } }));
    const paths = ['properties.email', 'properties.products.*.card', 'context.ip', 'traits.name'];

    expect(pass(redact({ paths }), event)).toStrictEqual({
      ...anEvent(),
      properties: { orderId: 'A-1', products: [{ sku: 's-1' }, { sku: 's-2' }, { sku: 's-3' }] },
      context: { os: {} },
    });
  });

  it('masks, null included', () => {
    const paths = ['properties.email', 'properties.products.*.card', 'properties.phone'];
    const event = frozen(anEvent({ properties: order }));
    const masked = (mask: string) => ({
      orderId: 'A-1',
      email: mask,
      products: [{ sku: 's-1', card: mask }, { sku: 's-2', card: mask }, { sku: 's-3' }],
    });

    expect(pass(redact({ paths, mode: 'mask' }), event)?.properties).toEqual(masked('[redacted]'));
    expect(pass(redact({ paths, mode: 'mask', mask: '' }), event)?.properties).toEqual(masked(''));
  });

  it('takes items out of arrays, so that the next ones move up', () => {
    const properties = { list: ['a', 'b', 'c'], all: [1, 2] };
    const step = redact({ paths: ['properties.list.1', 'properties.all.*'] });

    expect(pass(step, frozen(anEvent({ properties })))?.properties).toEqual({
      list: ['a', 'c'],
      all: [],
    });
  });

  it('leaves exactly the leaves that none of its paths covers', () => {
    fc.assert(
      fc.property(bags, patterns, (properties, list) => {
        const paths = list.map((path) => `properties.${path}`);
        const left = leavesOf(pass(redact({ paths }), frozen(anEvent({ properties })))?.properties);
        const expected = [...leavesOf(properties)]
          .filter(([, path]) => !list.some((one) => covers(one.split('.'), path)))
          .map(([leaf]) => leaf);

        expect([...left.keys()]).toEqual(expected);
      }),
      { ...SEEDED, numRuns: 1_000 },
    );
  });

  it('reaches fields that only a wildcard leads to, but never the type and the messageId', () => {
    const event = frozen(anEvent({ ...{ channel: 'server' }, userId: 'ada@example.com' }));

    expect(pass(redact({ paths: ['*'], mode: 'mask' }), event)).toEqual({
      type: 'track',
      messageId: 'm-1',
      timestamp: '[redacted]',
      userId: '[redacted]',
      event: '[redacted]',
      properties: '[redacted]',
      context: '[redacted]',
      integrations: '[redacted]',
      channel: '[redacted]',
    });
  });
});

describe('a secret at a path of redact', () => {
  const SECRET = 'a-secret-nobody-may-see';
  const modes = fc.constantFrom('remove' as const, 'mask' as const, 'hash' as const);
  const keys = fc.array(fc.constantFrom('a', 'b.c', '__proto__', 'toJSON', '0', '*'), {
    minLength: 1,
    maxLength: 4,
  });

  /** A member, in all the forms that JSON sees differently from whoever only looks. */
  const holders = fc.constantFrom<(key: string, value: unknown) => unknown>(
    (key, value) => Object.fromEntries([[key, value]]),
    (key, value) => ({ toJSON: () => Object.fromEntries([[key, value]]) }),
    (key, value) =>
      Object.defineProperty(new (class Holder {})(), key, { value, enumerable: true }),
    (key, value) => new Proxy(Object.fromEntries([[key, value]]), {}),
    (key, value) => Object.defineProperty({}, key, { enumerable: true, get: () => value }),
    (key, value) => Object.defineProperty({}, key, { enumerable: true, get: late(value) }),
    (key, value) => Object.defineProperty(Object.create(null), key, { value, enumerable: true }),
    (key, value) => Object.assign(() => 1, { toJSON: () => Object.fromEntries([[key, value]]) }),
    (key, value) => Object.assign([], { toJSON: () => Object.fromEntries([[key, value]]) }),
  );
  const leaf = fc.constantFrom<() => unknown>(
    () => SECRET,
    () => ({ toJSON: () => SECRET }),
    () => new String(SECRET),
    () => [SECRET, { text: SECRET }],
    () => Object.assign(() => 1, { toJSON: () => SECRET }),
  );

  it('occurs nowhere in what is sent, whatever holds it', () => {
    const wildcards = fc.array(fc.constantFrom(undefined, '*', '**'), {
      minLength: 4,
      maxLength: 4,
    });
    const holding = fc.array(holders, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(keys, wildcards, holding, leaf, modes, (path, stars, hold, make, mode) => {
        let value = make();
        path.forEach((_, index) => {
          const at = path.length - 1 - index;
          value = hold[at]?.(path[at] ?? '', value);
        });
        const pattern = path.map((key, index) => stars[index] ?? escaped(key));
        const paths = [['properties', ...pattern].join('.')];
        const step = redact({ paths, mode, key: mode === 'hash' ? KEY : undefined });
        const event = anEvent({ properties: value as Record<string, unknown> });

        expect(writtenOrNothing(() => pass(step, event))).not.toContain(SECRET);
      }),
      { ...SEEDED, numRuns: 3_000 },
    );
  });

  /** First nothing, and the value whenever it is read again. */
  function late(value: unknown): () => unknown {
    let reads = 0;
    return () => {
      reads += 1;
      return reads === 1 ? undefined : value;
    };
  }

  function escaped(key: string): string {
    return key.replaceAll(/[.*\\]/g, '\\$&');
  }

  function writtenOrNothing(make: () => unknown): string {
    try {
      return JSON.stringify(make()) ?? '';
    } catch {
      return '';
    }
  }
});

describe('a redact that can not see', () => {
  const BROKEN = { enumerable: true, get: throwing };

  it.each([
    ['a toJSON that throws', { toJSON: throwing }, /a toJSON that throws/],
    ['a getter that throws', Object.defineProperty({}, 'a', BROKEN), /boom/],
    ['a proxy that throws', new Proxy({}, { ownKeys: throwing }), /boom/],
    [
      'a circle behind a class',
      Object.assign(new (class Circle {})(), { self: circle() }),
      /circular/,
    ],
  ])('throws: %s', (_what, properties, text) => {
    const step = redact({ paths: ['properties.a'] });

    expect(() => pass(step, anEvent({ properties }))).toThrow(text);
  });

  it('throws for a circle that it would follow for ever', () => {
    const step = redact({ paths: ['**.email'] });

    expect(() => pass(step, anEvent({ properties: circle() }))).toThrow(/call stack/);
  });

  it('reads an event of a class as it would be sent', () => {
    class Wrapped {
      readonly #event = anEvent({ properties: { email: 'ada@example.com' } });
      toJSON(): unknown {
        return this.#event;
      }
      get type(): 'track' {
        return this.#event.type as 'track';
      }
    }

    expect(sent(redact({ paths: ['properties.email'] }), new Wrapped())).toEqual(anEvent());
  });
});

describe('the options of redact', () => {
  it.each([
    ['paths', {}],
    ['paths', { paths: [] }],
    ['paths', { paths: 'properties.email' }],
    ['paths[1]', { paths: ['userId', 'email'] }],
    ['paths[0]', { paths: ['messageId'] }],
    ['mode', { paths: ['userId'], mode: 'encrypt' }],
    ['key', { paths: ['userId'], mode: 'hash' }],
    ['key', { paths: ['userId'], mode: 'hash', key: 'short secret' }],
    ['key', { paths: ['userId'], mode: 'hash', key: Buffer.alloc(15) }],
    ['key', { paths: ['userId'], mode: 'hash', key: 7 }],
    ['key', { paths: ['userId'], key: KEY }],
    ['mask', { paths: ['userId'], mask: 'x' }],
    ['mask', { paths: ['userId'], mode: 'mask', mask: 7 }],
  ])('need a good %s: %j', (field, options) => {
    const make = (): unknown => redact(options as never);

    expect(make).toThrow(expect.objectContaining({ code: 'invalid', call: 'redact', field }));
    expect(make).not.toThrow(/short secret|0123456789/);
  });
});
