import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../lib/base/clock.js';
import { ValidationError } from '../../lib/base/errors.js';
import { Analytics } from '../../lib/client/analytics.js';
import { resolveOptions } from '../../lib/client/check-options.js';
import { DEFAULTS } from '../../lib/client/defaults.js';
import { SEGMENT_EU, SEGMENT_US } from '../../lib/client/endpoints.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';

const KEY = 'the-write-key';
const before = process.env['NODE_ENV'];

afterEach(() => {
  process.env['NODE_ENV'] = before;
});

/** An error that says so much, at least. */
function coded(details: object): Error {
  return expect.objectContaining(details) as unknown as Error;
}

describe('what options leave out', () => {
  it('has the documented defaults', () => {
    const { host, path, authServer, scope, plan, spool, ...rest } = DEFAULTS;

    expect(resolveOptions({ writeKey: KEY })).toMatchObject({
      ...rest,
      url: host + path,
      plugins: [],
      clock: systemClock,
    });
    expect(resolveOptions({ writeKey: KEY, spool: 'a-folder' }).spool).toEqual({
      ...spool,
      folder: 'a-folder',
    });
    expect([authServer, scope]).toEqual(['https://oauth2.segment.io', 'tracking_api:write']);
  });

  it('has the same defaults where it is undefined', () => {
    const options = { writeKey: KEY, flushAt: undefined, retry: undefined, host: undefined };

    expect(resolveOptions(options)).toMatchObject({ flushAt: 20, retry: DEFAULTS.retry });
  });

  it('is filled in one by one within retry', () => {
    expect(resolveOptions({ writeKey: KEY, retry: { factor: 3 } }).retry).toEqual({
      ...DEFAULTS.retry,
      factor: 3,
    });
  });

  it('cannot be changed for others', () => {
    expect(Object.isFrozen(DEFAULTS)).toBe(true);
    expect(Object.isFrozen(DEFAULTS.retry)).toBe(true);
  });
});

describe('flushAt', () => {
  it('may have its old name, and wins over it', () => {
    expect(resolveOptions({ writeKey: KEY, maxEventsInBatch: 7 }).flushAt).toBe(7);
    expect(resolveOptions({ writeKey: KEY, maxEventsInBatch: 7, flushAt: 8 }).flushAt).toBe(8);
  });
});

describe('enable', () => {
  it.each([true, false])('is refused where disable says the contrary of it: %p', (both) => {
    const options = { writeKey: KEY, enable: both, disable: both };

    expect(() => resolveOptions(options)).toThrow(coded({ code: 'invalid', field: 'enable' }));
    expect(resolveOptions({ ...options, disable: !both }).disable).toBe(!both);
  });
});

describe('onInvalid', () => {
  it.each([
    ['production', undefined, 'drop'],
    ['development', undefined, 'throw'],
    ['test', undefined, 'throw'],
    ['production', 'throw', 'throw'],
    ['development', 'drop', 'drop'],
  ] as const)('in %s with %p is %s', (environment, onInvalid, expected) => {
    process.env['NODE_ENV'] = environment;

    expect(resolveOptions({ writeKey: KEY, onInvalid }).onInvalid).toBe(expected);
  });
});

describe('the presets of endpoints', () => {
  it.each([
    [SEGMENT_US, 'https://api.segment.io/v1/batch'],
    [SEGMENT_EU, 'https://events.eu1.segmentapis.com/v1/batch'],
  ])('are spread into the options: %p', (preset, url) => {
    expect(resolveOptions({ writeKey: KEY, ...preset }).url).toBe(url);
    expect(Object.isFrozen(preset)).toBe(true);
  });
});

describe('an option that is no number', () => {
  const call = (): void => undefined;
  const good: readonly (readonly [string, unknown])[] = [
    ['gzip', true],
    ['disable', true],
    ['httpClient', call],
    ['httpClient', { makeRequest: call }],
    ['transport', { send: call }],
    ['agent', {}],
    ['agent', call],
    ['deadLetter', call],
    ['plugins', []],
    ['plugins', [call]],
    ['logger', console],
    ['clock', systemClock],
    ['onInvalid', 'drop'],
    ['retry', {}],
  ];

  it.each(good)('is taken: %s %p', (name, value) => {
    expect(() => resolveOptions({ writeKey: KEY, [name]: value })).not.toThrow();
  });

  const bad: readonly (readonly [string, unknown, string?])[] = [
    ['gzip', 'yes'],
    ['gzip', null],
    ['disable', 1],
    ['httpClient', 'fetch'],
    ['httpClient', null],
    ['httpClient', {}],
    ['transport', call],
    ['transport', {}],
    ['transport', null],
    ['agent', 'agent'],
    ['deadLetter', {}],
    ['plugins', call],
    ['logger', { debug: call }],
    ['logger', call],
    ['clock', { now: call }],
    ['onInvalid', 'ignore'],
    ['onInvalid', null],
    ['retry', 5],
    ['retry', null],
    ['retry', []],
    ['oauthSettings', 'x'],
    ['oauthSettings', {}, 'oauthSettings.clientId'],
    ['oauthSettings', { clientId: 'x', clientKey: '' }, 'oauthSettings.clientKey'],
    ['oauthSettings', { clientId: 'x', clientKey: 'k', keyId: 7 }, 'oauthSettings.keyId'],
    ['enable', 'no'],
    ['errorHandler', {}],
    ['mirror', 'x'],
    ['mirror', {}, 'mirror.writeKey'],
    ['mirror', { writeKey: 'k', host: 'nowhere' }, 'mirror.host'],
    ['mirror', { writeKey: 'k', flushAt: 0 }, 'mirror.flushAt'],
    ['mirror', { writeKey: 'k', plugins: [] }, 'mirror.plugins'],
    ['mirror', { writeKey: 'k', flushat: 5 }, 'mirror.flushat'],
    [
      'mirror',
      { writeKey: 'k', oauthSettings: { clientId: 'c', clientKey: 'none', keyId: 'k' } },
      'mirror.oauthSettings.clientKey',
    ],
  ];

  it.each(bad)('is refused: %s %p', (name, value, field = name) => {
    const options = { writeKey: KEY, [name]: value } as AnalyticsOptions;

    expect(() => resolveOptions(options)).toThrow(coded({ code: 'invalid', field }));
  });
});

describe('an object that lacks methods', () => {
  const call = (): void => undefined;

  it.each([
    [{ debug: call, info: call, warn: call }, 'an object without error'],
    [{ debug: call }, 'an object without info, warn, error'],
    [call, 'a function'],
    [null, 'null'],
  ])('is refused with the names of those: %p', (logger, found) => {
    expect(() => resolveOptions({ writeKey: KEY, logger: logger as never })).toThrow(
      `Analytics: logger must be an object with the methods debug, info, warn, error; found ${found}.`,
    );
  });
});

describe('the settings of OAuth', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const clientKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const oauthSettings = { clientId: 'c', clientKey, keyId: 'k' };

  it('are taken with a private key in PEM', () => {
    expect(() => new Analytics({ writeKey: KEY, oauthSettings })).not.toThrow();
  });

  it.each(['no-key-at-all', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'])(
    'are refused with a key that is none, without quoting it: %j',
    (bad) => {
      const options = { writeKey: KEY, oauthSettings: { ...oauthSettings, clientKey: bad } };
      const make = (): Analytics => new Analytics(options);

      expect(make).toThrow(ValidationError);
      expect(make).toThrow(coded({ field: 'oauthSettings.clientKey' }));
      expect(make).not.toThrow(/no-key-at-all|AAAA/);
    },
  );

  it.each(['', 'auth.example', 7])('are refused with the server %p', (authServer) => {
    const bad = { ...oauthSettings, authServer } as AnalyticsOptions['oauthSettings'];

    expect(() => resolveOptions({ writeKey: KEY, oauthSettings: bad })).toThrow(
      coded({ field: 'oauthSettings.authServer' }),
    );
  });
});
