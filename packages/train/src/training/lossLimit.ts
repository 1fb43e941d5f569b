import type { DataSet } from './types';

/** Two validation metrics, and how much worse than `start` the second may be. */
export interface LossLimit {
  readonly task: DataSet['task'];
  /** Validation metric at the start: accuracy in 0..1, or mean distance above 0. */
  readonly start: number;
  /** In accuracy (0.01 is one point), or in mean distance as a share of the start's. */
  readonly maxLoss: number;
}

/**
 * Accuracies are counts over up to 10^8 examples and so differ by 10^-8 at least; their difference in float64 is
 * off by some 10^-16. Between the two, a loss of exactly the limit counts as within it.
 */
const rounding = 1e-10;

/** What a metric lost against the start's, in the terms of `maxLoss`; negative for a gain. */
export function lostBy(metric: number, { task, start }: Pick<LossLimit, 'task' | 'start'>): number {
  return task === 'classification' ? start - metric : metric / start - 1;
}

/** Whether a metric lost no more than the limit against the start's; exactly the limit is within it. */
export function isWithinLoss(metric: number, { maxLoss, ...start }: LossLimit): boolean {
  return lostBy(metric, start) <= maxLoss + rounding;
}
