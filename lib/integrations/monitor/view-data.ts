import type { Analytics } from '../../client/analytics.js';
import type { Stats } from '../../client/stats.js';
import { type Health, healthOf } from './health.js';
import type { ErrorGroup, Recorded, Recorder } from './recorder.js';
import { BUCKET_MS, type Bucket } from './timeline.js';

/** What the view shows, and what it gives as JSON. */
export interface ViewData {
  readonly at: string;
  readonly isRedacted: boolean;
  readonly health: Health;
  readonly stats: Stats;
  readonly bucketMs: number;
  /** A quarter of an hour, the oldest first. */
  readonly timeline: readonly Bucket[];
  /** The most frequent first. */
  readonly errors: readonly ErrorGroup[];
  /** The newest first. */
  readonly outcomes: readonly Recorded[];
}

export function viewDataOf(client: Analytics, recorder: Recorder, isRedacted: boolean): ViewData {
  const nowMs = Date.now();
  return {
    at: new Date(nowMs).toISOString(),
    isRedacted,
    health: healthOf(client, {}, nowMs),
    stats: client.stats(),
    bucketMs: BUCKET_MS,
    timeline: recorder.timeline.buckets(nowMs),
    errors: recorder.groups,
    outcomes: recorder.outcomes,
  };
}
