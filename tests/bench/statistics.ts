/** What a series of measurements says. */
export interface Summary {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Durations and sizes are good when they are low, rates when they are high. */
export type Better = "lower" | "higher";

/**
 * Percentiles by the nearest rank, counted from the best: 95 of 100 samples are at least as good as `p95`. Each is a
 * value that was really measured.
 */
export function summarise(samples: readonly number[], better: Better = "lower"): Summary {
  const sorted = samples.toSorted((a, b) => (better === "lower" ? a - b : b - a));
  const rank = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
}

/** The times per second at which things happened, one rate for every `size` of them. */
export function ratesOf(momentsMs: readonly number[], size: number, startMs: number): number[] {
  const rates: number[] = [];
  let before = startMs;
  for (let end = size; end <= momentsMs.length; end += size) {
    const moment = momentsMs[end - 1] ?? before;
    rates.push((size * 1000) / (moment - before));
    before = moment;
  }
  return rates;
}
