import { captureRejectionSymbol } from 'node:events';
import type { AnalyticsError } from '../base/errors.js';
import type { Analytics } from '../client/analytics.js';

/** Emits `'error'`, if somebody listens. What a listener throws stays with it, and is counted, as in the client itself. */
export function tell(client: Analytics, error: AnalyticsError): void {
  try {
    if (client.listenerCount('error') > 0) client.emit('error', error);
  } catch {
    countFailure(client);
  }
}

/** A function of the program threw or rejected: `hostErrors` of the client's account says so. */
export function countFailure(client: Analytics): void {
  client[captureRejectionSymbol]();
}
