/** How long requests took, in milliseconds: half of them at most the median, 99 of 100 at most the p99. */
export interface Latency {
  readonly median: number;
  readonly p99: number;
}

export function latencyOf(timesMs: readonly number[]): Latency {
  const sorted = [...timesMs].sort((one, other) => one - other);
  return { median: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}
