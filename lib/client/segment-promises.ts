import type { AnalyticsError } from '../base/errors.js';
import type { Parts } from './assemble.js';
import type { FlushReport } from './flush-report.js';

/**
 * What `flush()` and `close()` resolve with. It is a {@link FlushReport}; to the compiler it is `void` as well, which it is in
 * Segment's client, so that a function which promises nothing may still return the promise.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: see above.
export type FlushResult = FlushReport & void;

export function asFlushResult(report: Promise<FlushReport>): Promise<FlushResult> {
  return report as Promise<FlushResult>;
}

/** What `flush` of Segment's legacy client is given: an error, where messages were lost meanwhile, and the account. */
export type FlushCallback = (error: AnalyticsError | undefined, report: FlushReport) => unknown;

/** Calls back when everything that was accepted before is settled. */
export async function flushWithCallback(
  { lifecycle, tally, lane, host }: Pick<Parts, 'lifecycle' | 'tally' | 'lane' | 'host'>,
  callback: FlushCallback,
): Promise<FlushReport> {
  const { losses } = lane.report;
  const report = await lifecycle.flush(tally);
  const error = lane.report.losses > losses ? lane.report.lastLoss : undefined;
  host.run(() => callback(error, report));
  return report;
}

/** `ready()` waits for room, and `await ready` for plugins: the name is a method here and a promise in Segment's client. */
export interface Ready extends Promise<void> {
  (): Promise<void>;
}

/** Makes a function that can be awaited, too. */
export function readySignal(wait: () => Promise<void>, loaded: Promise<void>): Ready {
  return Object.assign(() => wait(), {
    // biome-ignore lint/suspicious/noThenProperty: being awaited is what it is for.
    then: loaded.then.bind(loaded),
    catch: loaded.catch.bind(loaded),
    finally: loaded.finally.bind(loaded),
    [Symbol.toStringTag]: 'Promise',
  });
}
