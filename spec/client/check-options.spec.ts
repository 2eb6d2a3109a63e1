import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ValidationError } from '../../lib/base/errors.js';
import { Analytics } from '../../lib/client/analytics.js';
import { resolveOptions } from '../../lib/client/check-options.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import type { Settings } from '../../lib/client/settings.js';

const KEY = 'the-write-key';

function resolved(options: object): Settings {
  return resolveOptions({ writeKey: KEY, ...options });
}

function errorOf(options: unknown): ValidationError {
  try {
    resolveOptions(options as AnalyticsOptions);
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
  throw new Error('The options were taken.');
}

function fieldOf(options: object): string {
  return errorOf({ writeKey: KEY, ...options }).field;
}

type Bound = readonly [name: string, min: number, max: number, isFraction: boolean];

// maxBatchBytes and maxEventBytes bound each other too; see below.
const BOUNDS: readonly Bound[] = [
  ['flushAt', 1, 100_000, false],
  ['maxEventsInBatch', 1, 100_000, false],
  ['flushInterval', 1, 3_600_000, false],
  ['maxBatchSize', 1, 2_500, false],
  ['maxBatchBytes', 33_792, 10_485_760, false],
  ['maxEventBytes', 512, 485_376, false],
  ['maxQueueSize', 1, 10_000_000, false],
  ['maxQueueBytes', 1_024, 4_294_967_296, false],
  ['maxInFlight', 1, 100, false],
  ['maxRetries', 0, 1_000, false],
  ['httpRequestTimeout', 1, 600_000, false],
  ['maxTotalBackoffDuration', 1, 604_800, false],
  ['maxRateLimitDuration', 1, 604_800, false],
  ['closeTimeout', 0, 3_600_000, false],
];
const RETRY_BOUNDS: readonly Bound[] = [
  ['minTimeout', 1, 600_000, false],
  ['maxTimeout', 1, 3_600_000, false],
  ['factor', 1, 10, true],
];
const NO_NUMBERS = ['5', null, Number.NaN, Number.POSITIVE_INFINITY, true, {}, 5n];

describe('an option that is a number', () => {
  it.each(BOUNDS)('%s is taken from %i to %i, the bounds included', (name, min, max) => {
    for (const value of [min, max]) expect(() => resolved({ [name]: value })).not.toThrow();
  });

  it.each(BOUNDS)('%s is refused outside of its bounds', (name, min, max) => {
    for (const value of [min - 1, max + 1, -1, min + 0.5]) {
      expect(errorOf({ writeKey: KEY, [name]: value })).toMatchObject({ code: 'invalid' });
    }
    expect(fieldOf({ [name]: -1 })).toBe(name);
  });

  it.each(BOUNDS)('%s is refused where it is no number', (name) => {
    for (const value of NO_NUMBERS) expect(fieldOf({ [name]: value })).toBe(name);
  });

  it.each(RETRY_BOUNDS)(
    'retry.%s is taken within its bounds alone',
    (name, min, max, isFraction) => {
      for (const value of [min, max]) {
        expect(resolved({ retry: { [name]: value } }).retry).toMatchObject({ [name]: value });
      }
      for (const value of [min - 1, max + 1, ...NO_NUMBERS]) {
        expect(fieldOf({ retry: { [name]: value } })).toBe(`retry.${name}`);
      }
      if (isFraction)
        expect(resolved({ retry: { [name]: 1.5 } }).retry).toMatchObject({ [name]: 1.5 });
      else expect(fieldOf({ retry: { [name]: 1.5 } })).toBe(`retry.${name}`);
    },
  );

  it('is told of with its bounds and what was found', () => {
    expect(errorOf({ writeKey: KEY, maxInFlight: 101 }).message).toBe(
      'Analytics: maxInFlight must be a whole number from 1 to 100; found the number 101.',
    );
  });

  it('leaves a batch room for one message and its wrapper', () => {
    const error = errorOf({ writeKey: KEY, maxEventBytes: 10_000, maxBatchBytes: 11_023 });

    expect(error.message).toContain('maxBatchBytes must be at least maxEventBytes + 1024 (11024)');
    expect(() => resolved({ maxEventBytes: 10_000, maxBatchBytes: 11_024 })).not.toThrow();
  });
});

describe('the write key', () => {
  it.each<readonly [string, unknown]>([
    ['missing', {}],
    ['undefined', { writeKey: undefined }],
    ['null', { writeKey: null }],
    ['empty', { writeKey: '' }],
    ['a number', { writeKey: 42 }],
    ['an object', { writeKey: {} }],
  ])('is needed: %s', (_name, options) => {
    expect(errorOf(options)).toMatchObject({
      code: 'invalid',
      call: 'Analytics',
      field: 'writeKey',
    });
  });

  it.each(['\n', '\r', '\t', '\0', '\u001f', '\u007f'])(
    'has no control characters: %j',
    (character) => {
      for (const writeKey of [`${character}HIDDEN`, `HID${character}DEN`, `HIDDEN${character}`]) {
        const error = errorOf({ writeKey });
        expect(error.field).toBe('writeKey');
        expect(inspect(error)).not.toMatch(/HID|DEN/);
      }
    },
  );

  it.each<readonly [string, object]>([
    ['a bad number', { flushAt: 0 }],
    ['an unknown option', { flushat: 1 }],
    ['a bad host', { host: 'ftp://a.example' }],
    ['the key in the host', { host: `https://${KEY}:@api.example` }],
    ['the key in the path', { path: 7, host: `ftp://api.example/${KEY}` }],
    ['a bad transport', { transport: {} }],
  ])('is in no error: %s', (_name, options) => {
    const error = errorOf({ writeKey: KEY, ...options });

    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(KEY);
  });

  it.each<readonly [string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a text', KEY],
    ['an array', [KEY]],
  ])('is looked for in an object: %s', (_name, options) => {
    const error = errorOf(options);

    expect(error.field).toBe('options');
    expect(error.message).not.toContain(KEY);
  });
});

describe('an option that does not exist', () => {
  it.each([
    ['writekey', 'writeKey'],
    ['flushat', 'flushAt'],
    ['flushIntervall', 'flushInterval'],
    ['maxQueuSize', 'maxQueueSize'],
    ['httpRequestTimout', 'httpRequestTimeout'],
    ['pluggins', 'plugins'],
  ])('%s is refused, and %s suggested', (name, nearest) => {
    expect(errorOf({ writeKey: KEY, [name]: 1 }).message).toBe(
      `Analytics: ${name} must be an option that exists, perhaps ${nearest}; found none of that name.`,
    );
  });

  it.each([
    [{ retry: { minTimout: 1 } }, 'retry.minTimout', 'minTimeout'],
    [{ oauthSettings: { clientID: 'x' } }, 'oauthSettings.clientID', 'clientId'],
  ])('is refused within another one: %p', (options, field, nearest) => {
    const error = errorOf({ writeKey: KEY, ...options });

    expect(error.field).toBe(field);
    expect(error.message).toContain(`perhaps ${nearest};`);
  });
});

describe('the endpoint', () => {
  it.each([
    [{}, 'https://api.segment.io/v1/batch'],
    [{ host: 'http://localhost:3000' }, 'http://localhost:3000/v1/batch'],
    [{ host: 'https://a.example/' }, 'https://a.example/v1/batch'],
    [{ host: 'https://a.example/in/here' }, 'https://a.example/in/here/v1/batch'],
    [{ host: 'https://a.example/in/here/' }, 'https://a.example/in/here/v1/batch'],
    [{ host: 'https://a.example/in', path: 'batch' }, 'https://a.example/in/batch'],
    [{ host: 'https://a.example', path: '/x/y?z=1' }, 'https://a.example/x/y?z=1'],
  ])('is the host and the path, joined: %p', (options, url) => {
    expect(resolved(options).url).toBe(url);
  });

  it.each([
    { host: 'https://a.example//' },
    { host: 'https://a.example', path: '//b.example/v1' },
    { host: 'https://a.example/', path: 'https://b.example/v1' },
    { host: 'https://a.example', path: '\\\\b.example/v1' },
  ])('is on the host that was given, whatever the path is: %p', (options) => {
    let host = 'refused';
    try {
      host = new URL(resolved(options).url).host;
    } catch (error) {
      expect(error).toBeInstanceOf(ValidationError);
    }

    expect(['a.example', 'refused']).toContain(host);
  });

  it.each<unknown>([
    '',
    'a.example',
    '//a.example',
    'ftp://a.example',
    'file:///etc',
    'javascript:alert(1)',
    'https://',
    'https://user@a.example',
    'https://user:password@a.example',
    'https://:password@a.example',
    42,
    null,
    new URL('https://a.example'),
  ])('is refused where the host is %p', (host) => {
    expect(fieldOf({ host })).toBe('host');
  });

  it.each<unknown>([42, null, '/a\nb', {}])('is refused where the path is %p', (path) => {
    expect(fieldOf({ path })).toBe('path');
  });

  it('keeps a password in the host out of the error', () => {
    const error = errorOf({ writeKey: KEY, host: 'https://user:secret-word@a.example' });

    expect(inspect(error)).not.toContain('secret-word');
  });
});

describe('the constructor', () => {
  it('refuses what is wrong, by a ValidationError', () => {
    expect(() => new Analytics({ writeKey: '' })).toThrow(ValidationError);
    expect(() => new Analytics({ writeKey: KEY, host: 'nowhere' })).toThrow(ValidationError);
  });
});
