// What a bench says about many timings: percentiles by the nearest rank, never an average.

/** The smallest value that `share` (0 to 1) of all values do not exceed; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle of several runs: one that was disturbed does not count. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

export type Latency = { count: number; p50: number; p95: number; p99: number };

/** Milliseconds at the three usual ranks. */
export const latency = (ms: readonly number[]): Latency => ({
  count: ms.length,
  p50: percentile(ms, 0.5),
  p95: percentile(ms, 0.95),
  p99: percentile(ms, 0.99),
});
