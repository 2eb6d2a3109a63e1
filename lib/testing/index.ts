export { assertSettled, type SettledOptions } from './assert-settled.js';
export {
  assertAliased,
  assertGrouped,
  assertIdentified,
  assertMatchesPlan,
  assertNotTracked,
  assertPaged,
  assertScreened,
  assertTracked,
  assertTrackedTimes,
} from './asserts.js';
export {
  createTestAnalytics,
  type TestAnalytics,
  type TestAnalyticsOptions,
} from './create-test-analytics.js';
export type { Recording } from './ledger-of.js';
export type { ManualClock } from './manual-clock.js';
export {
  type MatcherResult,
  type WantedName,
  type WaybillMatchers,
  waybillMatchers,
} from './matchers.js';
export type {
  DroppedCall,
  RecordedByType,
  RecordedMessage,
  RecordedTrack,
  RefusedCall,
} from './recorded.js';
export type { Recorder, WaitOptions } from './recorder.js';
export type { Sought } from './sought.js';
export type { ReplyOptions, TestEndpoint, TestRequest } from './test-endpoint.js';
export type { WantedFields } from './wanted.js';
