import { omit } from 'remeda';
import { describe } from '../base/describe.js';
import { Analytics } from '../client/analytics.js';
import type { AnalyticsOptions } from '../client/options.js';
import { WATCH } from '../client/watch.js';
import type { AnyEvents } from '../plan/planned.js';
import { checkLeftOut, LEFT_OUT } from './check-left-out.js';
import { clientClock } from './client-clock.js';
import { mistake } from './given.js';
import { LEDGER, Ledger } from './ledger.js';
import { ManualClock } from './manual-clock.js';
import { Recorder } from './recorder.js';
import { TestEndpoint } from './test-endpoint.js';
import { Whereabouts } from './whereabouts.js';

/**
 * Options of a client under test: those of the program itself will do. What carries requests is replaced, as are `gzip` and
 * `spool`, and a file as `deadLetter`.
 */
export interface TestAnalyticsOptions extends Partial<AnalyticsOptions> {
  /** The time at which the clock stands. @default '2026-01-01T00:00:00.000Z' */
  readonly now?: Date | string | number | undefined;
}

/** A client under test, and what a test holds in its hands. */
export interface TestAnalytics<Plan extends object = AnyEvents> {
  /** A real client: validation, plugins, plan, batches and retries are those of production. */
  readonly analytics: Analytics<Plan>;
  readonly recorder: Recorder<Plan>;
  /** What the client sends to, in memory. */
  readonly endpoint: TestEndpoint;
  /** The time of the client. */
  readonly clock: ManualClock;
}

const START = '2026-01-01T00:00:00.000Z';

/**
 * Makes a client for a test: everything in it runs as in production, and nothing leaves the process. Calls are recorded in their own
 * turn, and sent to an endpoint in memory in the next one, unless `flushAt` or `flushInterval` say otherwise. Time stands still until
 * the test lets it pass.
 *
 * @throws ValidationError that names the option that is wrong
 * @example
 * const { analytics, recorder } = createTestAnalytics();
 * placeOrder(analytics);
 * expect(recorder).toHaveTracked('Order Completed', { total: 30 });
 */
export function createTestAnalytics<Plan extends object = AnyEvents>(
  options: TestAnalyticsOptions = {},
): TestAnalytics<Plan> {
  checkLeftOut('createTestAnalytics', options);
  const clock = new ManualClock(startOf(options.now));
  const endpoint = new TestEndpoint();
  const ledger: Ledger = new Ledger({
    drain: () => clock.runAll(),
    isErrorHeard: () => analytics.listenerCount('error') > 0,
    whereabouts: new Whereabouts({
      client: () => analytics,
      now: () => clock.now(),
      httpRequestTimeout: options.httpRequestTimeout,
    }),
  });
  const given = {
    ...optionsOf(options),
    transport: endpoint.transport,
    clock: clientClock(clock),
    [WATCH]: ledger,
  };
  const analytics: Analytics<Plan> = new Analytics<Plan>(given);
  Object.defineProperty(analytics, LEDGER, { value: ledger });
  analytics.on('violation', (violation) => ledger.violated(violation));
  if (options.flushAt === undefined && options.flushInterval === undefined) {
    ledger.onMade(flusher(analytics, clock));
  }
  return { analytics, recorder: new Recorder<Plan>(ledger), endpoint, clock };
}

/** Sends what was called as soon as the turn is over, whatever the clock says. */
function flusher(analytics: Pick<Analytics, 'flush'>, clock: ManualClock): () => void {
  let isScheduled = false;
  return () => {
    if (isScheduled) return;
    isScheduled = true;
    clock.soon(() => {
      isScheduled = false;
      // It is sent, and not waited for: that would keep a process alive whose test lets no time pass.
      void analytics.flush({ signal: AbortSignal.abort() });
    });
  };
}

function optionsOf({ now: _now, ...options }: TestAnalyticsOptions): AnalyticsOptions {
  const { mirror, deadLetter, ...rest } = omit(options, LEFT_OUT);
  return {
    writeKey: 'a-test-write-key',
    ...rest,
    ...(typeof deadLetter === 'string' ? {} : { deadLetter }),
    ...(mirror === undefined ? {} : { mirror: besides(mirror) }),
    ...(rest.plan?.forwardBlocked === undefined
      ? {}
      : { plan: { ...rest.plan, forwardBlocked: besides(rest.plan.forwardBlocked) } }),
  };
}

/** A second endpoint takes everything. */
function besides<Options extends NonNullable<AnalyticsOptions['mirror']>>(
  options: Options,
): Options {
  const { transport } = new TestEndpoint();
  return {
    ...omit(options, ['httpClient', 'agent', 'oauthSettings', 'gzip']),
    transport,
  } as Options;
}

function startOf(now: TestAnalyticsOptions['now'] = START): number {
  const nowMs = new Date(now).getTime();
  if (!Number.isNaN(nowMs)) return nowMs;
  const expected = 'a Date, a text in ISO 8601, or milliseconds since 1970';
  throw mistake('createTestAnalytics', 'now', { found: describe(now), expected });
}
