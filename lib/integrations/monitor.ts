import type { IncomingMessage } from 'node:http';
import type { Analytics } from '../client/analytics.js';
import {
  aFunction,
  aSwitch,
  checkSetting,
  checkSettings,
  milliseconds,
  numberWithin,
  type Rule,
  type Rules,
  wholeNumber,
} from './check-settings.js';
import { checkClient } from './given-client.js';
import { addressRule } from './monitor/below.js';
import { type DeliveryView, type DeliveryViewOptions, viewOf } from './monitor/delivery-view.js';
import { type Health, type HealthOptions, healthOf } from './monitor/health.js';
import { JSON_TYPE, type MountableHandler, mountable } from './monitor/mountable.js';
import { PROMETHEUS_TYPE, type PrometheusOptions, prometheusOf } from './monitor/prometheus.js';
import { labelsRule, prefixRule } from './monitor/prometheus-names.js';
import { countFailure } from './tell.js';

export type { DeliveryView, DeliveryViewOptions } from './monitor/delivery-view.js';
export type { Health, HealthCode, HealthOptions, HealthReason } from './monitor/health.js';
export type { MountableHandler } from './monitor/mountable.js';
export type { PrometheusOptions } from './monitor/prometheus.js';
export type { ErrorGroup, Recorded, RecordedError } from './monitor/recorder.js';
export type { Bucket } from './monitor/timeline.js';
export type { ViewData } from './monitor/view-data.js';

const DAY_MS = 86_400_000;

const PROMETHEUS_RULES: Rules = { prefix: prefixRule, labels: labelsRule };
const HEALTH_RULES: Rules = {
  maxFullness: numberWithin(0, 1),
  degradedAfter: milliseconds(DAY_MS),
  failingAfter: milliseconds(DAY_MS),
  maxDropped: wholeNumber(0, 1_000_000),
  failingDropped: wholeNumber(1, 1_000_000),
};
const aGuard: Rule = {
  ...aFunction,
  expected:
    'a function that says whether a request may see the deliveries: without one everybody could',
};
const VIEW_RULES: Rules = {
  allow: aGuard,
  path: addressRule,
  redact: aSwitch,
  limit: wholeNumber(1, 1_000),
};

/**
 * The account of a client in Prometheus' text format, for a page of metrics that has others, too.
 * @throws ValidationError for something that is no client, or an option that is wrong.
 */
export function prometheusText(client: Analytics, options: PrometheusOptions = {}): string {
  checkClient(client, 'prometheusText');
  checkSettings('prometheusText', options, PROMETHEUS_RULES);
  return prometheusOf(client.stats(), options);
}

/**
 * A handler that answers with the account of a client in Prometheus' text format, for node:http, Express, Fastify and Hono.
 *
 * @example
 * app.get('/metrics', statsHandler(analytics));
 * @throws ValidationError for something that is no client, or an option that is wrong.
 */
export function statsHandler(client: Analytics, options: PrometheusOptions = {}): MountableHandler {
  checkClient(client, 'statsHandler');
  checkSettings('statsHandler', options, PROMETHEUS_RULES);
  const answer = () => ({
    status: 200,
    type: PROMETHEUS_TYPE,
    body: prometheusOf(client.stats(), options),
  });
  return mountable(answer, () => countFailure(client));
}

/**
 * How a client is: `ok`, `degraded` or `failing`, and why.
 * @throws ValidationError for something that is no client, or an option that is wrong.
 */
export function health(client: Analytics, options: HealthOptions = {}): Health {
  checkClient(client, 'health');
  checkSettings('health', options, HEALTH_RULES);
  return healthOf(client, options, Date.now());
}

/**
 * A handler that answers with how a client is, as JSON: 503 where it is failing, and else 200.
 *
 * @example
 * app.get('/health/analytics', healthHandler(analytics));
 * @throws ValidationError for something that is no client, or an option that is wrong.
 */
export function healthHandler(client: Analytics, options: HealthOptions = {}): MountableHandler {
  checkClient(client, 'healthHandler');
  checkSettings('healthHandler', options, HEALTH_RULES);
  const answer = () => {
    const found = healthOf(client, options, Date.now());
    const status = found.status === 'failing' ? 503 : 200;
    return { status, type: JSON_TYPE, body: `${JSON.stringify(found)}\n` };
  };
  return mountable(answer, () => countFailure(client));
}

/**
 * A page of what becomes of a client's messages: the last outcomes, errors by reason, rates and times; as JSON under
 * `data.json` behind its address. It watches the client from now on. It loads nothing and runs nothing in the browser.
 *
 * @example
 * app.use('/delivery', deliveryView(analytics, { allow: (request) => isAdmin(request) }));
 * @throws ValidationError without `allow`, for something that is no client, or an option that is wrong.
 */
export function deliveryView<Incoming = IncomingMessage>(
  client: Analytics,
  options: DeliveryViewOptions<Incoming>,
): DeliveryView {
  const call = 'deliveryView';
  checkClient(client, call);
  checkSettings(call, options, VIEW_RULES);
  checkSetting({ call, field: 'allow', value: options.allow, rule: aGuard });
  return viewOf(client, options as DeliveryViewOptions<unknown>);
}
