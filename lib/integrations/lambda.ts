import { setTimeout } from 'node:timers/promises';
import { AnalyticsError } from '../base/errors.js';
import type { Analytics } from '../client/analytics.js';
import type { FlushReport } from '../client/flush-report.js';
import type { Scope } from '../client/scope.js';
import { aFunction, checkSetting, checkSettings, milliseconds } from './check-settings.js';
import { checkClient } from './given-client.js';
import {
  called,
  contextOf,
  type InvocationContext,
  isAsync,
  type LambdaHandler,
} from './lambda-handler.js';
import { countFailure, tell } from './tell.js';

export type { LambdaHandler } from './lambda-handler.js';

/** How an invocation ends. */
export interface InvocationOptions {
  /** What is left of the invocation's time when waiting ends, in milliseconds; 0 to 900 000. @default 500 */
  readonly margin?: number | undefined;
  /** The longest wait, where the invocation has more time, in milliseconds; 0 to 900 000. @default no other bound */
  readonly timeout?: number | undefined;
  /** Told what an invocation leaves behind. Not told where everything was settled in time. */
  readonly onPending?: ((report: PendingReport) => unknown) | undefined;
}

/** What an invocation leaves behind: how its messages ended so far. `pending` are still to be sent. */
export interface PendingReport extends FlushReport {
  /** `deadline`: the time was up. `no-time`: less than the margin was left, so that nothing was waited for. */
  readonly reason: 'deadline' | 'no-time';
  /** What the invocation had left when its handler was done, in milliseconds. */
  readonly remainingMs: number;
  /** Whether they are on the disk of the client's spool, so that they are not lost if the function is never invoked again. */
  readonly isSpooled: boolean;
}

type Settings = InvocationOptions & { readonly margin: number };

const CALL = 'withAnalytics';
const DEFAULT_MARGIN_MS = 500;
/** The longest that an invocation may take. */
const LONGEST_INVOCATION_MS = 900_000;
/** What a function of AWS Lambda may take where nothing else was set; here for contexts that don't say, as in unit tests. */
const UNKNOWN_REMAINING_MS = 3_000;

/**
 * Wraps a handler of AWS Lambda: before it returns, what its invocation has sent is delivered, so that the runtime may freeze
 * the process. That is what was called within it, on the client or on any scope of it, such as a middleware's. The handler's
 * result or error is passed on as it is, in any case. What is not settled in the time of the invocation stays
 * pending, and is told to `onPending` and as `invocation-deadline` to `'error'`.
 *
 * Takes handlers that are asynchronous, that take a callback as their third parameter, and that stream their response. What
 * it gives returns a promise.
 *
 * @example
 * export const handler = withAnalytics(analytics, async (order: Order) => {
 *   analytics.track({ userId: order.userId, event: 'Order Completed' });
 *   return { statusCode: 201 };
 * });
 * @throws ValidationError for what is no client, no handler, or an option that is wrong.
 */
export function withAnalytics<Handler extends LambdaHandler>(
  client: Analytics,
  handler: Handler,
  options: InvocationOptions = {},
): Handler {
  check(client, handler, options);
  const settings = { ...options, margin: options.margin ?? DEFAULT_MARGIN_MS };
  const invoke = (given: readonly unknown[]): Promise<unknown> => {
    const scope = client.scope();
    return client.run(scope, async () => {
      try {
        return await called(handler, given);
      } finally {
        const invocation = { client, scope, settings, context: contextOf(given) };
        await leave(invocation).catch(() => countFailure(client));
      }
    });
  };
  // The runtime tells by its kind what to do about a function that never answers.
  const wrapped = isAsync(handler)
    ? async (...given: readonly unknown[]) => invoke(given)
    : (...given: readonly unknown[]) => invoke(given);
  // What the runtime has noted on the handler, such as that it streams.
  return Object.assign(wrapped, handler) as unknown as Handler;
}

interface Invocation {
  readonly client: Analytics;
  readonly scope: Scope;
  readonly settings: Settings;
  readonly context: InvocationContext | undefined;
}

/** Waits for what the invocation has sent. */
async function leave(invocation: Invocation): Promise<void> {
  const { scope, settings, context } = invocation;
  const remainingMs = remainingIn(context);
  const waitMs = Math.min(remainingMs - settings.margin, settings.timeout ?? LONGEST_INVOCATION_MS);
  const report = await scope.flush(
    waitMs > 0 ? { timeout: waitMs } : { signal: AbortSignal.abort() },
  );
  if (pendingIn(report) === 0) return;
  const isSpooled = await spooled(invocation);
  const reason = waitMs > 0 ? 'deadline' : 'no-time';
  tellPending(invocation, { ...report, reason, remainingMs, isSpooled });
}

/** Brings what is pending to the disk of the spool, where there is one, within half of what is left. */
async function spooled({ client, context }: Invocation): Promise<boolean> {
  if (client.stats().spool === undefined) return false;
  const timeUp = new AbortController();
  const waitMs = Math.max(0, remainingIn(context) / 2);
  const isThere = await Promise.race([
    client.sync(),
    setTimeout(waitMs, false, { signal: timeUp.signal }).catch(() => false),
  ]);
  timeUp.abort();
  return isThere;
}

/** Tells what is left behind. What the program does about it stays with it. */
function tellPending({ client, settings }: Invocation, report: PendingReport): void {
  tell(client, errorFor(report, settings));
  const failed = (): void => countFailure(client);
  try {
    void Promise.resolve(settings.onPending?.(report)).catch(failed);
  } catch {
    failed();
  }
}

function errorFor(report: PendingReport, { margin }: Settings): AnalyticsError {
  const waited =
    report.reason === 'no-time'
      ? `less than the margin of ${margin} ms was left, so nothing was waited for`
      : 'the time for them was up';
  return new AnalyticsError(
    `${CALL}: ${pendingIn(report)} messages of an invocation are not settled (invocation-deadline): ${waited}. ${
      report.isSpooled
        ? 'They are sent when the function is invoked again, and are on the disk of the spool.'
        : 'They are sent when the function is invoked again, and are lost if it never is.'
    } Give the function more time.`,
    { code: 'invocation-deadline' },
  );
}

/** How many are to be sent, here or elsewhere. */
function pendingIn({ pending, mirror, destinations = {} }: FlushReport): number {
  const elsewhere = Object.values(destinations).reduce((sum, one) => sum + one.pending, 0);
  return pending + (mirror?.pending ?? 0) + elsewhere;
}

function remainingIn(context: InvocationContext | undefined): number {
  try {
    const remainingMs = context?.getRemainingTimeInMillis?.();
    if (typeof remainingMs === 'number' && Number.isFinite(remainingMs)) return remainingMs;
  } catch {
    // The context is the program's, as that of a test may be: what was sent is waited for all the same.
  }
  return UNKNOWN_REMAINING_MS;
}

function check(client: unknown, handler: unknown, options: unknown): void {
  checkClient(client, CALL);
  checkSetting({ call: CALL, field: 'handler', value: handler, rule: aFunction });
  checkSettings(CALL, options, {
    margin: milliseconds(LONGEST_INVOCATION_MS),
    timeout: milliseconds(LONGEST_INVOCATION_MS),
    onPending: aFunction,
  });
}
