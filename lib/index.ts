export type { Clock, Timer } from './base/clock.js';
export {
  AnalyticsError,
  DeliveryError,
  PluginError,
  type ValidationCode,
  ValidationError,
} from './base/errors.js';
export type { Logger } from './base/logger.js';
export { Analytics, Analytics as default } from './client/analytics.js';
export type {
  AcceptedTold,
  ChannelMessages,
  DeliveredTold,
  DroppedTold,
  EndedTold,
  RefusedTold,
  ReplyTold,
  RequestTold,
  RetryTold,
  SpooledTold,
  Told,
  ViolationTold,
} from './client/channels.js';
export type { MirrorComparison } from './client/comparison.js';
export type { EmittedError } from './client/emitted-error.js';
export { type Endpoint, SEGMENT_EU, SEGMENT_US } from './client/endpoints.js';
export type {
  AnalyticsEvents,
  Callback,
  DropEvent,
  HttpRequestEvent,
  HttpResponseEvent,
  ViolationEvent,
} from './client/events.js';
export type { FailingStats } from './client/failing.js';
export type { FlushReport } from './client/flush-report.js';
export type { FlushOptions } from './client/lifecycle.js';
export type { ObservedMessage, ObservedMessages } from './client/observed-message.js';
export type {
  AnalyticsOptions,
  AnalyticsSettings,
  DeadLetterFunction,
  MirrorOptions,
  OAuthSettings,
  PlanOptions,
  RetryOptions,
  SpoolOptions,
} from './client/options.js';
export { PlanViolationError } from './client/plan-violation-error.js';
export type { Receipt } from './client/receipt.js';
export { Scope, type ScopeDefaults } from './client/scope.js';
export type { FlushCallback, FlushResult, Ready } from './client/segment-promises.js';
export type {
  LastMinuteStats,
  LossReason,
  MirrorStats,
  OwnStats,
  PlanStats,
  RefusalReason,
  SpoolStats,
  Stats,
} from './client/stats.js';
export type { WritableOptions } from './client/writable.js';
export { FetchHTTPClient } from './delivery/fetch-http-client.js';
export type {
  HTTPClient,
  HTTPClientRequest,
  HTTPFetchFn,
  HTTPFetchRequest,
  HTTPHeaders,
  HTTPResponse,
} from './delivery/http-client.js';
export type { HttpAgent } from './delivery/http-transport.js';
export type { Payload, Reply, Transport } from './delivery/transport.js';
export type {
  AliasCall,
  GroupCall,
  Id,
  IdentifyCall,
  Identity,
  PageCall,
  RawMessage,
  ScreenCall,
  TrackCall,
} from './message/call.js';
export { LIMITS } from './message/limits.js';
export type { Integrations, Message, MessageType } from './message/message.js';
export type { MessageContext } from './message/message-context.js';
export type { DropReason, Outcome } from './message/outcome.js';
export type {
  AliasParams,
  Bag,
  GroupParams,
  IdentifyParams,
  PageParams,
  SegmentEvent,
  TrackParams,
} from './message/segment-event.js';
export type { GroupTraits, UserTraits } from './message/traits.js';
export { VERSION } from './message/version.js';
export { type AllowOptions, allow } from './pipeline/allow.js';
export { type CancelationOptions, ContextCancelation } from './pipeline/cancelation.js';
export { type ConsentOptions, consent } from './pipeline/consent.js';
export { Context, type SerializedContext } from './pipeline/context.js';
export type {
  ContextLogger,
  ContextMetric,
  ContextStats,
  LogLevel,
  LogMessage,
} from './pipeline/context-log.js';
export type { DestinationStats } from './pipeline/destination-stats.js';
export { type EnrichDefaults, type EnrichOptions, enrich } from './pipeline/enrich.js';
export { filter } from './pipeline/filter.js';
export type {
  DestinationQueue,
  HandlerResult,
  Plugin,
  PluginClient,
  PluginLike,
  PluginType,
  Step,
} from './pipeline/plugin.js';
export { type RedactOptions, redact } from './pipeline/redact.js';
export { type SampleOptions, sample } from './pipeline/sample.js';
export type { StepOptions } from './pipeline/step-options.js';
export type { Action, ActionsByKind, FindingKind, OnViolation } from './plan/actions.js';
export type { BlockReason } from './plan/enforce.js';
export type {
  EnforcerLike,
  EnforcerOptions,
  EventVerdict,
  PlanCounts,
  PlanLike,
} from './plan/plan-like.js';
export type { AnyEvents, PlannedEvents } from './plan/planned.js';
export type { EventName, EventProperties, PlannedTrackCall } from './plan/planned-call.js';
export type { Violation, ViolationKind } from './plan/violation.js';
export { SpoolError } from './spool/spool-error.js';
