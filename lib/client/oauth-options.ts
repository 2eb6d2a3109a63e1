import { isBag } from '../base/bag.js';
import { readPrivateKey } from '../delivery/private-key.js';
import type { TokenSettings } from '../delivery/token.js';
import { DEFAULTS } from './defaults.js';
import { type Bounds, checkNames, checkNumbers } from './option-checks.js';
import { fail, problem } from './option-problem.js';
import type { OAuthSettings } from './options.js';

/** {@link OAuthSettings} after they were checked: whatever has a default is there. */
export interface OAuth extends TokenSettings {
  readonly httpClient: OAuthSettings['httpClient'];
}

const TEXTS = ['clientId', 'clientKey', 'keyId'];
const NUMBERS: Readonly<Record<string, Bounds>> = { maxRetries: { min: 0, max: 1_000 } };
const OTHERS = ['authServer', 'scope', 'httpClient'];

/** Checks client credentials and fills in the defaults. @throws ValidationError that names the option, and quotes no key. */
export function resolveOAuth(
  settings: OAuthSettings | undefined,
  clientMaxRetries: number = DEFAULTS.maxRetries,
): OAuth | undefined {
  if (settings === undefined) return undefined;
  const given: unknown = settings;
  if (!isBag(given)) fail('oauthSettings', given, 'an object with clientId, clientKey and keyId');
  checkNames(given, [...TEXTS, ...Object.keys(NUMBERS), ...OTHERS], 'oauthSettings.');
  checkNumbers(given, NUMBERS, 'oauthSettings.');
  for (const name of TEXTS) {
    const value = given[name];
    if (typeof value !== 'string' || value === '')
      fail(`oauthSettings.${name}`, value, 'a non-empty string');
  }
  checkAuthServer(given['authServer']);
  return {
    clientId: settings.clientId,
    key: readKey(settings.clientKey),
    keyId: settings.keyId,
    authServer: settings.authServer ?? DEFAULTS.authServer,
    scope: settings.scope ?? DEFAULTS.scope,
    maxAttempts: Math.max(1, settings.maxRetries ?? clientMaxRetries),
    httpClient: settings.httpClient,
  };
}

function checkAuthServer(authServer: unknown): void {
  if (authServer === undefined) return;
  const expected = 'an http or https URL without a user name in it';
  if (typeof authServer !== 'string' || !URL.canParse(authServer)) {
    fail('oauthSettings.authServer', authServer, expected);
  }
  const { protocol, username, password } = new URL(authServer);
  const isHttp = protocol === 'http:' || protocol === 'https:';
  if (!isHttp || username !== '' || password !== '') {
    throw problem('oauthSettings.authServer', 'another URL', expected);
  }
}

function readKey(pem: string): TokenSettings['key'] {
  try {
    return readPrivateKey(pem);
  } catch {
    // What the reader says may quote the key.
    const expected = 'a private RSA key of 2048 bits or more, in PEM';
    throw problem('oauthSettings.clientKey', 'something else', expected);
  }
}
