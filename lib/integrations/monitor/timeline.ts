/** How many messages ended in each way, and how long they took, within a span of time. */
export interface Bucket {
  readonly startMs: number;
  readonly delivered: number;
  readonly spooled: number;
  readonly dropped: number;
  readonly refused: number;
  /** Milliseconds from the call to the outcome: the median, and what 95 of 100 messages stayed below. */
  readonly medianMs: number | undefined;
  readonly slowMs: number | undefined;
}

export type Ended = 'delivered' | 'spooled' | 'dropped' | 'refused';

interface Counting extends Record<Ended, number> {
  readonly startMs: number;
  /** Some of the times that messages took, each as likely to be here as any other. */
  readonly sample: number[];
  timed: number;
}

export const BUCKET_MS = 10_000;
export const BUCKETS = 90;
const SAMPLES = 128;
const SLOW = 0.95;

/** The last quarter of an hour, by ten seconds. */
export class Timeline {
  readonly #random: () => number;
  /** The oldest first. None for times in which nothing happened. */
  readonly #buckets: Counting[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  ended(how: Ended, count: number, nowMs: number): void {
    this.#bucketAt(nowMs)[how] += count;
  }

  took(ms: number, nowMs: number): void {
    const bucket = this.#bucketAt(nowMs);
    bucket.timed += 1;
    if (bucket.sample.length < SAMPLES) {
      bucket.sample.push(ms);
      return;
    }
    const place = Math.floor(this.#random() * bucket.timed);
    if (place < SAMPLES) bucket.sample[place] = ms;
  }

  /** All of it up to now, the oldest first, with what is empty. */
  buckets(nowMs: number): readonly Bucket[] {
    const first = startOf(nowMs) - (BUCKETS - 1) * BUCKET_MS;
    return Array.from({ length: BUCKETS }, (_, index) => {
      const startMs = first + index * BUCKET_MS;
      const found = this.#buckets.find((bucket) => bucket.startMs === startMs) ?? empty(startMs);
      const { sample, timed, ...counts } = found;
      const sorted = sample.toSorted((one, other) => one - other);
      return { ...counts, medianMs: quantile(sorted, 0.5), slowMs: quantile(sorted, SLOW) };
    });
  }

  #bucketAt(nowMs: number): Counting {
    const startMs = startOf(nowMs);
    const last = this.#buckets.at(-1);
    // A clock that was set back counts on in the newest.
    if (last !== undefined && last.startMs >= startMs) return last;
    const bucket = empty(startMs);
    this.#buckets.push(bucket);
    if (this.#buckets.length > BUCKETS) this.#buckets.shift();
    return bucket;
  }
}

function startOf(ms: number): number {
  return Math.floor(ms / BUCKET_MS) * BUCKET_MS;
}

function empty(startMs: number): Counting {
  return { startMs, delivered: 0, spooled: 0, dropped: 0, refused: 0, sample: [], timed: 0 };
}

function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
