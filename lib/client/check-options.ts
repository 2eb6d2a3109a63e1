import { omit } from 'remeda';
import { isBag } from '../base/bag.js';
import { ValidationError } from '../base/errors.js';
import { wrapperBytes } from '../delivery/payload.js';
import { LIMITS } from '../message/limits.js';
import type { PlanLike } from '../plan/plan-like.js';
import { DEFAULTS } from './defaults.js';
import { endpointUrl, hasControlCharacter } from './endpoint-url.js';
import { resolveOAuth } from './oauth-options.js';
import {
  type Bounds,
  checkMethods,
  checkNames,
  checkNumbers,
  checkOneOf,
} from './option-checks.js';
import { fail, problem } from './option-problem.js';
import { type AnalyticsOptions, type MirrorOptions, NOT_FOR_MIRROR } from './options.js';
import { type PlanSettings, type Settings, withDefaults } from './settings.js';
import { resolveSpool } from './spool-options.js';

const KIB = 1024;
const MIB = 1024 * KIB;
/** What a body has room for beside one message: more than the wrapper takes with an ordinary write key. */
const WRAPPER_BYTES = 1 * KIB;

const NUMBERS: Readonly<Record<string, Bounds>> = {
  flushAt: { min: 1, max: 100_000 },
  maxEventsInBatch: { min: 1, max: 100_000 },
  flushInterval: { min: 1, max: 3_600_000 },
  maxBatchSize: { min: 1, max: LIMITS.batchMessages },
  maxBatchBytes: { min: 2 * KIB, max: 10 * MIB },
  maxEventBytes: { min: 512, max: LIMITS.largestMessage },
  maxQueueSize: { min: 1, max: 10_000_000 },
  maxQueueBytes: { min: KIB, max: 4 * KIB * MIB },
  maxInFlight: { min: 1, max: 100 },
  maxRetries: { min: 0, max: 1_000 },
  httpRequestTimeout: { min: 1, max: 600_000 },
  maxTotalBackoffDuration: { min: 1, max: 604_800 },
  maxRateLimitDuration: { min: 1, max: 604_800 },
  closeTimeout: { min: 0, max: 3_600_000 },
  pluginTimeout: { min: 1, max: 600_000 },
  maxInPlugins: { min: 1, max: 10_000 },
};
const RETRY_NUMBERS: Readonly<Record<string, Bounds>> = {
  minTimeout: { min: 1, max: 600_000 },
  maxTimeout: { min: 1, max: 3_600_000 },
  factor: { min: 1, max: 10, isFraction: true },
};
const BOOLEANS = ['gzip', 'disable', 'enable'];
const OTHERS = [
  'writeKey',
  'host',
  'path',
  'retry',
  'onInvalid',
  'httpClient',
  'transport',
  'agent',
  'oauthSettings',
  'plugins',
  'plan',
  'mirror',
  'errorHandler',
  'waitUntil',
  'deadLetter',
  'spool',
  'logger',
  'clock',
];
const KNOWN = [...Object.keys(NUMBERS), ...BOOLEANS, ...OTHERS];
/** Checks what the constructor was given and fills in the defaults. @throws ValidationError that names the option. */
export function resolveOptions(options: AnalyticsOptions): Settings {
  const given: unknown = options;
  if (!isBag(given)) fail('options', given, 'an object with at least a writeKey');
  const { writeKey } = given;
  if (typeof writeKey !== 'string' || writeKey === '')
    fail('writeKey', writeKey, 'a non-empty string');
  if (hasControlCharacter(writeKey)) {
    throw problem('writeKey', 'one', 'a key without line ends, tabs or other control characters');
  }
  checkNames(given, KNOWN, '');
  checkNumbers(given, NUMBERS, '');
  if (given['retry'] !== undefined) checkRetry(given['retry']);
  for (const name of BOOLEANS) checkOneOf(name, given[name], ['boolean']);
  if (typeof given['httpClient'] !== 'function') {
    checkMethods('httpClient', given['httpClient'], ['makeRequest']);
  }
  checkOneOf('agent', given['agent'], ['function', 'object']);
  checkOneOf('deadLetter', given['deadLetter'], ['function', 'string']);
  checkOneOf('errorHandler', given['errorHandler'], ['function']);
  checkOneOf('waitUntil', given['waitUntil'], ['function']);
  checkMethods('transport', given['transport'], ['send']);
  checkMethods('logger', given['logger'], ['debug', 'info', 'warn', 'error']);
  checkMethods('clock', given['clock'], ['now', 'after', 'soon']);
  if (given['plugins'] !== undefined && !Array.isArray(given['plugins'])) {
    fail('plugins', given['plugins'], 'an array of plugins and functions');
  }
  const { onInvalid } = given;
  if (onInvalid !== undefined && onInvalid !== 'throw' && onInvalid !== 'drop') {
    fail('onInvalid', onInvalid, "'throw' or 'drop'");
  }
  const { disable, enable } = given;
  if (enable !== undefined && disable === enable) {
    throw problem(
      'enable',
      `${enable}, and disable as well`,
      'left out, or the opposite of disable',
    );
  }
  const settings = withDefaults(options, {
    url: endpointUrl(given['host'], given['path']),
    mirror: endpointOf('mirror', options.mirror, options),
    plan: planOf(options),
    oauth: resolveOAuth(options.oauthSettings, options.maxRetries),
    spool: resolveSpool(given['spool']),
  });
  const wrapper = Math.max(WRAPPER_BYTES, wrapperBytes(writeKey));
  if (settings.maxBatchBytes < settings.maxEventBytes + wrapper) {
    const least = `at least maxEventBytes + ${wrapper} (${settings.maxEventBytes + wrapper})`;
    fail('maxBatchBytes', settings.maxBatchBytes, least);
  }
  return settings;
}

/** Options of another endpoint, checked like the client's; its clock and logger are the client's. */
function endpointOf(name: string, given: unknown, client: AnalyticsOptions): Settings | undefined {
  if (given === undefined) return undefined;
  if (!isBag(given)) fail(name, given, 'an object with at least a writeKey');
  const stray = NOT_FOR_MIRROR.find((option) => option in given);
  if (stray !== undefined) {
    throw problem(`${name}.${stray}`, 'one', 'left out: it is an option of the client as a whole');
  }
  const { clock, logger } = client;
  try {
    return resolveOptions({ ...(given as unknown as MirrorOptions), clock, logger });
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const { field, found, expected } = error;
    throw problem(`${name}.${field}`, found, expected);
  }
}

function planOf(options: AnalyticsOptions): PlanSettings | undefined {
  const given: unknown = options.plan;
  if (given === undefined) return undefined;
  const expected = 'an object with at least a plan, which loadPlan of waybill/plan gives';
  if (!isBag(given)) fail('plan', given, expected);
  if (typeof given['enforcer'] === 'function') {
    throw problem('plan', 'the plan by itself', '{ plan: loadPlan(…) }: it has options beside it');
  }
  checkNames(given, PLAN_OPTIONS, 'plan.');
  const { plan, onViolation, sourceId } = given;
  const { sample = DEFAULTS.plan.sample, setsIntegrations = DEFAULTS.plan.setsIntegrations } =
    given;
  if (plan === undefined) fail('plan.plan', plan, 'what loadPlan of waybill/plan gives');
  checkMethods('plan.plan', plan, ['enforcer']);
  checkOneOf('plan.sourceId', sourceId, ['string']);
  checkOneOf('plan.setsIntegrations', setsIntegrations, ['boolean']);
  checkNumbers({ sample }, { sample: { min: 0, max: 1, isFraction: true } }, 'plan.');
  const forwarded: unknown = given['forwardBlocked'];
  return {
    // Each was looked at.
    enforcer: (plan as PlanLike).enforcer({
      onViolation,
      sourceId: sourceId as string | undefined,
      setsIntegrations: setsIntegrations as boolean,
    }),
    sample: sample as number,
    forward: endpointOf(
      'plan.forwardBlocked',
      isBag(forwarded)
        ? { ...omit(options, [...NOT_FOR_MIRROR, 'writeKey']), ...forwarded }
        : forwarded,
      options,
    ),
  };
}

const PLAN_OPTIONS = [
  'plan',
  'onViolation',
  'sourceId',
  'sample',
  'setsIntegrations',
  'forwardBlocked',
];

function checkRetry(retry: unknown): void {
  if (!isBag(retry)) fail('retry', retry, 'an object with minTimeout, maxTimeout and factor');
  checkNames(retry, Object.keys(RETRY_NUMBERS), 'retry.');
  checkNumbers(retry, RETRY_NUMBERS, 'retry.');
}
