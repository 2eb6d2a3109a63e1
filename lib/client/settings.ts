import { type Clock, systemClock } from '../base/clock.js';
import { debugLogger, type Logger } from '../base/logger.js';
import type { PluginLike, Step } from '../pipeline/plugin.js';
import type { EnforcerLike } from '../plan/plan-like.js';
import type { SpoolSettings } from '../spool/spool.js';
import { DEFAULTS } from './defaults.js';
import type { OAuth } from './oauth-options.js';
import type { AnalyticsOptions } from './options.js';
import { type Watch, watchOf } from './watch.js';

type Given<Name extends keyof AnalyticsOptions> = AnalyticsOptions[Name];

/** How messages are held to a plan. */
export interface PlanSettings {
  readonly enforcer: EnforcerLike;
  readonly sample: number;
  /** The source that blocked messages are forwarded to. */
  readonly forward: Settings | undefined;
}

/** Options after they were checked: whatever has a default is there. */
export interface Settings {
  readonly writeKey: string;
  /** `host` and `path`, joined. */
  readonly url: string;
  readonly flushAt: number;
  readonly flushInterval: number;
  readonly maxBatchSize: number;
  readonly maxBatchBytes: number;
  readonly maxEventBytes: number;
  readonly maxQueueSize: number;
  readonly maxQueueBytes: number;
  readonly maxInFlight: number;
  readonly gzip: boolean;
  readonly maxRetries: number;
  readonly retry: {
    readonly minTimeout: number;
    readonly maxTimeout: number;
    readonly factor: number;
  };
  readonly httpRequestTimeout: number;
  readonly maxTotalBackoffDuration: number;
  readonly maxRateLimitDuration: number;
  readonly closeTimeout: number;
  readonly onInvalid: 'throw' | 'drop';
  readonly disable: boolean;
  readonly httpClient: Given<'httpClient'>;
  readonly transport: Given<'transport'>;
  readonly agent: Given<'agent'>;
  readonly oauth: OAuth | undefined;
  readonly plugins: readonly (PluginLike | Step)[];
  readonly pluginTimeout: number;
  readonly maxInPlugins: number;
  readonly plan: PlanSettings | undefined;
  readonly mirror: Settings | undefined;
  readonly errorHandler: Given<'errorHandler'>;
  readonly waitUntil: Given<'waitUntil'>;
  readonly deadLetter: Given<'deadLetter'>;
  readonly spool: SpoolSettings | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Where a test looks on. */
  readonly watch: Watch | undefined;
}

/** Fills in what checked options leave out. */
export function withDefaults(
  options: AnalyticsOptions,
  {
    url,
    mirror,
    oauth,
    plan,
    spool,
  }: Pick<Settings, 'url' | 'mirror' | 'oauth' | 'plan' | 'spool'>,
): Settings {
  const { retry = {} } = options;
  return {
    writeKey: options.writeKey,
    url,
    flushAt: options.flushAt ?? options.maxEventsInBatch ?? DEFAULTS.flushAt,
    flushInterval: options.flushInterval ?? DEFAULTS.flushInterval,
    maxBatchSize: options.maxBatchSize ?? DEFAULTS.maxBatchSize,
    maxBatchBytes: options.maxBatchBytes ?? DEFAULTS.maxBatchBytes,
    maxEventBytes: options.maxEventBytes ?? DEFAULTS.maxEventBytes,
    maxQueueSize: options.maxQueueSize ?? DEFAULTS.maxQueueSize,
    maxQueueBytes: options.maxQueueBytes ?? DEFAULTS.maxQueueBytes,
    maxInFlight: options.maxInFlight ?? DEFAULTS.maxInFlight,
    gzip: options.gzip ?? DEFAULTS.gzip,
    maxRetries: options.maxRetries ?? DEFAULTS.maxRetries,
    retry: {
      minTimeout: retry.minTimeout ?? DEFAULTS.retry.minTimeout,
      maxTimeout: retry.maxTimeout ?? DEFAULTS.retry.maxTimeout,
      factor: retry.factor ?? DEFAULTS.retry.factor,
    },
    httpRequestTimeout: options.httpRequestTimeout ?? DEFAULTS.httpRequestTimeout,
    maxTotalBackoffDuration: options.maxTotalBackoffDuration ?? DEFAULTS.maxTotalBackoffDuration,
    maxRateLimitDuration: options.maxRateLimitDuration ?? DEFAULTS.maxRateLimitDuration,
    closeTimeout: options.closeTimeout ?? DEFAULTS.closeTimeout,
    onInvalid: options.onInvalid ?? (isProduction() ? 'drop' : 'throw'),
    disable: options.disable ?? (options.enable === false || DEFAULTS.disable),
    httpClient: options.httpClient,
    transport: options.transport,
    agent: options.agent,
    oauth,
    plugins: options.plugins ?? [],
    pluginTimeout: options.pluginTimeout ?? DEFAULTS.pluginTimeout,
    maxInPlugins: options.maxInPlugins ?? DEFAULTS.maxInPlugins,
    plan,
    mirror,
    errorHandler: options.errorHandler,
    waitUntil: options.waitUntil,
    deadLetter: options.deadLetter,
    spool,
    logger: options.logger ?? debugLogger(),
    clock: options.clock ?? systemClock,
    watch: watchOf(options),
  };
}

function isProduction(): boolean {
  // Workers may have no process.
  return typeof process === 'object' && process.env['NODE_ENV'] === 'production';
}
