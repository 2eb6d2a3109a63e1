import * as waybill from 'waybill';
import DefaultAnalytics, { type Analytics, type Outcome, SEGMENT_US } from 'waybill';

const analytics: Analytics = new DefaultAnalytics({ writeKey: 'a-write-key', ...SEGMENT_US });
const { outcome } = analytics.track({ userId: '1', event: 'Seen' });
export const seen: Promise<Outcome> = outcome;
export const isOurs: boolean = analytics instanceof waybill.Analytics;
// @ts-expect-error: if this did not fail, the types of waybill would be missing.
analytics.track(42);
