/** `lib/analytics.ts` of an app with Next.js: one client, also after a hot reload. */
import { sharedAnalytics } from 'waybill/next';

const { WRITE_KEY = 'my-write-key', ENDPOINT } = process.env;

export const analytics = sharedAnalytics({ writeKey: WRITE_KEY, host: ENDPOINT });
