import { ValidationError } from '../base/errors.js';
import { type Authorization, basicAuthorization } from '../delivery/authorization.js';
import { Delivery, type DeliveryObserver } from '../delivery/delivery.js';
import { transportOver } from '../delivery/http-client.js';
import { HttpTransport } from '../delivery/http-transport.js';
import { TokenAuthorization } from '../delivery/token.js';
import type { Transport } from '../delivery/transport.js';
import { DEFAULTS } from './options.js';
import type { Settings } from './settings.js';

/** Makes what delivers the batches of one endpoint. */
export function makeDelivery(settings: Settings, observer: DeliveryObserver): Delivery {
  const transport = makeTransport(settings);
  return new Delivery({
    url: settings.url,
    writeKey: settings.writeKey,
    authorization: makeAuthorization(settings, transport),
    transport,
    clock: settings.clock,
    random: Math.random,
    gzip: settings.gzip,
    maxInFlight: settings.maxInFlight,
    httpRequestTimeout: settings.httpRequestTimeout,
    maxRetries: settings.maxRetries,
    backoff: settings.retry,
    maxTotalBackoffMs: settings.maxTotalBackoffDuration * 1_000,
    maxRateLimitMs: settings.maxRateLimitDuration * 1_000,
    observer,
  });
}

function makeTransport({ transport, httpClient, httpRequestTimeout, agent }: Settings): Transport {
  if (transport !== undefined) return transport;
  if (httpClient !== undefined) return transportOver(httpClient, httpRequestTimeout);
  return new HttpTransport(agent);
}

function makeAuthorization(settings: Settings, transport: Transport): Authorization {
  const { oauthSettings, writeKey, httpRequestTimeout, clock } = settings;
  if (oauthSettings === undefined) return basicAuthorization(writeKey);
  const { httpClient, authServer = DEFAULTS.authServer, scope = DEFAULTS.scope } = oauthSettings;
  const { maxRetries = settings.maxRetries } = oauthSettings;
  const maxAttempts = Math.max(1, maxRetries);
  const settingsForToken = { ...oauthSettings, authServer, scope, maxAttempts };
  const carrier =
    httpClient === undefined ? transport : transportOver(httpClient, httpRequestTimeout);
  try {
    return new TokenAuthorization(settingsForToken, {
      transport: carrier,
      clock,
      timeoutMs: httpRequestTimeout,
    });
  } catch {
    // What the key's reader says may quote the key.
    throw new ValidationError({
      code: 'invalid',
      call: 'Analytics',
      field: 'oauthSettings.clientKey',
      found: 'something else',
      expected: 'a private RSA key of 2048 bits or more, in PEM',
    });
  }
}
