import { describe, expect, it } from '@jest/globals';
import { JsonFault, MAX_DEPTH } from '../../lib/base/exact-json.js';
import { toJson } from '../../lib/base/json.js';
import { circle, nested, revoked } from '../support/hostile-values.js';

const LIMIT = 32_768;

describe('a value that cannot be written', () => {
  const boom = (): never => {
    throw new Error('boom');
  };
  const values: readonly (readonly [string, () => object, string, string])[] = [
    ['a circle', () => circle({}), 'self', 'a circular reference'],
    [
      'a circle in an array',
      () => ({ items: [1, circle({})] }),
      'items[1].self',
      'a circular reference',
    ],
    [
      'a getter that throws',
      () => ({
        a: {
          get b() {
            return boom();
          },
        },
      }),
      'a.b',
      'a getter that throws',
    ],
    [
      'a getter in an array',
      () => ({
        l: [
          0,
          {
            get b() {
              return boom();
            },
          },
        ],
      }),
      'l[1].b',
      'a getter that throws',
    ],
    ['a toJSON that throws', () => ({ a: [{ toJSON: boom }] }), 'a[0]', 'a toJSON that throws'],
    [
      'a revoked proxy',
      () => ({ a: { gone: revoked() } }),
      'a.gone',
      'a proxy that was revoked or throws',
    ],
    ['a revoked proxy as the value', () => revoked(), '', 'a proxy that was revoked or throws'],
    [
      'a proxy that lists no keys',
      () => ({ p: new Proxy({}, { ownKeys: boom }) }),
      'p',
      'a proxy that was revoked or throws',
    ],
    [
      'a proxy whose members throw',
      () => ({
        p: new Proxy({ a: 1 }, { get: (_bag, key) => (key === 'a' ? boom() : undefined) }),
      }),
      'p.a',
      'a getter that throws',
    ],
    [
      'too many levels',
      () => nested(MAX_DEPTH + 1),
      'a.a.a.a.a',
      'more than 100 levels of nesting below it',
    ],
    [
      '100 000 levels',
      () => nested(100_000),
      'a.a.a.a.a',
      'more than 100 levels of nesting below it',
    ],
    [
      'a toJSON that goes on for ever',
      () => ({ a: endless() }),
      'a.next.next.next.next',
      'more than 100 levels of nesting below it',
    ],
    [
      'a value that toJSON leaves out',
      () => ({ toJSON: () => undefined }),
      '',
      'a value that toJSON leaves out',
    ],
  ];

  it.each(values)('is unserializable, and its path is named: %s', (_name, make, path, found) => {
    const fault = toJson(make(), LIMIT);

    expect(fault).toBeInstanceOf(JsonFault);
    expect(fault).toMatchObject({ kind: 'unserializable', path, found });
  });

  it('brings along what was thrown', () => {
    const cause = new Error('boom');
    const value = {
      get member(): unknown {
        throw cause;
      },
    };

    expect(toJson(value, LIMIT)).toMatchObject({ path: 'member', cause });
  });
});

function endless(): object {
  return { toJSON: () => ({ next: endless() }) };
}
