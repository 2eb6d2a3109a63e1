import { describe, expect, it } from '@jest/globals';
import type { Call } from '../../lib/client/entry.js';
import { OpenReceipt } from '../../lib/client/receipt.js';
import { Scope, type ScopeDefaults } from '../../lib/client/scope.js';
import { Tally } from '../../lib/client/tally.js';
import type { TrackCall } from '../../lib/message/call.js';
import { MESSAGE_TYPES } from '../../lib/message/message.js';
import { throwing } from '../support/hostile-values.js';

/** A scope whose calls are noted instead of made. */
function scoped(defaults: ScopeDefaults): {
  readonly scope: Scope;
  readonly calls: Call[];
  readonly flushed: (readonly [Tally, unknown])[];
} {
  const calls: Call[] = [];
  const flushed: (readonly [Tally, unknown])[] = [];
  const scope = new Scope(
    {
      call: (call) => {
        calls.push(call);
        return new OpenReceipt('m-1');
      },
      flush: (tally, options) => {
        flushed.push([tally, options]);
        return Promise.resolve({ delivered: 0, dropped: 0, spooled: 0, pending: 0 });
      },
      tallyFor: (tally) => tally,
    },
    defaults,
    new Tally(),
  );
  return { scope, calls, flushed };
}

describe('a call of a scope', () => {
  it.each(MESSAGE_TYPES)('is made with the defaults: %s', (type) => {
    const { scope, calls } = scoped({ userId: 'u', anonymousId: 'a', timestamp: '2026-01-01' });
    const callback = (): void => undefined;
    const call = scope[type].bind(scope) as (params: object, callback: () => void) => unknown;
    call({ event: 'E' }, callback);

    expect(calls).toMatchObject([
      {
        type,
        fields: { userId: 'u', anonymousId: 'a', timestamp: '2026-01-01', event: 'E' },
        callback,
        isRaw: false,
      },
    ]);
  });

  it('wins over the defaults', () => {
    const { scope, calls } = scoped({ userId: 'u', anonymousId: 'a', timestamp: '2026-01-01' });
    scope.track({ event: 'E', userId: 'mine', timestamp: '2025-01-01' });

    expect(calls[0]?.fields).toMatchObject({
      userId: 'mine',
      anonymousId: 'a',
      timestamp: '2025-01-01',
    });
  });

  it('has its context and integrations merged, one level deep', () => {
    const { scope, calls } = scoped({
      context: { ip: '::1', page: { url: 'a', title: 'A' } },
      integrations: { All: false, Mixpanel: true },
    });
    scope.track({
      event: 'E',
      userId: 'u',
      context: { page: { url: 'b' }, app: { name: 'shop' } },
      integrations: { Mixpanel: false },
    });

    expect(calls[0]?.fields).toMatchObject({
      context: { ip: '::1', page: { url: 'b' }, app: { name: 'shop' } },
      integrations: { All: false, Mixpanel: false },
    });
    expect(calls[0]?.fields.context).not.toHaveProperty(['page', 'title']);
  });

  it.each<readonly [string, unknown, unknown]>([
    ['left out', undefined, { ip: '::1' }],
    ['a text', 'context', 'context'],
    ['an array', ['a'], ['a']],
  ])('passes on a context to be judged by the client: %s', (_name, context, expected) => {
    const { scope, calls } = scoped({ context: { ip: '::1' } });
    // A program in JavaScript may pass anything.
    scope.track({ event: 'E', userId: 'u', context } as TrackCall);

    expect(calls[0]?.fields.context).toEqual(expected);
  });

  it.each<readonly [string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a proxy that throws', new Proxy({}, { ownKeys: () => throwing() })],
  ])('passes on what cannot be read to be refused by the client: %s', (_name, params) => {
    const { scope, calls } = scoped({ userId: 'u' });
    scope.track(params as TrackCall);

    expect(calls[0]?.fields).toBe(params);
  });

  it('writes to nothing that it was given', () => {
    const defaults = Object.freeze({ userId: 'u', context: Object.freeze({ ip: '::1' }) });
    const params = Object.freeze({ event: 'E', context: Object.freeze({ app: { name: 'shop' } }) });
    const { scope } = scoped(defaults);

    expect(() => scope.track(params)).not.toThrow();
  });
});

describe('a scope within another', () => {
  it('asks for the defaults of either when a call needs them, and not before', () => {
    let asked = 0;
    const outer: ScopeDefaults = {
      get userId() {
        asked += 1;
        return 'outer';
      },
      anonymousId: 'a',
      integrations: { All: false },
    };
    const { scope, calls } = scoped(outer);
    const inner = scope.scope({ context: { ip: '::1' } }).scope({ anonymousId: 'b' });
    expect(asked).toBe(0);

    inner.track({ event: 'E', context: { app: { name: 'shop' } } });

    expect(asked).toBe(1);
    expect(calls[0]?.fields).toMatchObject({
      userId: 'outer',
      anonymousId: 'b',
      context: { ip: '::1', app: { name: 'shop' } },
      integrations: { All: false },
    });
  });

  it('is counted with it', () => {
    const { scope, calls } = scoped({ userId: 'u' });
    scope.track({ event: 'E' });
    scope.scope({}).track({ event: 'E' });

    expect(calls[1]?.scopeTally).toBe(calls[0]?.scopeTally);
  });
});

describe('the flush of a scope', () => {
  it('covers the calls of that scope alone, and passes its options on', async () => {
    const one = scoped({ userId: 'u' });
    const other = scoped({ userId: 'u' });
    one.scope.track({ event: 'E' });
    other.scope.track({ event: 'E' });
    await one.scope.flush({ timeout: 5 });

    expect(one.flushed).toEqual([[one.calls[0]?.scopeTally, { timeout: 5 }]]);
    expect(one.calls[0]?.scopeTally).not.toBe(other.calls[0]?.scopeTally);
  });
});
