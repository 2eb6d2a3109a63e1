import type { IncomingMessage } from 'node:http';
import type { Analytics } from '../client/analytics.js';
import {
  aFunction,
  aSwitch,
  checkSetting,
  checkSettings,
  milliseconds,
  numberWithin,
  type Rules,
  wholeNumber,
} from './check-settings.js';
import { checkClient } from './given-client.js';
import { type Health, type HealthOptions, healthOf } from './monitor/health.js';
import { type MountableHandler, mountable } from './monitor/mountable.js';
import { PROMETHEUS_TYPE, type PrometheusOptions, prometheusOf } from './monitor/prometheus.js';
import { labelsRule, prefixRule } from './monitor/prometheus-names.js';
import { Recorder } from './monitor/recorder.js';
import { viewDataOf } from './monitor/view-data.js';
import { pageOf, VIEW_POLICY } from './monitor/view-page.js';
import { countFailure } from './tell.js';

export type { Health, HealthCode, HealthOptions, HealthReason } from './monitor/health.js';
export type { MountableHandler } from './monitor/mountable.js';
export type { PrometheusOptions } from './monitor/prometheus.js';
export type { ErrorGroup, Recorded, RecordedError } from './monitor/recorder.js';
export type { Bucket } from './monitor/timeline.js';
export type { ViewData } from './monitor/view-data.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const DAY_MS = 86_400_000;

const PROMETHEUS_RULES: Rules = { prefix: prefixRule, labels: labelsRule };
const HEALTH_RULES: Rules = {
  maxFullness: numberWithin(0, 1),
  degradedAfter: milliseconds(DAY_MS),
  failingAfter: milliseconds(DAY_MS),
  maxDropped: wholeNumber(0, 1_000_000),
  failingDropped: wholeNumber(1, 1_000_000),
};
const VIEW_RULES: Rules = { allow: aFunction, redact: aSwitch, limit: wholeNumber(1, 1_000) };

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

/** Who may see a client's deliveries, and how much of them. */
export interface DeliveryViewOptions<Incoming = IncomingMessage> {
  /**
   * Whether a request may see them: nobody does unless this gives `true`, or a promise of it. It is given the request of
   * node:http, Express or Fastify, or the context of Hono.
   */
  readonly allow: (request: Incoming) => boolean | Promise<boolean>;
  /** Whether ids of users are hashed, and what messages and errors say is left out. @default true */
  readonly redact?: boolean | undefined;
  /** How many outcomes are kept and shown; 1 to 1 000. @default 50 */
  readonly limit?: number | undefined;
}

/** A view that may be mounted. */
export type DeliveryView = MountableHandler & {
  /** Watches the client no more: what was seen is shown still. */
  end(): void;
};

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
  checkSetting({ call, field: 'allow', value: options.allow, rule: aFunction });
  const { allow, redact: isRedacted = true, limit = 50 } = options;
  const recorder = new Recorder(client, { isRedacted, limit });
  const isAllowed = async (request: unknown): Promise<boolean> => {
    try {
      return (await allow(request as Incoming)) === true;
    } catch {
      countFailure(client);
      return false;
    }
  };
  const handler = mountable(
    async ({ path, request }) => {
      if (!(await isAllowed(request))) return FORBIDDEN;
      const data = viewDataOf(client, recorder, isRedacted);
      if (path.endsWith('/data.json')) {
        return { status: 200, type: JSON_TYPE, body: `${JSON.stringify(data)}\n` };
      }
      return {
        status: 200,
        type: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': VIEW_POLICY, 'referrer-policy': 'no-referrer' },
        body: await pageOf(data, dataUrlOf(path)),
      };
    },
    () => countFailure(client),
  );
  return Object.assign(handler, { end: recorder.end });
}

const FORBIDDEN = { status: 403, type: 'text/plain; charset=utf-8', body: 'Not allowed.\n' };

/** From the page, whether or not its address ends with a slash. */
function dataUrlOf(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last === '' ? 'data.json' : `./${last}/data.json`;
}
