import { Analytics } from '../../lib/client/analytics.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import type { TrackCall } from '../../lib/message/call.js';

/** Waits that are as short as they can be, for specs in real time. */
export const QUICK_RETRIES = { minTimeout: 1, maxTimeout: 2, factor: 1 } as const;

/** A client of a service on loopback, with quick retries and only the options that matter. */
export function aClient(
  service: { readonly url: string },
  options: Partial<AnalyticsOptions> = {},
): Analytics {
  return new Analytics({
    writeKey: 'a-write-key',
    host: service.url,
    retry: QUICK_RETRIES,
    ...options,
  });
}

/** A track call; say only what matters. */
export function aTrack(fields: Partial<TrackCall> = {}): TrackCall {
  return { userId: 'user-1', event: 'Something Happened', ...fields } as TrackCall;
}
