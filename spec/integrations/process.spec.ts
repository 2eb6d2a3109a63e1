import { describe, expect, it } from '@jest/globals';
import { handleSignals } from '../../lib/integrations/process.js';

describe('handleSignals()', () => {
  const client = { close: () => Promise.resolve() };
  const given = (...args: readonly unknown[]): unknown =>
    (handleSignals as (...args: readonly unknown[]) => unknown)(...args);

  it.each<readonly [string, string, unknown, unknown]>([
    ['nothing', 'clients', undefined, {}],
    ['what is no client', 'clients', { flush: () => undefined }, {}],
    ['a list with nothing in it', 'clients', [client, null], {}],
    ['a signal that does not exist', 'signals', client, { signals: ['SIGFOO'] }],
    ['a signal that nobody can listen to', 'signals', client, { signals: ['SIGTERM', 'SIGKILL'] }],
    ['a signal that is no list', 'signals', client, { signals: 'SIGTERM' }],
    ['a time below 0', 'timeout', client, { timeout: -1 }],
    ['a time that is none', 'timeout', client, { timeout: '5s' }],
    ['what is no function', 'before', client, { before: 5 }],
    ['an unknown option', 'timeOut', client, { timeOut: 5 }],
    ['options that are none', 'options', client, null],
  ])('refuses %s at once, and listens to nothing', (_what, field, clients, options) => {
    const before = process.listenerCount('SIGTERM');

    expect(() => given(clients, options)).toThrow(
      expect.objectContaining({ code: 'invalid', call: 'handleSignals', field }),
    );
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
