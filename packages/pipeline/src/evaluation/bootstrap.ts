import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Interval } from '../records/evaluation';

export interface BootstrapOptions {
  readonly resamples: number;
  /** Share of the resampled means that the interval holds. */
  readonly confidence: number;
  readonly seed: number;
}

const words = 2 ** 32;

/**
 * Percentile interval of the mean of `scores` (Efron & Tibshirani 1993, An Introduction to the Bootstrap, section
 * 13.3): means of as many scores drawn with replacement, sorted, without the smallest and largest. O(resamples n).
 */
export function bootstrapInterval(
  scores: Float64Array,
  { resamples, confidence, seed }: BootstrapOptions,
): Interval {
  const random = xoroshiro128plus(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    // A word times the count, in 53 bits; no index is more likely than another by more than count / 2^32.
    const drawn = () => scores[Math.floor(((random.next() >>> 0) / words) * scores.length)];
    return scores.reduce((sum) => sum + drawn(), 0) / scores.length;
  }).sort();
  const outside = (1 - confidence) / 2;
  const at = (share: number) =>
    means[Math.min(resamples - 1, Math.max(0, Math.round(share * (resamples - 1))))];
  return { low: at(outside), high: at(1 - outside) };
}
