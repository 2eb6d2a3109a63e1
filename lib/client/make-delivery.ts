import { type Authorization, basicAuthorization } from '../delivery/authorization.js';
import { Delivery } from '../delivery/delivery.js';
import type { DeliveryObserver } from '../delivery/delivery-observer.js';
import { transportOver } from '../delivery/http-client.js';
import { HttpTransport } from '../delivery/http-transport.js';
import { TokenAuthorization } from '../delivery/token.js';
import type { Transport } from '../delivery/transport.js';
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
  const { oauth, writeKey, httpRequestTimeout, clock } = settings;
  if (oauth === undefined) return basicAuthorization(writeKey);
  const { httpClient } = oauth;
  const carrier =
    httpClient === undefined ? transport : transportOver(httpClient, httpRequestTimeout);
  return new TokenAuthorization(oauth, {
    transport: carrier,
    clock,
    timeoutMs: httpRequestTimeout,
  });
}
