import { LIMITS } from '../message/limits.js';
import { SEGMENT_US } from './endpoints.js';

/** What is used where the options don't say. */
export const DEFAULTS = Object.freeze({
  host: SEGMENT_US.host,
  path: SEGMENT_US.path,
  flushAt: 20,
  flushInterval: 10_000,
  maxBatchSize: 1_000,
  maxBatchBytes: 475 * 1024,
  maxEventBytes: LIMITS.messageBytes,
  maxQueueSize: 100_000,
  maxQueueBytes: 64 * 1024 * 1024,
  maxInFlight: 4,
  gzip: false,
  maxRetries: 15,
  retry: Object.freeze({ minTimeout: 500, maxTimeout: 60_000, factor: 2 }),
  httpRequestTimeout: 10_000,
  maxTotalBackoffDuration: 43_200,
  maxRateLimitDuration: 43_200,
  closeTimeout: 75_000,
  pluginTimeout: 10_000,
  maxInPlugins: 100,
  disable: false,
  authServer: 'https://oauth2.segment.io',
  scope: 'tracking_api:write',
  plan: Object.freeze({ sample: 1, setsIntegrations: true }),
  spool: Object.freeze({
    mode: 'overflow',
    fsync: 'interval',
    fsyncInterval: 100,
    maxBytes: 512 * 1024 * 1024,
    maxAge: 604_800,
    drainRate: 1_000,
  }),
});
