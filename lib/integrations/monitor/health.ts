import type { Analytics } from '../../client/analytics.js';
import type { FailingStats } from '../../client/failing.js';
import type { Stats } from '../../client/stats.js';

/** From when on something is a reason. */
export interface HealthOptions {
  /** How full the queue may be before that is a reason, 0 to 1. @default 0.8 */
  readonly maxFullness?: number | undefined;
  /** For how long the endpoint may fail before that is a reason, in milliseconds; up to a day. @default 10_000 */
  readonly degradedAfter?: number | undefined;
  /** For how long it may fail before the client counts as failing, in milliseconds; up to a day. @default 60_000 */
  readonly failingAfter?: number | undefined;
  /** How many messages may be lost in a minute before that is a reason; up to 1 000 000. @default 0 */
  readonly maxDropped?: number | undefined;
  /**
   * From how many messages on that are lost in a minute, with none delivered and the endpoint failing, the client counts as
   * failing; 1 to 1 000 000. @default 10
   */
  readonly failingDropped?: number | undefined;
}

export const HEALTH_DEFAULTS = {
  maxFullness: 0.8,
  degradedAfter: 10_000,
  failingAfter: 60_000,
  maxDropped: 0,
  failingDropped: 10,
} as const;

/** What is wrong with a client. */
export type HealthCode =
  | 'queue-filling'
  | 'queue-full'
  | 'endpoint-failing'
  | 'messages-dropped'
  | 'everything-dropped'
  | 'disk-failing';

export interface HealthReason {
  /** Stable, for programs. */
  readonly code: HealthCode;
  /** How bad it is. */
  readonly status: 'degraded' | 'failing';
  /** For people: figures, and no message's content. */
  readonly text: string;
}

/** How a client is. */
export interface Health {
  /** The worst of its reasons; `ok` without any. */
  readonly status: 'ok' | 'degraded' | 'failing';
  readonly reasons: readonly HealthReason[];
}

type Thresholds = { readonly [Name in keyof HealthOptions]-?: number };

const MINUTE_MS = 60_000;
const MS_A_SECOND = 1_000;
const PERCENT = 100;
const FULL = 0.999;

/** When the disk was last seen to have failed more often than before. */
interface DiskWatch {
  readonly failures: number;
  readonly seenMs: number;
}

const disks = new WeakMap<Analytics, DiskWatch>();

/** How a client is now. Nothing is watched for it but the disk of its spool. */
export function healthOf(client: Analytics, options: HealthOptions, nowMs: number): Health {
  const stats = client.stats();
  const reasons = [
    ...reasonsOf(stats, thresholdsOf(options)),
    ...reasonsOfDisk(client, stats, nowMs),
  ];
  const isFailing = reasons.some(({ status }) => status === 'failing');
  const status = isFailing ? 'failing' : reasons.length > 0 ? 'degraded' : 'ok';
  return { status, reasons };
}

function thresholdsOf(options: HealthOptions): Thresholds {
  return {
    maxFullness: options.maxFullness ?? HEALTH_DEFAULTS.maxFullness,
    degradedAfter: options.degradedAfter ?? HEALTH_DEFAULTS.degradedAfter,
    failingAfter: options.failingAfter ?? HEALTH_DEFAULTS.failingAfter,
    maxDropped: options.maxDropped ?? HEALTH_DEFAULTS.maxDropped,
    failingDropped: options.failingDropped ?? HEALTH_DEFAULTS.failingDropped,
  };
}

/** What an account says. */
export function reasonsOf(stats: Stats, thresholds: Thresholds): readonly HealthReason[] {
  return [
    ...reasonsOfQueue(stats, thresholds),
    ...reasonsOfEndpoint(stats, thresholds),
    ...reasonsOfLosses(stats, thresholds),
  ];
}

function reasonsOfQueue(
  { fullness, pending }: Stats,
  { maxFullness }: Thresholds,
): readonly HealthReason[] {
  if (fullness < maxFullness) return [];
  const waiting = pending === 1 ? '1 message is' : `${pending} messages are`;
  const text = `The queue is ${Math.floor(fullness * PERCENT)} % full: ${waiting} pending.`;
  // Some bytes may be left that no message fits into.
  return fullness > FULL
    ? [{ code: 'queue-full', status: 'failing', text }]
    : [{ code: 'queue-filling', status: 'degraded', text }];
}

function reasonsOfEndpoint(
  { failing }: Stats,
  { degradedAfter, failingAfter }: Thresholds,
): readonly HealthReason[] {
  if (failing === undefined || failing.forMs < Math.min(degradedAfter, failingAfter)) return [];
  const { forMs } = failing;
  const seconds = Math.floor(forMs / MS_A_SECOND);
  const text = `For ${seconds} s no request has succeeded: ${failuresOf(failing)}.`;
  const isFailing = forMs >= failingAfter;
  return [{ code: 'endpoint-failing', status: isFailing ? 'failing' : 'degraded', text }];
}

function failuresOf({ requests, status }: FailingStats): string {
  // Where there is no token.
  if (requests === 0) return 'none could be made';
  const failed = requests === 1 ? '1 has failed' : `${requests} have failed`;
  return status === 0
    ? `${failed}, and there was no reply`
    : `${failed}, and the endpoint answered ${status}`;
}

function reasonsOfLosses(
  { lastMinute: { dropped, delivered }, failing }: Stats,
  { maxDropped, failingDropped }: Thresholds,
): readonly HealthReason[] {
  if (dropped <= maxDropped) return [];
  const lost = dropped === 1 ? '1 message was lost' : `${dropped} messages were lost`;
  const text = `In the last minute ${lost}, and ${delivered === 0 ? 'none' : delivered} delivered.`;
  // A lost message or two of a quiet client say little of the next.
  return delivered === 0 && failing !== undefined && dropped >= failingDropped
    ? [{ code: 'everything-dropped', status: 'failing', text }]
    : [{ code: 'messages-dropped', status: 'degraded', text }];
}

/** The account tells how often the disk failed, not when: it is a reason for a minute after it was seen to fail again. */
function reasonsOfDisk(
  client: Analytics,
  { spool }: Stats,
  nowMs: number,
): readonly HealthReason[] {
  if (spool === undefined) return [];
  const { failures } = spool;
  const before = disks.get(client) ?? { failures: 0, seenMs: Number.NEGATIVE_INFINITY };
  const watch = failures > before.failures ? { failures, seenMs: nowMs } : before;
  disks.set(client, watch);
  if (nowMs - watch.seenMs >= MINUTE_MS) return [];
  const times = failures === 1 ? 'once' : `${failures} times`;
  const text = `The disk of the spool has failed, ${times} in all.`;
  return [{ code: 'disk-failing', status: 'degraded', text }];
}
