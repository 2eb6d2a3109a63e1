import { closest } from 'fastest-levenshtein';
import { describe, ValidationError } from '../base/errors.js';
import { wrapperBytes } from '../delivery/payload.js';
import { isBag } from '../message/build.js';
import { LIMITS } from '../message/limits.js';
import { type AnalyticsOptions, DEFAULTS, type Settings, withDefaults } from './options.js';

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly isFraction?: boolean;
}

const KIB = 1024;
const MIB = 1024 * KIB;
/** What a body has room for beside one message: more than the wrapper takes with an ordinary write key. */
const WRAPPER_BYTES = 1 * KIB;

const NUMBERS: Readonly<Record<string, Bounds>> = {
  flushAt: { min: 1, max: 100_000 },
  maxEventsInBatch: { min: 1, max: 100_000 },
  flushInterval: { min: 1, max: 3_600_000 },
  maxBatchSize: { min: 1, max: LIMITS.batchMessages },
  maxBatchBytes: { min: 2 * KIB, max: 10 * MIB },
  maxEventBytes: { min: 512, max: MIB },
  maxQueueSize: { min: 1, max: 10_000_000 },
  maxQueueBytes: { min: KIB, max: 4 * KIB * MIB },
  maxInFlight: { min: 1, max: 100 },
  maxRetries: { min: 0, max: 1_000 },
  httpRequestTimeout: { min: 1, max: 600_000 },
  maxTotalBackoffDuration: { min: 1, max: 604_800 },
  maxRateLimitDuration: { min: 1, max: 604_800 },
  closeTimeout: { min: 0, max: 3_600_000 },
};
const RETRY_NUMBERS: Readonly<Record<string, Bounds>> = {
  minTimeout: { min: 1, max: 600_000 },
  maxTimeout: { min: 1, max: 3_600_000 },
  factor: { min: 1, max: 10, isFraction: true },
};
const BOOLEANS = ['gzip', 'disable'];
const OTHERS = [
  'writeKey',
  'host',
  'path',
  'retry',
  'onInvalid',
  'httpClient',
  'transport',
  'agent',
  'oauthSettings',
  'plugins',
  'deadLetter',
  'logger',
  'clock',
];
const KNOWN = [...Object.keys(NUMBERS), ...BOOLEANS, ...OTHERS];
const OAUTH_TEXTS = ['clientId', 'clientKey', 'keyId'];

type Bag = Readonly<Record<string, unknown>>;

/** Checks what the constructor was given and fills in the defaults. @throws ValidationError that names the option. */
export function resolveOptions(options: AnalyticsOptions): Settings {
  const given: unknown = options;
  if (!isBag(given)) fail('options', given, 'an object with at least a writeKey');
  const { writeKey } = given;
  if (typeof writeKey !== 'string' || writeKey === '')
    fail('writeKey', writeKey, 'a non-empty string');
  if (hasControlCharacter(writeKey)) {
    throw problem('writeKey', 'one', 'a key without line ends, tabs or other control characters');
  }
  checkNames(given, KNOWN, '');
  checkNumbers(given, NUMBERS, '');
  if (given['retry'] !== undefined) checkRetry(given['retry']);
  for (const name of BOOLEANS) checkOneOf(name, given[name], ['boolean']);
  if (typeof given['httpClient'] !== 'function') {
    checkMethods('httpClient', given['httpClient'], ['makeRequest']);
  }
  checkOneOf('agent', given['agent'], ['function', 'object']);
  checkOneOf('deadLetter', given['deadLetter'], ['function']);
  checkMethods('transport', given['transport'], ['send']);
  checkMethods('logger', given['logger'], ['debug', 'info', 'warn', 'error']);
  checkMethods('clock', given['clock'], ['now', 'after', 'soon']);
  checkPlugins(given['plugins']);
  checkOAuth(given['oauthSettings']);
  const { onInvalid } = given;
  if (onInvalid !== undefined && onInvalid !== 'throw' && onInvalid !== 'drop') {
    fail('onInvalid', onInvalid, "'throw' or 'drop'");
  }
  const settings = withDefaults(options, endpointUrl(given['host'], given['path']));
  const wrapper = Math.max(WRAPPER_BYTES, wrapperBytes(writeKey));
  if (settings.maxBatchBytes < settings.maxEventBytes + wrapper) {
    const least = `at least maxEventBytes + ${wrapper} (${settings.maxEventBytes + wrapper})`;
    fail('maxBatchBytes', settings.maxBatchBytes, least);
  }
  return settings;
}

function endpointUrl(host: unknown = DEFAULTS.host, path: unknown = DEFAULTS.path): string {
  const expected = "an http or https URL without a user name in it, like 'https://api.segment.io'";
  if (typeof path !== 'string' || hasControlCharacter(path)) {
    fail('path', path, "a path like '/v1/batch'");
  }
  if (typeof host !== 'string') fail('host', host, expected);
  if (!URL.canParse(host)) throw problem('host', 'a string that is no URL', expected);
  const base = new URL(host);
  if (base.protocol !== 'http:' && base.protocol !== 'https:') {
    throw problem('host', `the protocol ${base.protocol}`, expected);
  }
  if (base.username !== '' || base.password !== '') {
    throw problem('host', 'a user name or a password in it', expected);
  }
  // Joined as text behind the origin, so that no path can lead to another host.
  return new URL(`${base.origin}${withoutSlashes(base.pathname)}${withoutSlashes(path)}`).href;
}

/** A path with one slash before it and none behind it; nothing for an empty one. */
function withoutSlashes(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  const first = parts.findIndex((part) => part !== '');
  const last = parts.findLastIndex((part) => part !== '');
  return first < 0 ? '' : `/${parts.slice(first, last + 1).join('/')}`;
}

function checkNames(bag: Bag, known: readonly string[], prefix: string): void {
  for (const name of Object.keys(bag)) {
    if (known.includes(name)) continue;
    const expected = `an option that exists, perhaps ${closest(name, [...known])}`;
    throw problem(`${prefix}${name}`, 'none of that name', expected);
  }
}

function checkNumbers(bag: Bag, numbers: Readonly<Record<string, Bounds>>, prefix: string): void {
  for (const [name, { min, max, isFraction }] of Object.entries(numbers)) {
    const value = bag[name];
    if (value === undefined) continue;
    const isKind = isFraction ? Number.isFinite(value) : Number.isInteger(value);
    if (!isKind || typeof value !== 'number' || value < min || value > max) {
      fail(
        `${prefix}${name}`,
        value,
        `a ${isFraction ? '' : 'whole '}number from ${min} to ${max}`,
      );
    }
  }
}

function checkRetry(retry: unknown): void {
  if (!isBag(retry)) fail('retry', retry, 'an object with minTimeout, maxTimeout and factor');
  checkNames(retry, Object.keys(RETRY_NUMBERS), 'retry.');
  checkNumbers(retry, RETRY_NUMBERS, 'retry.');
}

function checkOneOf(name: string, value: unknown, types: readonly string[]): void {
  if (value !== undefined && (value === null || !types.includes(typeof value))) {
    fail(name, value, `a ${types.join(' or ')}`);
  }
}

function checkMethods(name: string, value: unknown, methods: readonly string[]): void {
  if (value === undefined) return;
  const bag = typeof value === 'object' && value !== null ? (value as Bag) : {};
  const lacking = methods.find((method) => typeof bag[method] !== 'function');
  if (lacking !== undefined) fail(name, value, `an object with the methods ${methods.join(', ')}`);
}

function checkPlugins(plugins: unknown): void {
  if (plugins === undefined) return;
  if (!Array.isArray(plugins)) fail('plugins', plugins, 'an array of functions');
  for (const [index, plugin] of plugins.entries()) checkPlugin(`plugins[${index}]`, plugin);
}

/** @throws ValidationError for what is no plugin. */
export function checkPlugin(field: string, plugin: unknown): void {
  if (typeof plugin !== 'function')
    fail(field, plugin, 'a function that takes a message and returns it or null');
}

function checkOAuth(settings: unknown): void {
  if (settings === undefined) return;
  if (!isBag(settings))
    fail('oauthSettings', settings, 'an object with clientId, clientKey and keyId');
  checkNames(settings, [...OAUTH_TEXTS, 'authServer', 'scope', 'httpClient'], 'oauthSettings.');
  for (const name of OAUTH_TEXTS) {
    const value = settings[name];
    if (typeof value !== 'string' || value === '')
      fail(`oauthSettings.${name}`, value, 'a non-empty string');
  }
  const { authServer } = settings;
  if (authServer !== undefined && !(typeof authServer === 'string' && URL.canParse(authServer))) {
    fail('oauthSettings.authServer', authServer, 'a URL');
  }
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

// Never says what a text contains: it may be a key that came into the wrong place.
function fail(field: string, found: unknown, expected: string): never {
  throw problem(field, describe(found), expected);
}

function problem(field: string, found: string, expected: string): ValidationError {
  return new ValidationError({ code: 'invalid', call: 'Analytics', field, found, expected });
}
