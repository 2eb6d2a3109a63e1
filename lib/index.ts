export type { Clock, Timer } from './base/clock.js';
export {
  AnalyticsError,
  DeliveryError,
  type ValidationCode,
  ValidationError,
} from './base/errors.js';
export type { Logger } from './base/logger.js';
export { Analytics, Analytics as default } from './client/analytics.js';
export { type Endpoint, SEGMENT_EU, SEGMENT_US } from './client/endpoints.js';
export {
  type AnalyticsEvents,
  type Callback,
  Context,
  type DropEvent,
  type HttpRequestEvent,
  type HttpResponseEvent,
} from './client/events.js';
export type { FlushOptions } from './client/lifecycle.js';
export type { AnalyticsOptions, OAuthSettings, RetryOptions } from './client/options.js';
export type { Receipt } from './client/receipt.js';
export { Scope, type ScopeDefaults } from './client/scope.js';
export type { LossReason, RefusalReason, Stats } from './client/stats.js';
export type { FlushReport } from './client/tally.js';
export type {
  HttpClient,
  HttpClientRequest,
  HttpFetch,
  HttpResponse,
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
export type { Integrations, Message, MessageContext, MessageType } from './message/message.js';
export type { DropReason, Outcome } from './message/outcome.js';
export { VERSION } from './message/version.js';
export type { Plugin } from './pipeline/plugin.js';
