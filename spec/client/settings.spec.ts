import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../lib/base/clock.js';
import { DEFAULTS } from '../../lib/client/defaults.js';
import { withDefaults } from '../../lib/client/settings.js';
import { ManualClock } from '../support/manual-clock.js';

const JOINED = {
  url: 'https://a.example/v1',
  mirror: undefined,
  oauth: undefined,
  plan: undefined,
  spool: undefined,
};
const before = process.env['NODE_ENV'];

afterEach(() => {
  process.env['NODE_ENV'] = before;
});

describe('settings', () => {
  it('have a default for whatever is left out, or undefined', () => {
    const {
      host: _host,
      path: _path,
      authServer: _server,
      scope: _scope,
      spool: _spool,
      ...rest
    } = DEFAULTS;
    const bare = withDefaults({ writeKey: 'k' }, JOINED);

    expect(bare).toMatchObject({ ...rest, ...JOINED, plugins: [], clock: systemClock });
    const { logger: _logger, ...settings } = bare;
    expect(withDefaults({ writeKey: 'k', flushAt: undefined, retry: {} }, JOINED)).toMatchObject(
      settings,
    );
  });

  it('are the options where those say something, also no and nothing', () => {
    const clock = new ManualClock();
    const given = { maxRetries: 0, closeTimeout: 0, gzip: true, disable: false, clock };

    expect(withDefaults({ writeKey: 'k', ...given }, JOINED)).toMatchObject(given);
  });

  it.each([
    [{}, false],
    [{ disable: true }, true],
    [{ enable: false }, true],
    [{ enable: true }, false],
    [{ disable: true, enable: false }, true],
    [{ disable: false, enable: true }, false],
  ])('are disabled by either name: %j', (options, expected) => {
    expect(withDefaults({ writeKey: 'k', ...options }, JOINED).disable).toBe(expected);
  });

  it('read NODE_ENV each time a client is made', () => {
    const modes = ['production', 'test', undefined].map((environment) => {
      if (environment === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = environment;
      return withDefaults({ writeKey: 'k' }, JOINED).onInvalid;
    });

    expect(modes).toEqual(['drop', 'throw', 'throw']);
  });
});
